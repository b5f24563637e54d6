/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions } from '../options.ts';

import type {
  Alert,
  AlertSettings,
  AlertStatus,
  Correlation,
  Page,
  SeverityInput,
} from './types.ts';

/** What `alerts.create` takes. */
export interface AlertsCreateInput {
  /**
   * The service that has it.
   * At most 100 characters.
   */
  service: string;
  severity: SeverityInput;
  /**
   * What is wrong.
   * At most 10,000 characters.
   */
  message: string;
  /**
   * What it is about, as pairs of words, such as `region` and `us-east-1`.
   * @default {}
   */
  labels?: { [name: string]: string } | undefined;
  /** When it began; now, unless said otherwise. */
  timestamp?: string | undefined;
  /**
   * While an alert with this key is firing, another is the same one again: `count` is raised.
   * At most 255 characters.
   */
  dedup_key?: string | undefined;
}

/** What `alerts.list` takes. */
export interface AlertsListInput {
  /** At most 100 characters. At most 20 items. */
  service?: string | string[] | undefined;
  /** At most 20 items. */
  severity?: SeverityInput | SeverityInput[] | undefined;
  status?: AlertStatus | undefined;
  /**
   * Only those of this incident.
   * 1 to 128 characters.
   */
  incident_id?: string | undefined;
  /** First received at this moment or later. */
  from?: string | undefined;
  /** First received before this moment. */
  to?: string | undefined;
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

/** What `alerts.ofIncident` takes. */
export interface AlertsOfIncidentInput {
  /**
   * The incident's id.
   * 1 to 128 characters.
   */
  id: string;
  status?: AlertStatus | undefined;
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

/** What `alerts.get` takes. */
export interface AlertsGetInput {
  /**
   * The alert's id.
   * 1 to 128 characters.
   */
  alert_id: string;
}

/** What `alerts.resolve` takes. */
export interface AlertsResolveInput {
  /**
   * The alert's id.
   * 1 to 128 characters.
   */
  alert_id: string;
}

/** What `alerts.resolve` answers. */
export interface AlertsResolveOutput extends Alert {
  /** `false`: it was so already, and nothing was done. */
  changed: boolean;
}

/** What `alerts.settings` takes. */
export interface AlertsSettingsInput {
  /**
   * The service that has it.
   * At most 100 characters.
   */
  service: string;
}

/** What `alerts.saveSettings` takes. */
export interface AlertsSaveSettingsInput {
  /**
   * The service that has it.
   * At most 100 characters.
   */
  service: string;
  /**
   * For so long after its creation an incident takes further alerts, in seconds; `0` is never,
   * `null` is as `CORRELATION_WINDOW_SECONDS` has it.
   * A whole number, 0 to 604800.
   */
  correlation_window_seconds: number | null;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
  /** Set by the server; accepted and ignored. */
  updated_at?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** The procedures of `alerts`. */
export interface Alerts {
  /**
   * Send an alert.
   *
   * It is attached to the newest unresolved incident of the same service and severity that was
   * created within the last five minutes (`CORRELATION_WINDOW_SECONDS`, or as the service has
   * it); where there is none, one is opened. When the answer comes, it is stored.
   * SERVICE_UNAVAILABLE: too many are waiting; send it again after `Retry-After`.
   * @throws {TocsinError} `SERVICE_UNAVAILABLE` (503): The server cannot do it right now.
   * @see packages/contract/src/alerts.ts:28
   */
  create: (input: AlertsCreateInput, options?: CallOptions) => Promise<Correlation>;

  /**
   * List alerts.
   *
   * The last received first. Filters narrow together; several values of one filter widen.
   * @see packages/contract/src/alerts.ts:62
   */
  list: (input?: AlertsListInput, options?: CallOptions) => Promise<Page<Alert>>;

  /**
   * List the alerts of an incident.
   *
   * The last received first.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/alerts.ts:79
   */
  ofIncident: (input: AlertsOfIncidentInput, options?: CallOptions) => Promise<Page<Alert>>;

  /**
   * Get one alert.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/alerts.ts:92
   */
  get: (input: AlertsGetInput, options?: CallOptions) => Promise<Alert>;

  /**
   * Say that an alert is over.
   *
   * When it was the last one of its incident that was firing, the incident is resolved too,
   * unless `AUTO_RESOLVE` is `false`. Resolving a resolved alert changes nothing, and `changed`
   * says so.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/alerts.ts:100
   */
  resolve: (input: AlertsResolveInput, options?: CallOptions) => Promise<AlertsResolveOutput>;

  /**
   * Get how the alerts of a service are correlated.
   *
   * NOT_FOUND: the service has no settings of its own.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/alerts.ts:121
   */
  settings: (input: AlertsSettingsInput, options?: CallOptions) => Promise<AlertSettings>;

  /**
   * Say how the alerts of a service are correlated.
   *
   * NOT_FOUND: with `If-Match`, where the service has no settings yet.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/alerts.ts:130
   */
  saveSettings: (input: AlertsSaveSettingsInput, options?: CallOptions) => Promise<AlertSettings>;
}
