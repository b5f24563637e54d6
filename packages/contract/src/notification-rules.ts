import * as z from 'zod';
import { exampleMethod } from './contact-methods.ts';
import { Id, ifVersion, readOnly, Timestamp } from './fields.ts';
import { pageInput, pageOf } from './page.ts';
import { mutation, query } from './procedure.ts';

export const Urgency = z.enum(['high', 'low', 'any']).meta({ id: 'Urgency' });
export type Urgency = z.output<typeof Urgency>;

const contactMethodId = Id.describe("One of the person's contact methods.");
const delayMinutes = z
  .int()
  .min(0)
  .max(7 * 24 * 60)
  .describe(
    'So long after the person was called for, unless the incident is acknowledged by then.',
  );
const urgency = Urgency.describe('P1 and P2 are `high`, P3 and P4 are `low`; `any` is both.');

/** By what, when and for which incidents a person is notified. */
export const NotificationRule = z
  .object({
    id: Id,
    personId: Id,
    contactMethodId,
    delayMinutes,
    urgency,
    createdAt: Timestamp,
    updatedAt: Timestamp,
    version: z.int().positive().describe('Raised by each change; over REST it is the ETag.'),
  })
  .meta({ id: 'NotificationRule' });
export type NotificationRule = z.output<typeof NotificationRule>;

const personId = Id.describe("The person's id.");
const id = Id.describe("The rule's id.");
const serverSet = readOnly('createdAt', 'updatedAt', 'version');

const example: NotificationRule = {
  id: '019a9a54-6c00-7000-8000-000000000221',
  personId: exampleMethod.personId,
  contactMethodId: exampleMethod.id,
  delayMinutes: 0,
  urgency: 'high',
  createdAt: '2026-03-01T08:00:00.000Z',
  updatedAt: '2026-03-01T08:00:00.000Z',
  version: 1,
};
const byId = { personId: example.personId, id: example.id };
const location = '/people/{personId}/notification-rules/{id}' as const;

export const notificationRules = {
  list: query({
    summary: 'List the notification rules of a person',
    description:
      'The oldest first. Somebody without a rule whose contact method is enabled is notified at once of ' +
      'every incident: by e-mail if they have an address, else on the console.',
    rest: { method: 'GET', path: '/people/{personId}/notification-rules', page: true },
    input: z.strictObject({ personId, ...pageInput }),
    output: pageOf(NotificationRule),
    errors: ['NOT_FOUND'],
    example: {
      input: { personId: byId.personId },
      output: { items: [example], nextCursor: null, total: 1, totalRelation: 'eq' },
    },
  }),
  create: mutation({
    summary: 'Add a notification rule',
    rest: {
      method: 'POST',
      path: '/people/{personId}/notification-rules',
      status: 201,
      location,
      versioned: true,
    },
    input: z.strictObject({
      personId,
      contactMethodId,
      delayMinutes: delayMinutes.default(0),
      urgency: urgency.default('any'),
      ...readOnly('id'),
      ...serverSet,
    }),
    output: NotificationRule,
    errors: ['NOT_FOUND'],
    example: {
      input: {
        personId: byId.personId,
        contactMethodId: example.contactMethodId,
        delayMinutes: 0,
        urgency: 'high',
      },
      output: example,
    },
  }),
  get: query({
    summary: 'Get one notification rule',
    rest: { method: 'GET', path: location, versioned: true },
    input: z.strictObject({ personId, id }),
    output: NotificationRule,
    errors: ['NOT_FOUND'],
    example: { input: byId, output: example },
  }),
  update: mutation({
    summary: 'Change some fields of a notification rule',
    description: 'What is left out stays.',
    rest: { method: 'PATCH', path: location, versioned: true },
    input: z.strictObject({
      personId,
      id,
      contactMethodId: contactMethodId.optional(),
      delayMinutes: delayMinutes.optional(),
      urgency: urgency.optional(),
      ifVersion,
      ...serverSet,
    }),
    output: NotificationRule,
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: {
      input: { ...byId, delayMinutes: 5 },
      output: { ...example, delayMinutes: 5, version: 2 },
    },
  }),
  delete: mutation({
    summary: 'Delete a notification rule',
    rest: { method: 'DELETE', path: location, status: 204 },
    input: z.strictObject({ personId, id, ifVersion }),
    output: z.object({}),
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: { input: byId, output: {} },
  }),
};
