/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions, WatchOptions } from '../options.ts';

import type {
  Incident,
  IncidentChange,
  IncidentDetail,
  IncidentMetrics,
  Page,
  SeverityInput,
  StatusInput,
  TimelineEntry,
} from './types.ts';

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
   */
  assignedTo?: string | null | undefined;
  /**
   * Another name of `assignedTo`.
   * At most 100 characters.
   */
  assigned_to?: string | null | undefined;
  /** @default "open" */
  status?: StatusInput | undefined;
  /** Set by the server; accepted and ignored. */
  id?: unknown;
  /** Set by the server; accepted and ignored. */
  notes?: unknown;
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
  alertCount?: unknown;
  /** Set by the server; accepted and ignored. */
  alerts?: unknown;
  /** Set by the server; accepted and ignored. */
  version?: unknown;
  /** Set by the server; accepted and ignored. */
  changed?: unknown;
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
  notes?: unknown;
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
  alertCount?: unknown;
  /** Set by the server; accepted and ignored. */
  alerts?: unknown;
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
  /**
   * Another name of `assignedTo`.
   * At most 100 characters.
   */
  assigned_to?: string | null | undefined;
  status?: StatusInput | undefined;
  /**
   * Text is a new note, by `anonymous`. The notes as they were read are ignored.
   * At most 10,000 characters.
   */
  notes?: string | unknown[] | null | undefined;
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
  alertCount?: unknown;
  /** Set by the server; accepted and ignored. */
  alerts?: unknown;
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

/** What `incidents.metrics` takes. */
export interface IncidentsMetricsInput {
  /**
   * The incident's id.
   * 1 to 128 characters.
   */
  id: string;
}

/** What `incidents.timeline` takes. */
export interface IncidentsTimelineInput {
  /**
   * The incident's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * `-` is the newest first.
   * @default "seq"
   */
  sort?: 'seq' | '-seq' | undefined;
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

/** What `incidents.acknowledge` takes. */
export interface IncidentsAcknowledgeInput {
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

/** What `incidents.acknowledge` answers. */
export interface IncidentsAcknowledgeOutput extends Incident {
  /** `false`: it was so already, and nothing was done. */
  changed: boolean;
}

/** What `incidents.start` takes. */
export interface IncidentsStartInput {
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

/** What `incidents.start` answers. */
export interface IncidentsStartOutput extends Incident {
  /** `false`: it was so already, and nothing was done. */
  changed: boolean;
}

/** What `incidents.resolve` takes. */
export interface IncidentsResolveInput {
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

/** What `incidents.resolve` answers. */
export interface IncidentsResolveOutput extends Incident {
  /** `false`: it was so already, and nothing was done. */
  changed: boolean;
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

/** What `incidents.assign` takes. */
export interface IncidentsAssignInput {
  /**
   * The incident's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * Who works on it; `null` is nobody.
   * At most 100 characters.
   */
  assignedTo: string | null;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
}

/** What `incidents.assign` answers. */
export interface IncidentsAssignOutput extends Incident {
  /** `false`: it was so already, and nothing was done. */
  changed: boolean;
}

/** What `incidents.snooze` takes. */
export interface IncidentsSnoozeInput {
  /**
   * The incident's id.
   * 1 to 128 characters.
   */
  id: string;
  /** A moment to come. */
  until?: string | undefined;
  /** A whole number, 1 to 43200. */
  minutes?: number | undefined;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
}

/** What `incidents.snooze` answers. */
export interface IncidentsSnoozeOutput extends Incident {
  /** `false`: it was so already, and nothing was done. */
  changed: boolean;
}

/** What `incidents.unsnooze` takes. */
export interface IncidentsUnsnoozeInput {
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

/** What `incidents.unsnooze` answers. */
export interface IncidentsUnsnoozeOutput extends Incident {
  /** `false`: it was so already, and nothing was done. */
  changed: boolean;
}

/** What `incidents.merge` takes. */
export interface IncidentsMergeInput {
  /**
   * The incident's id.
   * 1 to 128 characters.
   */
  id: string;
  /**
   * The incident that goes on.
   * 1 to 128 characters.
   */
  into: string;
  /**
   * Refuse with PRECONDITION_FAILED unless the current `version` is this, or one of these.
   * A whole number, 0 or more. At most 20 items.
   */
  ifVersion?: number | number[] | undefined;
}

/** What `incidents.merge` answers. */
export interface IncidentsMergeOutput extends Incident {
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
   * @see packages/contract/src/incidents.ts:67
   */
  list: (input?: IncidentsListInput, options?: CallOptions) => Promise<Page<Incident>>;

  /**
   * Open an incident.
   * @see packages/contract/src/incidents.ts:88
   */
  create: (input: IncidentsCreateInput, options?: CallOptions) => Promise<Incident>;

  /**
   * Replace an incident.
   *
   * Takes an incident as it was read, changed where wanted. Its notes and its read-only fields
   * are ignored; `assignedTo` left out is nobody, `status` left out stays. CONFLICT: the status
   * would go backward; `reopen` is the way back.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incidents.ts:114
   */
  replace: (input: IncidentsReplaceInput, options?: CallOptions) => Promise<Incident>;

  /**
   * Change some fields of an incident.
   *
   * What is left out stays. Text in `notes` is added as a note, in the same change. CONFLICT:
   * the status would go backward; `reopen` is the way back.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incidents.ts:139
   */
  update: (input: IncidentsUpdateInput, options?: CallOptions) => Promise<Incident>;

  /**
   * Get one incident.
   *
   * With its alerts. Its ETag tells of new alerts too, and behind its `version` in each; an
   * `If-Match` is about the version alone.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/incident-detail.ts:52
   */
  get: (input: IncidentsGetInput, options?: CallOptions) => Promise<IncidentDetail>;

  /**
   * Get how quickly an incident was seen to.
   *
   * MTTA is from its opening to its first acknowledgement, MTTR to its last resolution; each is
   * `null` while that has not come.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/incident-detail.ts:68
   */
  metrics: (input: IncidentsMetricsInput, options?: CallOptions) => Promise<IncidentMetrics>;

  /**
   * List what happened to an incident.
   *
   * From the event log, the oldest first: its own steps, its notes with their text, its alerts,
   * and whatever else names it by `incident_id`, such as notifications and escalations.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/incident-detail.ts:90
   */
  timeline: (input: IncidentsTimelineInput, options?: CallOptions) => Promise<Page<TimelineEntry>>;

  /**
   * Delete an incident and its notes.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incidents.ts:168
   */
  delete: (input: IncidentsDeleteInput, options?: CallOptions) => Promise<void>;

  /**
   * Add a note to an incident.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/incidents.ts:176
   */
  addNote: (input: IncidentsAddNoteInput, options?: CallOptions) => Promise<Incident>;

  /**
   * Acknowledge an incident.
   *
   * Says that somebody has seen it; the first time is where MTTA ends. One that is acknowledged,
   * or being worked on, stays as it is. It ends a snooze. CONFLICT: it is resolved.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incident-lifecycle.ts:33
   */
  acknowledge: (
    input: IncidentsAcknowledgeInput,
    options?: CallOptions,
  ) => Promise<IncidentsAcknowledgeOutput>;

  /**
   * Start work on an incident.
   *
   * Counts as an acknowledgement where there was none. It ends a snooze. CONFLICT: it is
   * resolved.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incident-lifecycle.ts:44
   */
  start: (input: IncidentsStartInput, options?: CallOptions) => Promise<IncidentsStartOutput>;

  /**
   * Resolve an incident.
   *
   * The same as `close`: MTTR ends here. It ends a snooze.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incident-lifecycle.ts:54
   */
  resolve: (input: IncidentsResolveInput, options?: CallOptions) => Promise<IncidentsResolveOutput>;

  /**
   * Close an incident.
   *
   * Closing a closed incident changes nothing, and `changed` says so.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incident-lifecycle.ts:63
   */
  close: (input: IncidentsCloseInput, options?: CallOptions) => Promise<IncidentsCloseOutput>;

  /**
   * Reopen an incident.
   *
   * Reopening an open incident changes nothing, and `changed` says so. One that was merged is
   * its own again; the alerts that moved stay where they are. MTTR is to the resolution to come.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incident-lifecycle.ts:72
   */
  reopen: (input: IncidentsReopenInput, options?: CallOptions) => Promise<IncidentsReopenOutput>;

  /**
   * Say who works on an incident.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incident-lifecycle.ts:83
   */
  assign: (input: IncidentsAssignInput, options?: CallOptions) => Promise<IncidentsAssignOutput>;

  /**
   * Snooze an incident.
   *
   * Until a moment, or for so many minutes from now: one of the two, and no longer than 30 days.
   * Snoozing again takes the place of the snooze before. When it is over, `incident.unsnoozed`
   * tells; acknowledging, starting or resolving the incident ends it before. CONFLICT: it is
   * resolved.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incident-lifecycle.ts:94
   */
  snooze: (input: IncidentsSnoozeInput, options?: CallOptions) => Promise<IncidentsSnoozeOutput>;

  /**
   * End the snooze of an incident.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incident-lifecycle.ts:114
   */
  unsnooze: (
    input: IncidentsUnsnoozeInput,
    options?: CallOptions,
  ) => Promise<IncidentsUnsnoozeOutput>;

  /**
   * Merge an incident into another.
   *
   * It resolves, and `mergedInto` says where it goes on: its alerts move there, and what would
   * have joined it joins that one. Its notes stay. Neither counts into MTTA or MTTR for it.
   * CONFLICT: it is merged into a third, or the other is itself, merged, or resolved.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @throws {TocsinError} `PRECONDITION_FAILED` (412): It has changed since it was read.
   * @see packages/contract/src/incident-lifecycle.ts:122
   */
  merge: (input: IncidentsMergeInput, options?: CallOptions) => Promise<IncidentsMergeOutput>;

  /**
   * Watch incidents change.
   *
   * Sends `watch.started`, then each change once, in order. Each item has an id; a client that
   * comes back with the last one it saw (stock tRPC clients do) misses nothing.
   * @see packages/contract/src/incidents.ts:199
   */
  watch: (
    input?: IncidentsWatchInput,
    options?: WatchOptions,
  ) => AsyncIterableIterator<IncidentChange>;
}
