import * as z from 'zod';
import { Id, ifVersion, line, readOnly, Timestamp } from './fields.ts';
import { exampleQueued, Notification, NotificationChannel } from './notification.ts';
import { pageInput, pageOf } from './page.ts';
import { mutation, query } from './procedure.ts';

const type = NotificationChannel.describe('The channel.');
const address = line(2000).describe(
  'An e-mail address, or the URL of a webhook; for `console` a name.',
);
const label = z
  .string()
  .max(100)
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'Must be on one line');
const enabled = z.boolean().describe('One that is not is never used.');
const secrets = z
  .array(
    z
      .string()
      .regex(
        /^whsec_(?:[A-Za-z0-9+/]{4}){8,21}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
        'Must be whsec_ and 24 to 64 bytes in base64',
      ),
  )
  .max(5)
  .describe(
    'What a webhook is signed with, as Standard Webhooks have it: `whsec_` and 24 to 64 bytes in base64. ' +
      'Several while they rotate: each signs. Never answered.',
  );

/** One way to reach a person. */
export const ContactMethod = z
  .object({
    id: Id,
    personId: Id,
    type,
    address,
    label: label.describe('What the person calls it; may be empty.'),
    enabled,
    secretCount: z.int().nonnegative().describe('How many signing secrets it has.'),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    version: z.int().positive().describe('Raised by each change; over REST it is the ETag.'),
  })
  .meta({ id: 'ContactMethod' });
export type ContactMethod = z.output<typeof ContactMethod>;

const personId = Id.describe("The person's id.");
const id = Id.describe("The contact method's id.");
const serverSet = readOnly('secretCount', 'createdAt', 'updatedAt', 'version');

export const exampleMethod: ContactMethod = {
  id: '019a9a54-6c00-7000-8000-000000000211',
  personId: '019a9a54-6c00-7000-8000-0000000000d1',
  type: 'webhook',
  address: 'https://pager.example.com/hooks/mara',
  label: 'Pager',
  enabled: true,
  secretCount: 1,
  createdAt: '2026-03-01T08:00:00.000Z',
  updatedAt: '2026-03-01T08:00:00.000Z',
  version: 1,
};
const byId = { personId: exampleMethod.personId, id: exampleMethod.id };
const location = '/people/{personId}/contact-methods/{id}' as const;

export const contactMethods = {
  list: query({
    summary: 'List the contact methods of a person',
    description: 'The oldest first.',
    rest: { method: 'GET', path: '/people/{personId}/contact-methods', page: true },
    input: z.strictObject({ personId, ...pageInput }),
    output: pageOf(ContactMethod),
    errors: ['NOT_FOUND'],
    example: {
      input: { personId: byId.personId },
      output: { items: [exampleMethod], nextCursor: null, total: 1, totalRelation: 'eq' },
    },
  }),
  create: mutation({
    summary: 'Add a way to reach a person',
    description:
      'A webhook needs at least one secret; nothing else may have any. For `console` the address may be ' +
      "left out: it is the person's name. It is used where a notification rule says so.",
    rest: {
      method: 'POST',
      path: '/people/{personId}/contact-methods',
      status: 201,
      location,
      versioned: true,
    },
    input: z.strictObject({
      personId,
      type,
      address: address.optional(),
      secrets: secrets.default([]),
      label: label.default('').describe('What the person calls it; may be empty.'),
      enabled: enabled.default(true),
      ...readOnly('id'),
      ...serverSet,
    }),
    output: ContactMethod,
    errors: ['NOT_FOUND'],
    example: {
      input: {
        personId: byId.personId,
        type: 'webhook',
        address: exampleMethod.address,
        secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
        label: exampleMethod.label,
      },
      output: exampleMethod,
    },
  }),
  get: query({
    summary: 'Get one contact method',
    rest: { method: 'GET', path: location, versioned: true },
    input: z.strictObject({ personId, id }),
    output: ContactMethod,
    errors: ['NOT_FOUND'],
    example: { input: byId, output: exampleMethod },
  }),
  update: mutation({
    summary: 'Change some fields of a contact method',
    description: 'What is left out stays, the secrets too. Its type stays as it is.',
    rest: { method: 'PATCH', path: location, versioned: true },
    input: z.strictObject({
      personId,
      id,
      address: address.optional(),
      secrets: secrets.optional(),
      label: label.optional().describe('What the person calls it; may be empty.'),
      enabled: enabled.optional(),
      ifVersion,
      ...readOnly('type'),
      ...serverSet,
    }),
    output: ContactMethod,
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: {
      input: { ...byId, enabled: false },
      output: { ...exampleMethod, enabled: false, version: 2 },
    },
  }),
  delete: mutation({
    summary: 'Delete a contact method',
    description: 'The notification rules that use it go with it.',
    rest: { method: 'DELETE', path: location, status: 204 },
    input: z.strictObject({ personId, id, ifVersion }),
    output: z.object({}),
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: { input: byId, output: {} },
  }),
  test: mutation({
    summary: 'Send a test notification by a contact method',
    description: 'Even by one that is not enabled. `Location` tells what has become of it.',
    rest: {
      method: 'POST',
      path: '/people/{personId}/contact-methods/{id}/test',
      status: 202,
      location: '/notifications/{notification_id}',
    },
    input: z.strictObject({ personId, id }),
    output: Notification,
    errors: ['NOT_FOUND'],
    example: {
      input: byId,
      output: {
        ...exampleQueued,
        incident_id: null,
        reason: 'test',
        channel: 'webhook',
        recipient: exampleMethod.address,
        person: 'Mara Lindqvist',
        contact_method_id: exampleMethod.id,
        message: null,
      },
    },
  }),
};
