import * as z from 'zod';
import { filledText, Id, line, oneOrMany } from './fields.ts';
import {
  exampleDelivered,
  exampleQueued,
  Notification,
  NotificationChannel,
  NotificationStatus,
  NotificationWithAttempts,
} from './notification.ts';
import { pageInput, pageOf } from './page.ts';
import { personName } from './people.ts';
import { mutation, query } from './procedure.ts';

const notification_id = Id.describe("The notification's id.");
const recipient = line(2000);
const byId = { notification_id: exampleQueued.notification_id };
const onePage = {
  items: [exampleDelivered],
  nextCursor: null,
  total: 1,
  totalRelation: 'eq' as const,
};
const location = '/notifications/{notification_id}' as const;
const narrowing = {
  channel: oneOrMany(NotificationChannel).optional(),
  status: oneOrMany(NotificationStatus).optional(),
};

export const notifications = {
  notify: mutation({
    summary: 'Notify somebody',
    description:
      'Answers at once; the delivery follows, and `Location` tells what has become of it. The ' +
      'recipient is what the channel needs: an e-mail address, the URL of a Slack-compatible ' +
      'incoming webhook, the URL of a webhook, or for `console` any name. With every channel it may ' +
      'also be the name of a person who has a contact method for it. Without a channel it is the name ' +
      'of a person, who is notified at once by the first of their notification rules that fits, else ' +
      'by e-mail, else on the console. A webhook that is no contact method gets no signature. ' +
      'NOT_FOUND: there is no such incident.',
    rest: { method: 'POST', path: '/notify', status: 202, location },
    input: z.strictObject({
      incident_id: Id.nullable().default(null).describe('What it is about, if about an incident.'),
      channel: NotificationChannel.optional(),
      recipient: recipient.describe('An address, a URL, or the name of a person.'),
      message: filledText(10_000).describe('What there is to say.'),
    }),
    output: Notification,
    errors: ['NOT_FOUND'],
    example: {
      input: {
        incident_id: exampleQueued.incident_id,
        channel: 'email',
        recipient: exampleQueued.recipient,
        message: 'Checkout is down; please look.',
      },
      output: exampleQueued,
    },
  }),
  list: query({
    summary: 'List notifications',
    description: 'The newest first.',
    rest: { method: 'GET', path: '/notifications', page: true },
    input: z.strictObject({
      incident_id: Id.optional().describe('Only those about this incident.'),
      ...narrowing,
      recipient: recipient.optional().describe('Only those to this address, URL or name.'),
      person: personName.optional().describe('Only those for the person of this name.'),
      ...pageInput,
    }),
    output: pageOf(Notification),
    example: { input: { channel: 'email' }, output: onePage },
  }),
  ofIncident: query({
    summary: 'List the notifications of an incident',
    description: 'The newest first.',
    rest: { method: 'GET', path: '/incidents/{id}/notifications', page: true },
    input: z.strictObject({ id: Id.describe("The incident's id."), ...narrowing, ...pageInput }),
    output: pageOf(Notification),
    errors: ['NOT_FOUND'],
    example: { input: { id: String(exampleQueued.incident_id) }, output: onePage },
  }),
  get: query({
    summary: 'Get one notification with its attempts',
    rest: { method: 'GET', path: location },
    input: z.strictObject({ notification_id }),
    output: NotificationWithAttempts,
    errors: ['NOT_FOUND'],
    example: {
      input: byId,
      output: {
        ...exampleDelivered,
        attempts: [
          {
            number: 1,
            started_at: '2026-03-01T08:00:01.012Z',
            ended_at: '2026-03-01T08:00:01.240Z',
            outcome: 'delivered',
            detail: '250 2.0.0 Ok: queued',
            repeated: false,
          },
        ],
      },
    },
  }),
  resend: mutation({
    summary: 'Send a notification once more',
    description:
      'Whatever has become of it: failed, delivered, cancelled or bundled. It goes out alone, even ' +
      'where its incident has been acknowledged, and has the `webhook-id` or `Message-ID` that it had. ' +
      'CONFLICT: it has not ended yet.',
    rest: {
      method: 'POST',
      path: '/notifications/{notification_id}/resend',
      status: 202,
      location,
    },
    input: z.strictObject({ notification_id }),
    output: Notification,
    errors: ['NOT_FOUND', 'CONFLICT'],
    example: { input: byId, output: { ...exampleDelivered, status: 'queued', ended_at: null } },
  }),
};
