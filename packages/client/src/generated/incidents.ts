/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions, WatchOptions } from '../options.ts';

import type { Incident, IncidentChange, Page, SeverityInput, StatusInput } from './types.ts';

/** What `incidents.list` takes. */
export interface IncidentsListInput {
  /**
   * Words of the title, service or notes, in any order; beginnings of words do.
   * At most 200 characters.
   */
  q?: string | undefined;
  /** At most 20 items. */
  status?: StatusInput | StatusInput[] | undefined;
  /** At most 20 items. */
  severity?: SeverityInput | SeverityInput[] | undefined;
  /** At most 100 characters. At most 20 items. */
  service?: string | string[] | undefined;
  /** At most 100 characters. At most 20 items. */
  assignedTo?: string | string[] | undefined;
  /** Created at this moment or later. */
  from?: string | undefined;
  /** Created before this moment. */
  to?: string | undefined;
  /** `-` is descending. `relevance` (default with `q`), else `-createdAt`. */
  sort?:
    | '-createdAt'
    | 'createdAt'
    | '-updatedAt'
    | 'updatedAt'
    | 'severity'
    | 'relevance'
    | undefined;
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

/** What `incidents.create` takes. */
export interface IncidentsCreateInput {
  /**
   * What is wrong, in one line.
   * At most 200 characters.
   */
  title: string;
  severity: SeverityInput;
  /**
   * The service that has it.
   * At most 100 characters.
   */
  service: string;
  /**
   * Who works on it; `null` is nobody.
   * At most 100 characters.
   * @default null
   */
  assignedTo?: string | null | undefined;
  /** @default "open" */
  status?: StatusInput | undefined;
  /** Set by the server; accepted and ignored. */
  id?: unknown;
  /** Set by the server; accepted and ignored. */
  number?: unknown;
  /** Set by the server; accepted and ignored. */
  phase?: unknown;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  acknowledgedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  resolvedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  mttaSeconds?: unknown;
  /** Set by the server; accepted and ignored. */
  mttrSeconds?: unknown;
  /** Set by the server; accepted and ignored. */
  snoozedUntil?: unknown;
  /** Set by the server; accepted and ignored. */
  mergedInto?: unknown;
  /** Set by the server; accepted and ignored. */
  notes?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
  /** Set by the server; accepted and ignored. */
  changed?: unknown;
}

/** What `incidents.get` takes. */
export interface IncidentsGetInput {
  /**
   * The incident's id.
   * 1 to 128 characters.
   */
  id: string;
}

/** What `incidents.replace` takes. */
export interface IncidentsReplaceInput {
  /**
   * The incident's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * What is wrong, in one line.
   * At most 200 characters.
   */
  title: string;
  severity: SeverityInput;
  /**
   * The service that has it.
   * At most 100 characters.
   */
  service: string;
  /**
   * Who works on it; `null` is nobody.
   * At most 100 characters.
   * @default null
   */
  assignedTo?: string | null | undefined;
  status?: StatusInput | undefined;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
  /** Set by the server; accepted and ignored. */
  number?: unknown;
  /** Set by the server; accepted and ignored. */
  phase?: unknown;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  acknowledgedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  resolvedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  mttaSeconds?: unknown;
  /** Set by the server; accepted and ignored. */
  mttrSeconds?: unknown;
  /** Set by the server; accepted and ignored. */
  snoozedUntil?: unknown;
  /** Set by the server; accepted and ignored. */
  mergedInto?: unknown;
  /** Set by the server; accepted and ignored. */
  notes?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
  /** Set by the server; accepted and ignored. */
  changed?: unknown;
}

/** What `incidents.update` takes. */
export interface IncidentsUpdateInput {
  /**
   * The incident's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * What is wrong, in one line.
   * At most 200 characters.
   */
  title?: string | undefined;
  severity?: SeverityInput | undefined;
  /**
   * The service that has it.
   * At most 100 characters.
   */
  service?: string | undefined;
  /**
   * Who works on it; `null` is nobody.
   * At most 100 characters.
   */
  assignedTo?: string | null | undefined;
  status?: StatusInput | undefined;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
  /** Set by the server; accepted and ignored. */
  number?: unknown;
  /** Set by the server; accepted and ignored. */
  phase?: unknown;
  /** Set by the server; accepted and ignored. */
  createdAt?: unknown;
  /** Set by the server; accepted and ignored. */
  updatedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  acknowledgedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  resolvedAt?: unknown;
  /** Set by the server; accepted and ignored. */
  mttaSeconds?: unknown;
  /** Set by the server; accepted and ignored. */
  mttrSeconds?: unknown;
  /** Set by the server; accepted and ignored. */
  snoozedUntil?: unknown;
  /** Set by the server; accepted and ignored. */
  mergedInto?: unknown;
  /** Set by the server; accepted and ignored. */
  notes?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
  /** Set by the server; accepted and ignored. */
  changed?: unknown;
}

/** What `incidents.delete` takes. */
export interface IncidentsDeleteInput {
  /**
   * The incident's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
}

/** What `incidents.addNote` takes. */
export interface IncidentsAddNoteInput {
  /**
   * The incident's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Markdown.
   * At most 10,000 characters.
   */
  text: string;
  /**
   * Who says it.
   * At most 100 characters.
   * @default "anonymous"
   */
  author?: string | undefined;
  /** Set by the server; accepted and ignored. */
  timestamp?: unknown;
}

/** What `incidents.close` takes. */
export interface IncidentsCloseInput {
  /**
   * The incident's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
}

/** What `incidents.close` answers. */
export interface IncidentsCloseOutput extends Incident {
  /** `false`: it was so already, and nothing was done. */
  changed: boolean;
}

/** What `incidents.reopen` takes. */
export interface IncidentsReopenInput {
  /**
   * The incident's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
}

/** What `incidents.reopen` answers. */
export interface IncidentsReopenOutput extends Incident {
  /** `false`: it was so already, and nothing was done. */
  changed: boolean;
}

/** What `incidents.watch` takes. */
export interface IncidentsWatchInput {
  /**
   * Only the changes of this one.
   * 1 to 128 characters.
   */
  incidentId?: string | undefined;
  /** Resume after this item. */
  lastEventId?: string | undefined;
}

/** The procedures of `incidents`. */
export interface Incidents {
  /**
   * List incidents.
   *
   * The newest first. With `q` the order is `relevance`: those that have every word in the
   * title, then the rest, the newest first in each. Filters narrow together; several values of
   * one filter widen. A cursor belongs to the filters and the sort it came with.
   * @see packages/contract/src/incidents.ts:73
   */
  list: (input?: IncidentsListInput, options?: CallOptions) => Promise<Page<Incident>>;

  /**
   * Open an incident.
   * @see packages/contract/src/incidents.ts:94
   */
  create: (input: IncidentsCreateInput, options?: CallOptions) => Promise<Incident>;

  /**
   * Get one incident.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/incidents.ts:118
   */
  get: (input: IncidentsGetInput, options?: CallOptions) => Promise<Incident>;

  /**
   * Replace an incident.
   *
   * Takes an incident as it was read, changed where wanted. Its notes and its read-only fields
   * are ignored; `assignedTo` left out is nobody, `status` left out stays. CONFLICT: the status
   * would go backward; `reopen` is the way back.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incidents.ts:126
   */
  replace: (input: IncidentsReplaceInput, options?: CallOptions) => Promise<Incident>;

  /**
   * Change some fields of an incident.
   *
   * What is left out stays. CONFLICT: the status would go backward; `reopen` is the way back.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incidents.ts:150
   */
  update: (input: IncidentsUpdateInput, options?: CallOptions) => Promise<Incident>;

  /**
   * Delete an incident and its notes.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incidents.ts:172
   */
  delete: (input: IncidentsDeleteInput, options?: CallOptions) => Promise<void>;

  /**
   * Add a note to an incident.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/incidents.ts:180
   */
  addNote: (input: IncidentsAddNoteInput, options?: CallOptions) => Promise<Incident>;

  /**
   * Close an incident.
   *
   * Closing a closed incident changes nothing, and `changed` says so.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incidents.ts:202
   */
  close: (input: IncidentsCloseInput, options?: CallOptions) => Promise<IncidentsCloseOutput>;

  /**
   * Reopen an incident.
   *
   * Reopening an open incident changes nothing, and `changed` says so.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incidents.ts:211
   */
  reopen: (input: IncidentsReopenInput, options?: CallOptions) => Promise<IncidentsReopenOutput>;

  /**
   * Watch incidents change.
   *
   * Sends `watch.started`, then each change once, in order. Each item has an id; a client that
   * comes back with the last one it saw (stock tRPC clients do) misses nothing.
   * @see packages/contract/src/incidents.ts:220
   */
  watch: (
    input?: IncidentsWatchInput,
    options?: WatchOptions,
  ) => AsyncIterableIterator<IncidentChange>;
}
