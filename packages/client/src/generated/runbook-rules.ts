/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions } from '../options.ts';

import type { Page, RunbookRule, SeverityInput } from './types.ts';

/** What `runbookRules.list` takes. */
export interface RunbookRulesListInput {
  /**
   * Only those of this runbook.
   * 1 to 128 characters.
   */
  runbookId?: string | undefined;
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

/** What `runbookRules.create` takes. */
export interface RunbookRulesCreateInput {
  /**
   * What it is called.
   * At most 100 characters.
   */
  name: string;
  /**
   * The runbook that it attaches.
   * 1 to 128 characters.
   */
  runbookId: string;
  /**
   * Of one of these services; `null` is any.
   * At most 100 items.
   * @default null
   */
  services?: string[] | null | undefined;
  /**
   * Of one of these severities; `null` is any.
   * At most 4 items.
   */
  severities?: SeverityInput[] | null | undefined;
  /**
   * With one of these in the title, whole words as search has them: neither case nor accents
   * count; `null` is any.
   * At most 50 items.
   * @default null
   */
  words?: string[] | null | undefined;
  /**
   * Opened by an alert that has all of these labels; `null` is any incident.
   * @default null
   */
  labels?: { [name: string]: string } | null | undefined;
  /** Set by the server; accepted and ignored. */
  id?: unknown;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `runbookRules.get` takes. */
export interface RunbookRulesGetInput {
  /**
   * The rule's id.
   * 1 to 128 characters.
   */
  id: string;
}

/** What `runbookRules.update` takes. */
export interface RunbookRulesUpdateInput {
  /**
   * The rule's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * What it is called.
   * At most 100 characters.
   */
  name?: string | undefined;
  /**
   * The runbook that it attaches.
   * 1 to 128 characters.
   */
  runbookId?: string | undefined;
  /**
   * Of one of these services; `null` is any.
   * At most 100 items.
   */
  services?: string[] | null | undefined;
  /**
   * Of one of these severities; `null` is any.
   * At most 4 items.
   */
  severities?: SeverityInput[] | null | undefined;
  /**
   * With one of these in the title, whole words as search has them: neither case nor accents
   * count; `null` is any.
   * At most 50 items.
   */
  words?: string[] | null | undefined;
  /** Opened by an alert that has all of these labels; `null` is any incident. */
  labels?: { [name: string]: string } | null | undefined;
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

/** What `runbookRules.delete` takes. */
export interface RunbookRulesDeleteInput {
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

/** The procedures of `runbookRules`. */
export interface RunbookRules {
  /**
   * List the rules by which runbooks are attached.
   *
   * The oldest first, as they are asked.
   * @see packages/contract/src/runbook-rules.ts:81
   */
  list: (input?: RunbookRulesListInput, options?: CallOptions) => Promise<Page<RunbookRule>>;

  /**
   * Have a runbook attached to the incidents that it is for.
   *
   * From now on, when they are opened, by people and by alerts. All conditions that are given
   * must hold, and one must be given. CONFLICT: there are 500 rules already.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @see packages/contract/src/runbook-rules.ts:95
   */
  create: (input: RunbookRulesCreateInput, options?: CallOptions) => Promise<RunbookRule>;

  /**
   * Get one rule by which a runbook is attached.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/runbook-rules.ts:121
   */
  get: (input: RunbookRulesGetInput, options?: CallOptions) => Promise<RunbookRule>;

  /**
   * Change some fields of a rule by which a runbook is attached.
   *
   * What is left out stays. What was attached by it stays attached.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/runbook-rules.ts:129
   */
  update: (input: RunbookRulesUpdateInput, options?: CallOptions) => Promise<RunbookRule>;

  /**
   * Delete a rule by which a runbook is attached.
   *
   * What was attached by it stays attached.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/runbook-rules.ts:151
   */
  delete: (input: RunbookRulesDeleteInput, options?: CallOptions) => Promise<void>;
}
