import * as z from 'zod';
import { filledText, Id, ifVersion, line, readOnly, Timestamp } from './fields.ts';
import { NotificationChannel, NotificationReason } from './notification.ts';
import { pageInput, pageOf } from './page.ts';
import { mutation, query } from './procedure.ts';

const subject = line(500).describe('One line; e-mail and webhooks have it.');
const templateText = filledText(10_000).describe('What is said.');

/** How the notifications of one channel read that are sent for one reason. */
export const NotificationTemplate = z
  .object({
    id: Id.describe('The channel and the reason with a dot between them.'),
    channel: NotificationChannel,
    reason: NotificationReason,
    subject,
    text: templateText,
    placeholders: z.array(z.string()).describe('What may stand between `{{` and `}}` here.'),
    is_default: z.boolean().describe('Nobody has changed it.'),
    updated_at: Timestamp.nullable(),
    version: z
      .int()
      .nonnegative()
      .describe('0 as it comes; raised by each change; over REST it is the ETag.'),
  })
  .meta({ id: 'NotificationTemplate' });
export type NotificationTemplate = z.output<typeof NotificationTemplate>;

const id = Id.describe('Such as `email.assigned`.');
const serverSet = readOnly(
  'channel',
  'reason',
  'placeholders',
  'is_default',
  'updated_at',
  'version',
);

const example: NotificationTemplate = {
  id: 'email.assigned',
  channel: 'email',
  reason: 'assigned',
  subject: '{{incident.severity}}: {{incident.title}}',
  text: '{{incident.title}} is yours now.\n{{incident.url}}',
  placeholders: ['incident.severity', 'incident.title', 'incident.url'],
  is_default: false,
  updated_at: '2026-03-01T08:00:00.000Z',
  version: 1,
};

export const notificationTemplates = {
  list: query({
    summary: 'List the templates of notifications',
    description: 'One for each channel and reason.',
    rest: { method: 'GET', path: '/notification-templates', page: true },
    input: z.strictObject({
      channel: NotificationChannel.optional().describe('Only those of this channel.'),
      reason: NotificationReason.optional().describe('Only those for this reason.'),
      ...pageInput,
    }),
    output: pageOf(NotificationTemplate),
    example: {
      input: {},
      output: { items: [example], nextCursor: null, total: 1, totalRelation: 'eq' },
    },
  }),
  get: query({
    summary: 'Get one template of notifications',
    rest: { method: 'GET', path: '/notification-templates/{id}', versioned: true },
    input: z.strictObject({ id }),
    output: NotificationTemplate,
    errors: ['NOT_FOUND'],
    example: { input: { id: example.id }, output: example },
  }),
  replace: mutation({
    summary: 'Change how notifications read',
    description:
      'Placeholders such as `{{incident.title}}` are filled in when a notification is first sent; one ' +
      'that there is not is refused. A line whose placeholders are all empty is left out.',
    rest: { method: 'PUT', path: '/notification-templates/{id}', versioned: true },
    input: z.strictObject({ id, subject, text: templateText, ifVersion, ...serverSet }),
    output: NotificationTemplate,
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: {
      input: { id: example.id, subject: example.subject, text: example.text },
      output: example,
    },
  }),
  delete: mutation({
    summary: 'Put a template of notifications back to what it was at first',
    rest: { method: 'DELETE', path: '/notification-templates/{id}', status: 204 },
    input: z.strictObject({ id, ifVersion }),
    output: z.object({}),
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: { input: { id: example.id }, output: {} },
  }),
};
