import * as z from 'zod';
import { Id, ifVersion, oneOrMany, readOnly, Timestamp } from './fields.ts';
import { pageInput, pageOf } from './page.ts';
import { mutation, query } from './procedure.ts';
import {
  DeliveryState,
  exampleDelivery,
  exampleSecret,
  exampleWebhook as example,
  NewWebhook,
  signingSecret,
  Webhook,
  WebhookDelivery,
  webhookFields as fields,
} from './webhook.ts';

const id = Id.describe("The webhook's id.");
const deliveryId = Id.describe("The delivery's id, which is its `webhook-id`.");
const byId = { id: example.id };
const ofDelivery = { id: example.id, deliveryId: exampleDelivery.id };
const serverSet = readOnly(
  'disabledReason',
  'disabledAt',
  'failingSince',
  'handledSeq',
  'previousSecretUntil',
  'createdAt',
  'updatedAt',
  'version',
);
const { url, description, types, services, enabled } = fields;
const waiting = {
  ...exampleDelivery,
  state: 'waiting' as const,
  attemptCount: 0,
  attempts: [],
  nextAttemptAt: exampleDelivery.createdAt,
  finishedAt: null,
};

/** Tells other servers what happens, signed by Standard Webhooks. */
export const webhooks = {
  list: query({
    summary: 'List webhooks',
    description: 'The newest first.',
    rest: { method: 'GET', path: '/webhooks', page: true },
    input: z.strictObject({ ...pageInput }),
    output: pageOf(Webhook),
    example: {
      input: {},
      output: { items: [example], nextCursor: null, total: 1, totalRelation: 'eq' },
    },
  }),
  create: mutation({
    summary: 'Have events posted to a URL',
    description:
      'From now on, as `{ id, type, seq, at, entity, entityId, actor, data, incident? }`: what ' +
      'happened, and with events of incidents and alerts the incident as it is. Headers are those ' +
      'of Standard Webhooks. Answer with 2xx within ten seconds. Other answers: 408, 425, 429, 5xx ' +
      'and none at all are tried again for three days, up to an hour apart; 410 disables the ' +
      'webhook; any other is not repeated. It is disabled when nothing has been delivered for ' +
      'three days, or ten deliveries in a row were refused. An event may come more than once, with ' +
      'the same `webhook-id`. Events of one incident come in order. What happens to webhooks ' +
      'themselves is not posted. The answer has the secret, which cannot be read again. CONFLICT: ' +
      'there are 100 already.',
    rest: {
      method: 'POST',
      path: '/webhooks',
      status: 201,
      location: '/webhooks/{id}',
      versioned: true,
    },
    input: z.strictObject({
      url,
      description: description.default(''),
      types: types.default(['*']),
      services: services.default(null),
      enabled: enabled.default(true),
      ...readOnly('id'),
      ...serverSet,
    }),
    output: NewWebhook,
    errors: ['CONFLICT'],
    example: {
      input: {
        url: example.url,
        description: example.description,
        types: example.types,
        services: example.services,
      },
      output: { ...example, secret: exampleSecret },
    },
  }),
  get: query({
    summary: 'Get one webhook',
    rest: { method: 'GET', path: '/webhooks/{id}', versioned: true },
    input: z.strictObject({ id }),
    output: Webhook,
    errors: ['NOT_FOUND'],
    example: { input: byId, output: example },
  }),
  update: mutation({
    summary: 'Change some fields of a webhook, or enable it again',
    description:
      'What is left out stays; so does the secret. One that is enabled again goes on where it ' +
      'stopped: what waited is sent at once, then what has happened since, unless `resumeFrom` is ' +
      '`now`.',
    rest: { method: 'PATCH', path: '/webhooks/{id}', versioned: true },
    input: z.strictObject({
      id,
      url: url.optional(),
      description: description.optional(),
      types: types.optional(),
      services: services.optional(),
      enabled: enabled.optional(),
      resumeFrom: z
        .enum(['missed', 'now'])
        .default('missed')
        .describe('With `enabled`: send what was missed, or cancel it and begin with what comes.'),
      ifVersion,
      ...serverSet,
    }),
    output: Webhook,
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: {
      input: { ...byId, services: null },
      output: { ...example, services: null, version: 2 },
    },
  }),
  delete: mutation({
    summary: 'Delete a webhook and its deliveries',
    rest: { method: 'DELETE', path: '/webhooks/{id}', status: 204 },
    input: z.strictObject({ id, ifVersion }),
    output: z.object({}),
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: { input: byId, output: {} },
  }),
  rotateSecret: mutation({
    summary: 'Make a new secret for a webhook',
    description:
      'For 24 hours everything is signed with the new secret and with those before it; then with ' +
      'the new one alone.',
    rest: { method: 'POST', path: '/webhooks/{id}/rotate-secret' },
    input: z.strictObject({ id }),
    output: z.object({
      secret: signingSecret,
      previousSecretUntil: Timestamp.describe('When those before it cease to be used.'),
    }),
    errors: ['NOT_FOUND'],
    example: {
      input: byId,
      output: { secret: exampleSecret, previousSecretUntil: '2026-03-02T08:00:00.000Z' },
    },
  }),
  test: mutation({
    summary: 'Send a webhook a test',
    description:
      'An event of type `webhook.test`, tried once, though the webhook is disabled. Read the ' +
      'delivery to see what became of it.',
    rest: {
      method: 'POST',
      path: '/webhooks/{id}/test',
      status: 202,
    },
    input: z.strictObject({ id }),
    output: WebhookDelivery,
    errors: ['NOT_FOUND'],
    example: {
      input: byId,
      output: {
        ...waiting,
        seq: 0,
        type: 'webhook.test',
        entity: 'webhook',
        entityId: example.id,
        incidentId: null,
      },
    },
  }),
  deliveries: query({
    summary: 'List what a webhook was sent, or is to be sent',
    description: 'The newest first. Those that ended are kept for 30 days, unless configured else.',
    rest: { method: 'GET', path: '/webhooks/{id}/deliveries', page: true },
    input: z.strictObject({
      id,
      state: oneOrMany(DeliveryState).optional().describe('Only those in these states.'),
      ...pageInput,
    }),
    output: pageOf(WebhookDelivery),
    errors: ['NOT_FOUND'],
    example: {
      input: byId,
      output: { items: [exampleDelivery], nextCursor: null, total: 1, totalRelation: 'eq' },
    },
  }),
  delivery: query({
    summary: 'Get one delivery',
    rest: { method: 'GET', path: '/webhooks/{id}/deliveries/{deliveryId}' },
    input: z.strictObject({ id, deliveryId }),
    output: WebhookDelivery,
    errors: ['NOT_FOUND'],
    example: { input: ofDelivery, output: exampleDelivery },
  }),
  redeliver: mutation({
    summary: 'Send a delivery again, or at last',
    description:
      'With the same id and body, now: one that waits for its next attempt need not. CONFLICT: the ' +
      'webhook is disabled.',
    rest: {
      method: 'POST',
      path: '/webhooks/{id}/deliveries/{deliveryId}/redeliver',
      status: 202,
    },
    input: z.strictObject({ id, deliveryId }),
    output: WebhookDelivery,
    errors: ['NOT_FOUND', 'CONFLICT'],
    example: {
      input: ofDelivery,
      output: {
        ...exampleDelivery,
        state: 'retrying',
        nextAttemptAt: '2026-03-01T09:00:00.000Z',
        finishedAt: null,
      },
    },
  }),
};
