/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions } from '../options.ts';

import type {
  DefaultSeverity,
  FieldMapping,
  Integration,
  NewIntegration,
  Page,
  PagerDutyAnswer,
  Receipt,
  UnreadablePayload,
} from './types.ts';

/** What `integrations.list` takes. */
export interface IntegrationsListInput {
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

/** What `integrations.create` takes. */
export interface IntegrationsCreateInput {
  /**
   * What it is called.
   * At most 100 characters.
   */
  name: string;
  /**
   * The service that its alerts are about.
   * At most 100 characters.
   */
  service: string;
  /**
   * Of alerts that have no severity, or one in a word that is not known.
   * @default "medium"
   */
  default_severity?: DefaultSeverity | undefined;
  /**
   * Alerts that have this label are about the service it names.
   * 1 to 128 characters.
   * @default null
   */
  service_label?: string | null | undefined;
  /**
   * Its incidents are resolved when their last firing alert is, if `AUTO_RESOLVE` is on.
   * @default true
   */
  auto_resolve?: boolean | undefined;
  /**
   * For `…/events`: where values are in its JSON.
   * @default null
   */
  mapping?: FieldMapping | null | undefined;
  /**
   * Grafana must sign what it sends with it (HMAC-SHA256). It is never answered.
   * 8 to 200 characters.
   * @default null
   */
  signing_secret?: string | null | undefined;
  /** Set by the server; accepted and ignored. */
  id?: unknown;
  /** Set by the server; accepted and ignored. */
  signed?: unknown;
  /** Set by the server; accepted and ignored. */
  key_hint?: unknown;
  /** Set by the server; accepted and ignored. */
  created_at?: unknown;
  /** Set by the server; accepted and ignored. */
  updated_at?: unknown;
  /** Set by the server; accepted and ignored. */
  last_used_at?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `integrations.get` takes. */
export interface IntegrationsGetInput {
  /**
   * The integration's id.
   * 1 to 128 characters.
   */
  id: string;
}

/** What `integrations.update` takes. */
export interface IntegrationsUpdateInput {
  /**
   * The integration's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * What it is called.
   * At most 100 characters.
   */
  name?: string | undefined;
  /**
   * The service that its alerts are about.
   * At most 100 characters.
   */
  service?: string | undefined;
  /** Of alerts that have no severity, or one in a word that is not known. */
  default_severity?: DefaultSeverity | undefined;
  /**
   * Alerts that have this label are about the service it names.
   * 1 to 128 characters.
   */
  service_label?: string | null | undefined;
  /** Its incidents are resolved when their last firing alert is, if `AUTO_RESOLVE` is on. */
  auto_resolve?: boolean | undefined;
  /** For `…/events`: where values are in its JSON. */
  mapping?: FieldMapping | null | undefined;
  /**
   * Grafana must sign what it sends with it (HMAC-SHA256). It is never answered.
   * 8 to 200 characters.
   */
  signing_secret?: string | null | undefined;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
  /** Set by the server; accepted and ignored. */
  signed?: unknown;
  /** Set by the server; accepted and ignored. */
  key_hint?: unknown;
  /** Set by the server; accepted and ignored. */
  created_at?: unknown;
  /** Set by the server; accepted and ignored. */
  updated_at?: unknown;
  /** Set by the server; accepted and ignored. */
  last_used_at?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `integrations.delete` takes. */
export interface IntegrationsDeleteInput {
  /**
   * The integration's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
}

/** What `integrations.unreadable` takes. */
export interface IntegrationsUnreadableInput {
  /**
   * The integration's id.
   * 1 to 128 characters.
   */
  id: string;
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

/** What `integrations.alertmanager` takes. */
export interface IntegrationsAlertmanagerInput {
  /**
   * The key of the integration, as it was answered when that was made.
   * 1 to 128 characters.
   */
  key: string;
  /** What was sent, as text: JSON, if it can be read. */
  body: string;
}

/** What `integrations.grafana` takes. */
export interface IntegrationsGrafanaInput {
  /**
   * The key of the integration, as it was answered when that was made.
   * 1 to 128 characters.
   */
  key: string;
  /** What was sent, as text: JSON, if it can be read. */
  body: string;
  /**
   * HMAC-SHA256 of the body, in hex; needed if the integration has a signing secret.
   * At most 200 characters.
   */
  signature?: string | undefined;
  /**
   * In Unix seconds; if given, it is signed too, and must be of the last five minutes.
   * At most 20 characters.
   */
  signed_at?: string | undefined;
}

/** What `integrations.grafanaByPut` takes. */
export interface IntegrationsGrafanaByPutInput {
  /**
   * The key of the integration, as it was answered when that was made.
   * 1 to 128 characters.
   */
  key: string;
  /** What was sent, as text: JSON, if it can be read. */
  body: string;
  /**
   * HMAC-SHA256 of the body, in hex; needed if the integration has a signing secret.
   * At most 200 characters.
   */
  signature?: string | undefined;
  /**
   * In Unix seconds; if given, it is signed too, and must be of the last five minutes.
   * At most 20 characters.
   */
  signed_at?: string | undefined;
}

/** What `integrations.events` takes. */
export interface IntegrationsEventsInput {
  /**
   * The key of the integration, as it was answered when that was made.
   * 1 to 128 characters.
   */
  key: string;
  /** What was sent, as text: JSON, if it can be read. */
  body: string;
}

/** What `integrations.pagerduty` takes. */
export interface IntegrationsPagerdutyInput {
  /** What was sent, as text: JSON, if it can be read. */
  body: string;
}

/** The procedures of `integrations`. */
export interface Integrations {
  /**
   * List integrations.
   *
   * The newest first.
   * @see packages/contract/src/integrations.ts:30
   */
  list: (input?: IntegrationsListInput, options?: CallOptions) => Promise<Page<Integration>>;

  /**
   * Make an integration with a key for its alerts.
   *
   * The answer has the key, which cannot be read again.
   * @see packages/contract/src/integrations.ts:41
   */
  create: (input: IntegrationsCreateInput, options?: CallOptions) => Promise<NewIntegration>;

  /**
   * Get one integration.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/integrations.ts:77
   */
  get: (input: IntegrationsGetInput, options?: CallOptions) => Promise<Integration>;

  /**
   * Change some fields of an integration.
   *
   * What is left out stays; so does the key.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/integrations.ts:85
   */
  update: (input: IntegrationsUpdateInput, options?: CallOptions) => Promise<Integration>;

  /**
   * Delete an integration: its key is refused from now on.
   *
   * Its alerts stay.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/integrations.ts:108
   */
  delete: (input: IntegrationsDeleteInput, options?: CallOptions) => Promise<void>;

  /**
   * List what an integration was sent that could not be read.
   *
   * The newest first; the last 100 are kept.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/integrations.ts:117
   */
  unreadable: (
    input: IntegrationsUnreadableInput,
    options?: CallOptions,
  ) => Promise<Page<UnreadablePayload>>;

  /**
   * Take a notification of Alertmanager.
   *
   * For `webhook_configs`. Alerts are told apart by `fingerprint`: a repeat raises the `count`
   * of the one that is firing. `resolved` resolves it; what is not mentioned stays. Parts that
   * cannot be read are kept and reported; the others count. BAD_REQUEST: the body is not JSON.
   * UNPROCESSABLE_CONTENT: nothing in it can be read. SERVICE_UNAVAILABLE: too much is waiting;
   * the sender tries again.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `BAD_REQUEST` (400): The request cannot be read.
   * @throws {TocsinError} `SERVICE_UNAVAILABLE` (503): The server cannot do it right now.
   * @see packages/contract/src/integration-webhooks.ts:72
   */
  alertmanager: (input: IntegrationsAlertmanagerInput, options?: CallOptions) => Promise<Receipt>;

  /**
   * Take a notification of Grafana.
   *
   * For a contact point of the kind Webhook. Alerts are told apart by `fingerprint`: a repeat
   * raises the `count` of the one that is firing. `resolved` resolves it; what is not mentioned
   * stays. Parts that cannot be read are kept and reported; the others count. BAD_REQUEST: the
   * body is not JSON. UNPROCESSABLE_CONTENT: nothing in it can be read. SERVICE_UNAVAILABLE: too
   * much is waiting; the sender tries again.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `BAD_REQUEST` (400): The request cannot be read.
   * @throws {TocsinError} `SERVICE_UNAVAILABLE` (503): The server cannot do it right now.
   * @see packages/contract/src/integration-webhooks.ts:82
   */
  grafana: (input: IntegrationsGrafanaInput, options?: CallOptions) => Promise<Receipt>;

  /**
   * The same as POST, for a contact point that is set to PUT.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `BAD_REQUEST` (400): The request cannot be read.
   * @throws {TocsinError} `SERVICE_UNAVAILABLE` (503): The server cannot do it right now.
   * @see packages/contract/src/integration-webhooks.ts:88
   */
  grafanaByPut: (input: IntegrationsGrafanaByPutInput, options?: CallOptions) => Promise<Receipt>;

  /**
   * Take an alert from any sender of JSON.
   *
   * The integration's `mapping` says where things are. Without one, or where it says nothing,
   * these are looked for: `message`, `title` or `summary`; `severity`, `level` or `priority`;
   * `status` or `state`; `dedup_key`, `fingerprint` or `id`; `timestamp`; `labels`. A status of
   * `resolved`, `ok`, `closed`, `recovered` or `inactive` says that it is over.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `BAD_REQUEST` (400): The request cannot be read.
   * @throws {TocsinError} `SERVICE_UNAVAILABLE` (503): The server cannot do it right now.
   * @see packages/contract/src/integration-webhooks.ts:93
   */
  events: (input: IntegrationsEventsInput, options?: CallOptions) => Promise<Receipt>;

  /**
   * Take an event as the PagerDuty Events API v2 does.
   *
   * For whatever sends to PagerDuty and can be given another address. `acknowledge` and
   * `resolve` of what is not firing are taken, and change nothing.
   * @throws {TocsinError} `SERVICE_UNAVAILABLE` (503): The server cannot do it right now.
   * @see packages/contract/src/integration-webhooks.ts:107
   */
  pagerduty: (input: IntegrationsPagerdutyInput, options?: CallOptions) => Promise<PagerDutyAnswer>;
}
