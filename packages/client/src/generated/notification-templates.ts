/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions } from '../options.ts';

import type {
  NotificationChannel,
  NotificationReason,
  NotificationTemplate,
  Page,
} from './types.ts';

/** What `notificationTemplates.list` takes. */
export interface NotificationTemplatesListInput {
  /** Only those of this channel. */
  channel?: NotificationChannel | undefined;
  /** Only those for this reason. */
  reason?: NotificationReason | undefined;
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

/** What `notificationTemplates.get` takes. */
export interface NotificationTemplatesGetInput {
  /**
   * Such as `email.assigned`.
   * 1 to 128 characters.
   */
  id: string;
}

/** What `notificationTemplates.replace` takes. */
export interface NotificationTemplatesReplaceInput {
  /**
   * Such as `email.assigned`.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * One line; e-mail and webhooks have it.
   * At most 500 characters.
   */
  subject: string;
  /**
   * What is said.
   * At most 10,000 characters.
   */
  text: string;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
  /** Set by the server; accepted and ignored. */
  channel?: unknown;
  /** Set by the server; accepted and ignored. */
  reason?: unknown;
  /** Set by the server; accepted and ignored. */
  placeholders?: unknown;
  /** Set by the server; accepted and ignored. */
  is_default?: unknown;
  /** Set by the server; accepted and ignored. */
  updated_at?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `notificationTemplates.delete` takes. */
export interface NotificationTemplatesDeleteInput {
  /**
   * Such as `email.assigned`.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
}

/** The procedures of `notificationTemplates`. */
export interface NotificationTemplates {
  /**
   * List the templates of notifications.
   *
   * One for each channel and reason.
   * @see packages/contract/src/notification-templates.ts:52
   */
  list: (
    input?: NotificationTemplatesListInput,
    options?: CallOptions,
  ) => Promise<Page<NotificationTemplate>>;

  /**
   * Get one template of notifications.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/notification-templates.ts:67
   */
  get: (
    input: NotificationTemplatesGetInput,
    options?: CallOptions,
  ) => Promise<NotificationTemplate>;

  /**
   * Change how notifications read.
   *
   * Placeholders such as `{{incident.title}}` are filled in when a notification is first sent;
   * one that there is not is refused. A line whose placeholders are all empty is left out.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/notification-templates.ts:75
   */
  replace: (
    input: NotificationTemplatesReplaceInput,
    options?: CallOptions,
  ) => Promise<NotificationTemplate>;

  /**
   * Put a template of notifications back to what it was at first.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/notification-templates.ts:89
   */
  delete: (input: NotificationTemplatesDeleteInput, options?: CallOptions) => Promise<void>;
}
