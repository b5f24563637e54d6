/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions } from '../options.ts';

import type { Calendar, LayerInput, Page, Schedule, TimeZone } from './types.ts';

/** What `schedules.list` takes. */
export interface SchedulesListInput {
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

/** What `schedules.create` takes. */
export interface SchedulesCreateInput {
  /**
   * Whose schedule it is; a team has one. Incidents look for the team that is called like their
   * service.
   * At most 100 characters.
   */
  team: string;
  /**
   * What it is called; the team's name if left out.
   * At most 200 characters.
   */
  name?: string | undefined;
  /**
   * Whose wall clock its times are of.
   * @default "UTC"
   */
  timeZone?: TimeZone | undefined;
  /**
   * Take turns by the week: the number of the ISO week, divided by how many they are, leaves the
   * place of whose turn it is, counted from 0. Weeks begin on Monday at 00:00. Layers come
   * before them.
   * At most 100 items.
   * @default []
   */
  members?: string[] | undefined;
  /**
   * Each comes before those in front of it.
   * At most 10 items.
   */
  layers?: LayerInput[] | undefined;
  /** Set by the server; accepted and ignored. */
  id?: unknown;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `schedules.get` takes. */
export interface SchedulesGetInput {
  /**
   * The schedule's id.
   * 1 to 128 characters.
   */
  id: string;
}

/** What `schedules.replace` takes. */
export interface SchedulesReplaceInput {
  /**
   * The schedule's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Whose schedule it is; a team has one. Incidents look for the team that is called like their
   * service.
   * At most 100 characters.
   */
  team: string;
  /**
   * What it is called; the team's name if left out.
   * At most 200 characters.
   */
  name?: string | undefined;
  /**
   * Whose wall clock its times are of.
   * @default "UTC"
   */
  timeZone?: TimeZone | undefined;
  /**
   * Take turns by the week: the number of the ISO week, divided by how many they are, leaves the
   * place of whose turn it is, counted from 0. Weeks begin on Monday at 00:00. Layers come
   * before them.
   * At most 100 items.
   * @default []
   */
  members?: string[] | undefined;
  /**
   * Each comes before those in front of it.
   * At most 10 items.
   */
  layers?: LayerInput[] | undefined;
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

/** What `schedules.update` takes. */
export interface SchedulesUpdateInput {
  /**
   * The schedule's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Whose schedule it is; a team has one. Incidents look for the team that is called like their
   * service.
   * At most 100 characters.
   */
  team?: string | undefined;
  /**
   * What it is called.
   * At most 200 characters.
   */
  name?: string | undefined;
  /** Whose wall clock its times are of. */
  timeZone?: TimeZone | undefined;
  /**
   * Take turns by the week: the number of the ISO week, divided by how many they are, leaves the
   * place of whose turn it is, counted from 0. Weeks begin on Monday at 00:00. Layers come
   * before them.
   * At most 100 items.
   */
  members?: string[] | undefined;
  /**
   * Each comes before those in front of it.
   * At most 10 items.
   */
  layers?: LayerInput[] | undefined;
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

/** What `schedules.delete` takes. */
export interface SchedulesDeleteInput {
  /**
   * The schedule's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
}

/** What `schedules.shifts` takes. */
export interface SchedulesShiftsInput {
  /**
   * The schedule's id.
   * 1 to 128 characters.
   */
  id: string;
  /** Now, if left out. */
  from?: string | undefined;
  /** At most 366 days after `from`; 28 days, if left out. */
  to?: string | undefined;
}

/** What `schedules.calendar` takes. */
export interface SchedulesCalendarInput {
  /**
   * The schedule's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Only the shifts of this one.
   * At most 100 characters.
   */
  member?: string | undefined;
  /** 7 days ago, if left out. */
  from?: string | undefined;
  /** At most 366 days after `from`; 90 days, if left out. */
  to?: string | undefined;
}

/** The procedures of `schedules`. */
export interface Schedules {
  /**
   * List schedules.
   *
   * By their teams.
   * @see packages/contract/src/schedules.ts:29
   */
  list: (input?: SchedulesListInput, options?: CallOptions) => Promise<Page<Schedule>>;

  /**
   * Make a schedule.
   *
   * A team and its members are enough. CONFLICT: the team has one already.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @see packages/contract/src/schedules.ts:40
   */
  create: (input: SchedulesCreateInput, options?: CallOptions) => Promise<Schedule>;

  /**
   * Get one schedule.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/schedules.ts:66
   */
  get: (input: SchedulesGetInput, options?: CallOptions) => Promise<Schedule>;

  /**
   * Replace a schedule.
   *
   * Members and layers that are left out become none, the time zone UTC. Its overrides stay.
   * CONFLICT: the team has another schedule.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/schedules.ts:74
   */
  replace: (input: SchedulesReplaceInput, options?: CallOptions) => Promise<Schedule>;

  /**
   * Change some fields of a schedule.
   *
   * What is left out stays; `members` and `layers` are replaced whole. CONFLICT: the team has
   * another schedule.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/schedules.ts:97
   */
  update: (input: SchedulesUpdateInput, options?: CallOptions) => Promise<Schedule>;

  /**
   * Delete a schedule and its overrides.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/schedules.ts:120
   */
  delete: (input: SchedulesDeleteInput, options?: CallOptions) => Promise<void>;

  /**
   * Say who is on call during a time, and when nobody is.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/schedules.ts:128
   */
  shifts: (input: SchedulesShiftsInput, options?: CallOptions) => Promise<Calendar>;

  /**
   * Export who is on call as iCalendar, to subscribe to.
   *
   * RFC 5545, in UTC. A shift keeps its `UID` and is whole, even where it goes beyond the ends.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/schedules.ts:158
   */
  calendar: (input: SchedulesCalendarInput, options?: CallOptions) => Promise<string>;
}
