/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions } from '../options.ts';

import type { Page, Person, TimeZone } from './types.ts';

/** What `people.list` takes. */
export interface PeopleListInput {
  /**
   * Only the one who is called so.
   * At most 100 characters.
   */
  name?: string | undefined;
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

/** What `people.create` takes. */
export interface PeopleCreateInput {
  /**
   * What people call them, each by another name: schedules and incidents have people by it.
   * At most 100 characters.
   */
  name: string;
  /**
   * `null` is none.
   * At most 254 characters.
   * @default null
   */
  email?: string | null | undefined;
  /**
   * Where they are.
   * @default "UTC"
   */
  timeZone?: TimeZone | undefined;
  /** Set by the server; accepted and ignored. */
  id?: unknown;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `people.get` takes. */
export interface PeopleGetInput {
  /**
   * The person's id.
   * 1 to 128 characters.
   */
  id: string;
}

/** What `people.replace` takes. */
export interface PeopleReplaceInput {
  /**
   * The person's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * What people call them, each by another name: schedules and incidents have people by it.
   * At most 100 characters.
   */
  name: string;
  /**
   * `null` is none.
   * At most 254 characters.
   * @default null
   */
  email?: string | null | undefined;
  /**
   * Where they are.
   * @default "UTC"
   */
  timeZone?: TimeZone | undefined;
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

/** What `people.update` takes. */
export interface PeopleUpdateInput {
  /**
   * The person's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * What people call them, each by another name: schedules and incidents have people by it.
   * At most 100 characters.
   */
  name?: string | undefined;
  /**
   * `null` is none.
   * At most 254 characters.
   */
  email?: string | null | undefined;
  /** Where they are. */
  timeZone?: TimeZone | undefined;
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

/** What `people.delete` takes. */
export interface PeopleDeleteInput {
  /**
   * The person's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
}

/** The procedures of `people`. */
export interface People {
  /**
   * List people.
   *
   * By their names.
   * @see packages/contract/src/people.ts:44
   */
  list: (input?: PeopleListInput, options?: CallOptions) => Promise<Page<Person>>;

  /**
   * Add a person.
   *
   * Schedules that have the name already mean this person from now on. CONFLICT: somebody else
   * is called so.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @see packages/contract/src/people.ts:58
   */
  create: (input: PeopleCreateInput, options?: CallOptions) => Promise<Person>;

  /**
   * Get one person.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/people.ts:81
   */
  get: (input: PeopleGetInput, options?: CallOptions) => Promise<Person>;

  /**
   * Replace a person.
   *
   * An e-mail address or a time zone that is left out becomes none, or UTC. A new name is
   * written into every schedule and override that has the old one. CONFLICT: somebody else is
   * called so.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/people.ts:89
   */
  replace: (input: PeopleReplaceInput, options?: CallOptions) => Promise<Person>;

  /**
   * Change some fields of a person.
   *
   * What is left out stays. A new name is written into every schedule and override that has the
   * old one. CONFLICT: somebody else is called so.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/people.ts:108
   */
  update: (input: PeopleUpdateInput, options?: CallOptions) => Promise<Person>;

  /**
   * Delete a person.
   *
   * CONFLICT: a schedule, or an override that is not over, has them.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/people.ts:129
   */
  delete: (input: PeopleDeleteInput, options?: CallOptions) => Promise<void>;
}
