/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions } from '../options.ts';

import type {
  DeliveryState,
  NewWebhook,
  Page,
  Timestamp,
  Webhook,
  WebhookDelivery,
} from './types.ts';

/** What `webhooks.list` takes. */
export interface WebhooksListInput {
  /**
   * How many items at most.
   * A whole number, 1 to 500.
   * @default 100
   */
  limit?: number | undefined;
  /**
   * Where the page begins: the last page's `nextCursor`. Opaque.
   * At most 1,000 characters.
   */
  cursor?: string | undefined;
}

/** What `webhooks.create` takes. */
export interface WebhooksCreateInput {
  /**
   * Where events are posted to. It may be inside your network.
   * At most 2,000 characters.
   */
  url: string;
  /**
   * What it is for.
   * At most 500 characters.
   * @default ""
   */
  description?: string | undefined;
  /**
   * Event types, or beginnings of them such as `incident.*`; `*` is all.
   * At most 50 items.
   * @default ["*"]
   */
  types?: string[] | undefined;
  /**
   * Only what is about incidents and alerts of these services; `null` is everything.
   * At most 100 items.
   * @default null
   */
  services?: string[] | null | undefined;
  /**
   * While it is not, events wait in the event log.
   * @default true
   */
  enabled?: boolean | undefined;
  /** Set by the server; accepted and ignored. */
  id?: unknown;
  /** Set by the server; accepted and ignored. */
  disabledReason?: unknown;
  /** Set by the server; accepted and ignored. */
  disabledAt?: unknown;
  /** Set by the server; accepted and ignored. */
  failingSince?: unknown;
  /** Set by the server; accepted and ignored. */
  handledSeq?: unknown;
  /** Set by the server; accepted and ignored. */
  previousSecretUntil?: unknown;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `webhooks.get` takes. */
export interface WebhooksGetInput {
  /**
   * The webhook's id.
   * 1 to 128 characters.
   */
  id: string;
}

/** What `webhooks.update` takes. */
export interface WebhooksUpdateInput {
  /**
   * The webhook's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Where events are posted to. It may be inside your network.
   * At most 2,000 characters.
   */
  url?: string | undefined;
  /**
   * What it is for.
   * At most 500 characters.
   */
  description?: string | undefined;
  /**
   * Event types, or beginnings of them such as `incident.*`; `*` is all.
   * At most 50 items.
   */
  types?: string[] | undefined;
  /**
   * Only what is about incidents and alerts of these services; `null` is everything.
   * At most 100 items.
   */
  services?: string[] | null | undefined;
  /** While it is not, events wait in the event log. */
  enabled?: boolean | undefined;
  /**
   * With `enabled`: send what was missed, or cancel it and begin with what comes.
   * @default "missed"
   */
  resumeFrom?: 'missed' | 'now' | undefined;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
  /** Set by the server; accepted and ignored. */
  disabledReason?: unknown;
  /** Set by the server; accepted and ignored. */
  disabledAt?: unknown;
  /** Set by the server; accepted and ignored. */
  failingSince?: unknown;
  /** Set by the server; accepted and ignored. */
  handledSeq?: unknown;
  /** Set by the server; accepted and ignored. */
  previousSecretUntil?: unknown;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `webhooks.delete` takes. */
export interface WebhooksDeleteInput {
  /**
   * The webhook's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
}

/** What `webhooks.rotateSecret` takes. */
export interface WebhooksRotateSecretInput {
  /**
   * The webhook's id.
   * 1 to 128 characters.
   */
  id: string;
}

/** What `webhooks.rotateSecret` answers. */
export interface WebhooksRotateSecretOutput {
  /** `whsec_…`; verify with it by Standard Webhooks. It cannot be read again. */
  secret: string;
  /** When those before it cease to be used. */
  previousSecretUntil: Timestamp;
}

/** What `webhooks.test` takes. */
export interface WebhooksTestInput {
  /**
   * The webhook's id.
   * 1 to 128 characters.
   */
  id: string;
}

/** What `webhooks.deliveries` takes. */
export interface WebhooksDeliveriesInput {
  /**
   * The webhook's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Only those in these states.
   * At most 20 items.
   */
  state?: DeliveryState | DeliveryState[] | undefined;
  /**
   * How many items at most.
   * A whole number, 1 to 500.
   * @default 100
   */
  limit?: number | undefined;
  /**
   * Where the page begins: the last page's `nextCursor`. Opaque.
   * At most 1,000 characters.
   */
  cursor?: string | undefined;
}

/** What `webhooks.delivery` takes. */
export interface WebhooksDeliveryInput {
  /**
   * The webhook's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * The delivery's id, which is its `webhook-id`.
   * 1 to 128 characters.
   */
  deliveryId: string;
}

/** What `webhooks.redeliver` takes. */
export interface WebhooksRedeliverInput {
  /**
   * The webhook's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * The delivery's id, which is its `webhook-id`.
   * 1 to 128 characters.
   */
  deliveryId: string;
}

/** The procedures of `webhooks`. */
export interface Webhooks {
  /**
   * List webhooks.
   *
   * The newest first.
   * @see packages/contract/src/webhooks.ts:43
   */
  list: (input?: WebhooksListInput, options?: CallOptions) => Promise<Page<Webhook>>;

  /**
   * Have events posted to a URL.
   *
   * From now on, as `{ id, type, seq, at, entity, entityId, actor, data, incident? }`: what
   * happened, and with events of incidents and alerts the incident as it is. Headers are those
   * of Standard Webhooks. Answer with 2xx within ten seconds. Other answers: 408, 425, 429, 5xx
   * and none at all are tried again for three days, up to an hour apart; 410 disables the
   * webhook; any other is not repeated. It is disabled when nothing has been delivered for three
   * days, or ten deliveries in a row were refused. An event may come more than once, with the
   * same `webhook-id`. Events of one incident come in order. What happens to webhooks themselves
   * is not posted. The answer has the secret, which cannot be read again. CONFLICT: there are
   * 100 already.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @see packages/contract/src/webhooks.ts:54
   */
  create: (input: WebhooksCreateInput, options?: CallOptions) => Promise<NewWebhook>;

  /**
   * Get one webhook.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/webhooks.ts:94
   */
  get: (input: WebhooksGetInput, options?: CallOptions) => Promise<Webhook>;

  /**
   * Change some fields of a webhook, or enable it again.
   *
   * What is left out stays; so does the secret. One that is enabled again goes on where it
   * stopped: what waited is sent at once, then what has happened since, unless `resumeFrom` is
   * `now`.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/webhooks.ts:102
   */
  update: (input: WebhooksUpdateInput, options?: CallOptions) => Promise<Webhook>;

  /**
   * Delete a webhook and its deliveries.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/webhooks.ts:130
   */
  delete: (input: WebhooksDeleteInput, options?: CallOptions) => Promise<void>;

  /**
   * Make a new secret for a webhook.
   *
   * For 24 hours everything is signed with the new secret and with those before it; then with
   * the new one alone.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/webhooks.ts:138
   */
  rotateSecret: (
    input: WebhooksRotateSecretInput,
    options?: CallOptions,
  ) => Promise<WebhooksRotateSecretOutput>;

  /**
   * Send a webhook a test.
   *
   * An event of type `webhook.test`, tried once, though the webhook is disabled. Read the
   * delivery to see what became of it.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/webhooks.ts:155
   */
  test: (input: WebhooksTestInput, options?: CallOptions) => Promise<WebhookDelivery>;

  /**
   * List what a webhook was sent, or is to be sent.
   *
   * The newest first. Those that ended are kept for 30 days, unless configured else.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/webhooks.ts:180
   */
  deliveries: (
    input: WebhooksDeliveriesInput,
    options?: CallOptions,
  ) => Promise<Page<WebhookDelivery>>;

  /**
   * Get one delivery.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/webhooks.ts:196
   */
  delivery: (input: WebhooksDeliveryInput, options?: CallOptions) => Promise<WebhookDelivery>;

  /**
   * Send a delivery again, or at last.
   *
   * With the same id and body, now: one that waits for its next attempt need not. CONFLICT: the
   * webhook is disabled.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @see packages/contract/src/webhooks.ts:204
   */
  redeliver: (input: WebhooksRedeliverInput, options?: CallOptions) => Promise<WebhookDelivery>;
}
