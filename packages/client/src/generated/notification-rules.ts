/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions } from '../options.ts';

import type { NotificationRule, Page, Urgency } from './types.ts';

/** What `notificationRules.list` takes. */
export interface NotificationRulesListInput {
  /**
   * The person's id.
   * 1 to 128 characters.
   */
  personId: string;
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

/** What `notificationRules.create` takes. */
export interface NotificationRulesCreateInput {
  /**
   * The person's id.
   * 1 to 128 characters.
   */
  personId: string;
  /**
   * One of the person's contact methods.
   * 1 to 128 characters.
   */
  contactMethodId: string;
  /**
   * So long after the person was called for, unless the incident is acknowledged by then.
   * A whole number, 0 to 10080.
   * @default 0
   */
  delayMinutes?: number | undefined;
  /**
   * P1 and P2 are `high`, P3 and P4 are `low`; `any` is both.
   * @default "any"
   */
  urgency?: Urgency | undefined;
  /** Set by the server; accepted and ignored. */
  id?: unknown;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `notificationRules.get` takes. */
export interface NotificationRulesGetInput {
  /**
   * The person's id.
   * 1 to 128 characters.
   */
  personId: string;
  /**
   * The rule's id.
   * 1 to 128 characters.
   */
  id: string;
}

/** What `notificationRules.update` takes. */
export interface NotificationRulesUpdateInput {
  /**
   * The person's id.
   * 1 to 128 characters.
   */
  personId: string;
  /**
   * The rule's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * One of the person's contact methods.
   * 1 to 128 characters.
   */
  contactMethodId?: string | undefined;
  /**
   * So long after the person was called for, unless the incident is acknowledged by then.
   * A whole number, 0 to 10080.
   */
  delayMinutes?: number | undefined;
  /** P1 and P2 are `high`, P3 and P4 are `low`; `any` is both. */
  urgency?: Urgency | undefined;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `notificationRules.delete` takes. */
export interface NotificationRulesDeleteInput {
  /**
   * The person's id.
   * 1 to 128 characters.
   */
  personId: string;
  /**
   * The rule's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
}

/** The procedures of `notificationRules`. */
export interface NotificationRules {
  /**
   * List the notification rules of a person.
   *
   * The oldest first. Somebody without a rule whose contact method is enabled is notified at
   * once of every incident: by e-mail if they have an address, else on the console.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/notification-rules.ts:53
   */
  list: (
    input: NotificationRulesListInput,
    options?: CallOptions,
  ) => Promise<Page<NotificationRule>>;

  /**
   * Add a notification rule.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/notification-rules.ts:67
   */
  create: (input: NotificationRulesCreateInput, options?: CallOptions) => Promise<NotificationRule>;

  /**
   * Get one notification rule.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/notification-rules.ts:96
   */
  get: (input: NotificationRulesGetInput, options?: CallOptions) => Promise<NotificationRule>;

  /**
   * Change some fields of a notification rule.
   *
   * What is left out stays.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/notification-rules.ts:104
   */
  update: (input: NotificationRulesUpdateInput, options?: CallOptions) => Promise<NotificationRule>;

  /**
   * Delete a notification rule.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/notification-rules.ts:124
   */
  delete: (input: NotificationRulesDeleteInput, options?: CallOptions) => Promise<void>;
}
