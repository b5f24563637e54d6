import * as z from 'zod';
import { Id, text, Timestamp } from './fields.ts';
import { service } from './incident.ts';

const word = '[a-z][a-z0-9_]*';

/** `*`, a type, or the beginning of types. */
const EventPattern = z
  .string()
  .max(100)
  .regex(
    new RegExp(`^(\\*|${word}(\\.${word})*(\\.\\*)?)$`),
    'Must be an event type, such as incident.created, or a beginning such as incident.*',
  );

const url = z
  .string()
  .max(2000)
  .regex(/^https?:\/\/[^\s\u0000-\u001f\u007f]+$/, 'Must be an http or https URL')
  .refine(isUsable, 'Must be a URL without a user or password in it')
  .describe('Where events are posted to. It may be inside your network.');

function isUsable(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { username, password } = new URL(value);
  return username === '' && password === '';
}

export const webhookFields = {
  url,
  description: text(500).describe('What it is for.'),
  types: z
    .array(EventPattern)
    .min(1)
    .max(50)
    .describe('Event types, or beginnings of them such as `incident.*`; `*` is all.'),
  services: z
    .array(service)
    .min(1)
    .max(100)
    .nullable()
    .describe('Only what is about incidents and alerts of these services; `null` is everything.'),
  enabled: z.boolean().describe('While it is not, events wait in the event log.'),
};

/** Somebody else's server that is told what happens. */
export const Webhook = z
  .object({
    id: Id,
    ...webhookFields,
    disabledReason: z
      .string()
      .nullable()
      .describe('Why the server has disabled it; `null` when it has not.'),
    disabledAt: Timestamp.nullable().describe('When it was disabled, by the server or by hand.'),
    failingSince: Timestamp.nullable().describe(
      'The first failure since something was last delivered.',
    ),
    handledSeq: z
      .int()
      .nonnegative()
      .describe('The last event of which it is known what to send; it goes on behind it.'),
    previousSecretUntil: Timestamp.nullable().describe(
      'Until then it is signed with the secrets before the last rotation, too.',
    ),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    version: z.int().positive().describe('Raised by each change; over REST it is the ETag.'),
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.output<typeof Webhook>;

export const signingSecret = z
  .string()
  .describe('`whsec_…`; verify with it by Standard Webhooks. It cannot be read again.');

/** A webhook with a secret that has just been made: the only time that it can be read. */
export const NewWebhook = Webhook.extend({ secret: signingSecret }).meta({ id: 'NewWebhook' });
export type NewWebhook = z.output<typeof NewWebhook>;

/**
 * `waiting` has not been tried, `retrying` has failed and will be tried again; `delivered`, `failed` (it
 * was refused, or has failed for too long) and `cancelled` are ends.
 */
export const deliveryStates = ['waiting', 'retrying', 'delivered', 'failed', 'cancelled'] as const;
export const DeliveryState = z.enum(deliveryStates).meta({ id: 'DeliveryState' });
export type DeliveryState = z.output<typeof DeliveryState>;

export const DeliveryAttempt = z
  .object({
    at: Timestamp,
    status: z.int().nullable().describe('The HTTP status; `null` when there was no answer.'),
    detail: z.string().describe('What the receiver said, about 1 KB of it, or what went wrong.'),
    durationMs: z.int().nonnegative(),
  })
  .meta({ id: 'DeliveryAttempt' });
export type DeliveryAttempt = z.output<typeof DeliveryAttempt>;

/** One event on its way to one webhook. */
export const WebhookDelivery = z
  .object({
    id: Id.describe('The `webhook-id` of every attempt.'),
    webhookId: Id,
    seq: z.int().nonnegative().describe('Of the event; 0 is a test.'),
    type: z.string().describe('Of the event; `webhook.test` is a test.'),
    entity: z.string(),
    entityId: Id,
    incidentId: Id.nullable().describe('Deliveries of one incident keep their order.'),
    state: DeliveryState,
    attemptCount: z.int().nonnegative(),
    attempts: z.array(DeliveryAttempt).describe('The last 20, the oldest first.'),
    nextAttemptAt: Timestamp.nullable().describe('When it is tried again, if it is.'),
    createdAt: Timestamp,
    finishedAt: Timestamp.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.output<typeof WebhookDelivery>;

export const exampleWebhook: Webhook = {
  id: '019a9a54-6c00-7000-8000-0000000000e1',
  url: 'https://chat.example.com/hooks/incidents',
  description: 'The channel of the payments team',
  types: ['incident.*', 'alert.received'],
  services: ['payment-service'],
  enabled: true,
  disabledReason: null,
  disabledAt: null,
  failingSince: null,
  handledSeq: 1042,
  previousSecretUntil: null,
  createdAt: '2026-03-01T08:00:00.000Z',
  updatedAt: '2026-03-01T08:00:00.000Z',
  version: 1,
};

export const exampleSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=';

export const exampleDelivery: WebhookDelivery = {
  id: '019a9a54-6c00-7000-8000-0000000000e7',
  webhookId: exampleWebhook.id,
  seq: 1043,
  type: 'incident.created',
  entity: 'incident',
  entityId: '019a9a54-6c00-7000-8000-0000000000a1',
  incidentId: '019a9a54-6c00-7000-8000-0000000000a1',
  state: 'delivered',
  attemptCount: 1,
  attempts: [
    { at: '2026-03-01T08:05:00.120Z', status: 200, detail: 'HTTP 200 OK: ok', durationMs: 48 },
  ],
  nextAttemptAt: null,
  createdAt: '2026-03-01T08:05:00.100Z',
  finishedAt: '2026-03-01T08:05:00.168Z',
};
