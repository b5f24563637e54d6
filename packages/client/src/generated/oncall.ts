/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions } from '../options.ts';

import type { OnCall } from './types.ts';

/** What `oncall.current` takes. */
export interface OncallCurrentInput {
  /**
   * Whose schedule it is; a team has one. Incidents look for the team that is called like their
   * service.
   * At most 100 characters.
   */
  team: string;
  /** Now, if left out. */
  at?: string | undefined;
}

/** What `oncall.next` takes. */
export interface OncallNextInput {
  /**
   * Whose schedule it is; a team has one. Incidents look for the team that is called like their
   * service.
   * At most 100 characters.
   */
  team: string;
  /** Now, if left out. */
  at?: string | undefined;
}

/** The procedures of `oncall`. */
export interface Oncall {
  /**
   * Say who is on call for a team.
   *
   * NOT_FOUND: the team has no schedule.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/oncall.ts:35
   */
  current: (input: OncallCurrentInput, options?: CallOptions) => Promise<OnCall>;

  /**
   * Say who takes over from whoever is on call for a team.
   *
   * The next shift that somebody else has, or that anybody has where nobody is on call; nobody,
   * if there is none within 366 days. NOT_FOUND: the team has no schedule.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/oncall.ts:44
   */
  next: (input: OncallNextInput, options?: CallOptions) => Promise<OnCall>;
}
