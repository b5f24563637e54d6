/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions } from '../options.ts';

import type { AttachedRunbook, Page, Runbook, RunbookRevision } from './types.ts';

/** What `runbooks.list` takes. */
export interface RunbooksListInput {
  /**
   * Words of the title, tags or content, in any order; beginnings of words do.
   * At most 200 characters.
   */
  q?: string | undefined;
  /**
   * Only those with this tag.
   * At most 50 characters.
   */
  tag?: string | undefined;
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

/** What `runbooks.create` takes. */
export interface RunbooksCreateInput {
  /**
   * What it is called.
   * At most 200 characters.
   */
  title: string;
  /**
   * Words to find it by.
   * At most 20 items.
   * @default []
   */
  tags?: string[] | undefined;
  /**
   * Markdown.
   * At most 200,000 characters.
   * @default ""
   */
  content?: string | undefined;
  /** Set by the server; accepted and ignored. */
  id?: unknown;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
}

/** What `runbooks.get` takes. */
export interface RunbooksGetInput {
  /**
   * The runbook's id.
   * 1 to 128 characters.
   */
  id: string;
}

/** What `runbooks.replace` takes. */
export interface RunbooksReplaceInput {
  /**
   * The runbook's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * What it is called.
   * At most 200 characters.
   */
  title: string;
  /**
   * Words to find it by.
   * At most 20 items.
   * @default []
   */
  tags?: string[] | undefined;
  /**
   * Markdown.
   * At most 200,000 characters.
   * @default ""
   */
  content?: string | undefined;
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

/** What `runbooks.update` takes. */
export interface RunbooksUpdateInput {
  /**
   * The runbook's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * What it is called.
   * At most 200 characters.
   */
  title?: string | undefined;
  /**
   * Words to find it by.
   * At most 20 items.
   */
  tags?: string[] | undefined;
  /**
   * Markdown.
   * At most 200,000 characters.
   */
  content?: string | undefined;
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

/** What `runbooks.delete` takes. */
export interface RunbooksDeleteInput {
  /**
   * The runbook's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
}

/** What `runbooks.revisions` takes. */
export interface RunbooksRevisionsInput {
  /**
   * The runbook's id.
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

/** What `runbooks.ofIncident` takes. */
export interface RunbooksOfIncidentInput {
  /**
   * The incident's id.
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

/** What `runbooks.attach` takes. */
export interface RunbooksAttachInput {
  /**
   * The incident's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * The runbook's id.
   * 1 to 128 characters.
   */
  runbookId: string;
}

/** What `runbooks.detach` takes. */
export interface RunbooksDetachInput {
  /**
   * The incident's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * The runbook's id.
   * 1 to 128 characters.
   */
  runbookId: string;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
}

/** The procedures of `runbooks`. */
export interface Runbooks {
  /**
   * List runbooks.
   *
   * The last changed first; with `q` those come first that have it in the title.
   * @see packages/contract/src/runbooks.ts:57
   */
  list: (input?: RunbooksListInput, options?: CallOptions) => Promise<Page<Runbook>>;

  /**
   * Write a runbook.
   * @see packages/contract/src/runbooks.ts:76
   */
  create: (input: RunbooksCreateInput, options?: CallOptions) => Promise<Runbook>;

  /**
   * Get one runbook.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/runbooks.ts:94
   */
  get: (input: RunbooksGetInput, options?: CallOptions) => Promise<Runbook>;

  /**
   * Replace a runbook.
   *
   * Tags and content that are left out become empty. The old text stays a revision.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/runbooks.ts:102
   */
  replace: (input: RunbooksReplaceInput, options?: CallOptions) => Promise<Runbook>;

  /**
   * Change some fields of a runbook.
   *
   * What is left out stays. The old text stays a revision.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/runbooks.ts:121
   */
  update: (input: RunbooksUpdateInput, options?: CallOptions) => Promise<Runbook>;

  /**
   * Delete a runbook and its revisions.
   *
   * Its rules go with it. Incidents that have it keep the revision that they have.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/runbooks.ts:140
   */
  delete: (input: RunbooksDeleteInput, options?: CallOptions) => Promise<void>;

  /**
   * List what a runbook has been, the newest first.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/runbooks.ts:149
   */
  revisions: (
    input: RunbooksRevisionsInput,
    options?: CallOptions,
  ) => Promise<Page<RunbookRevision>>;

  /**
   * List the runbooks of an incident, as they were when they were attached.
   *
   * Those first that were attached first.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/incident-runbooks.ts:51
   */
  ofIncident: (
    input: RunbooksOfIncidentInput,
    options?: CallOptions,
  ) => Promise<Page<AttachedRunbook>>;

  /**
   * Attach a runbook to an incident.
   *
   * In its newest revision; one that is attached in an older one is brought up to date.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/incident-runbooks.ts:63
   */
  attach: (input: RunbooksAttachInput, options?: CallOptions) => Promise<AttachedRunbook>;

  /**
   * Detach a runbook from an incident.
   *
   * Its version, where one is given, is the revision that is attached.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incident-runbooks.ts:76
   */
  detach: (input: RunbooksDetachInput, options?: CallOptions) => Promise<void>;
}
