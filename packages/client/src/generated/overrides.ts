/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions } from '../options.ts';

import type { Page, ScheduleOverride } from './types.ts';

/** What `overrides.list` takes. */
export interface OverridesListInput {
  /**
   * The schedule's id.
   * 1 to 128 characters.
   */
  scheduleId: string;
  /** Only those that are not over at this moment. */
  from?: string | undefined;
  /** Only those that start before this moment. */
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

/** What `overrides.create` takes. */
export interface OverridesCreateInput {
  /**
   * The schedule's id.
   * 1 to 128 characters.
   */
  scheduleId: string;
  /**
   * Who is on call instead.
   * At most 100 characters.
   */
  member: string;
  /** Now, if left out. */
  start?: string | undefined;
  /** After `start`, by at most 366 days. */
  end: string;
  /**
   * Why; may be empty.
   * At most 1,000 characters.
   * @default ""
   */
  reason?: string | undefined;
  /**
   * Who says so.
   * At most 100 characters.
   * @default "anonymous"
   */
  createdBy?: string | undefined;
  /**
   * Even where another override is: of two that overlap the later one counts.
   * @default false
   */
  onTop?: boolean | undefined;
  /** Set by the server; accepted and ignored. */
  id?: unknown;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `overrides.get` takes. */
export interface OverridesGetInput {
  /**
   * The schedule's id.
   * 1 to 128 characters.
   */
  scheduleId: string;
  /**
   * The override's id.
   * 1 to 128 characters.
   */
  id: string;
}

/** What `overrides.update` takes. */
export interface OverridesUpdateInput {
  /**
   * The schedule's id.
   * 1 to 128 characters.
   */
  scheduleId: string;
  /**
   * The override's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Who is on call instead.
   * At most 100 characters.
   */
  member?: string | undefined;
  start?: string | undefined;
  /** After `start`, by at most 366 days. */
  end?: string | undefined;
  /**
   * Why; may be empty.
   * At most 1,000 characters.
   */
  reason?: string | undefined;
  /**
   * Even where another override is: of two that overlap the later one counts.
   * @default false
   */
  onTop?: boolean | undefined;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
  /** Set by the server; accepted and ignored. */
  createdBy?: unknown;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `overrides.delete` takes. */
export interface OverridesDeleteInput {
  /**
   * The schedule's id.
   * 1 to 128 characters.
   */
  scheduleId: string;
  /**
   * The override's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
}

/** The procedures of `overrides`. */
export interface Overrides {
  /**
   * List the overrides of a schedule.
   *
   * By when they start.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/schedule-overrides.ts:53
   */
  list: (input: OverridesListInput, options?: CallOptions) => Promise<Page<ScheduleOverride>>;

  /**
   * Put somebody on call for a time.
   *
   * Of several callers at once one wins. CONFLICT: there is another override at that time;
   * change that one, or say `onTop`.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @see packages/contract/src/schedule-overrides.ts:70
   */
  create: (input: OverridesCreateInput, options?: CallOptions) => Promise<ScheduleOverride>;

  /**
   * Get one override.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/schedule-overrides.ts:106
   */
  get: (input: OverridesGetInput, options?: CallOptions) => Promise<ScheduleOverride>;

  /**
   * Change some fields of an override.
   *
   * What is left out stays. CONFLICT: there is another override at that time; say `onTop`, or
   * change that one.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/schedule-overrides.ts:114
   */
  update: (input: OverridesUpdateInput, options?: CallOptions) => Promise<ScheduleOverride>;

  /**
   * Delete an override.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/schedule-overrides.ts:138
   */
  delete: (input: OverridesDeleteInput, options?: CallOptions) => Promise<void>;
}
