/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions } from '../options.ts';

import type { Escalation, EscalationAnswer, EscalationState, Page } from './types.ts';

/** What `escalations.list` takes. */
export interface EscalationsListInput {
  /** At most 20 items. */
  state?: EscalationState | EscalationState[] | undefined;
  /** At most 100 characters. At most 20 items. */
  service?: string | string[] | undefined;
  /**
   * Only those of this incident.
   * 1 to 128 characters.
   */
  incidentId?: string | undefined;
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

/** What `escalations.ofIncident` takes. */
export interface EscalationsOfIncidentInput {
  /**
   * The incident's id.
   * 1 to 128 characters.
   */
  id: string;
}

/** What `escalations.escalate` takes. */
export interface EscalationsEscalateInput {
  /** 1 to 128 characters. */
  incident_id: string;
  /**
   * Why; it is kept with what was done.
   * At most 2,000 characters.
   */
  reason?: string | undefined;
  /**
   * Page this person.
   * At most 100 characters.
   */
  to?: string | undefined;
  /**
   * Page whoever is on call for this team.
   * At most 100 characters.
   */
  team?: string | undefined;
}

/** The procedures of `escalations`. */
export interface Escalations {
  /**
   * List escalations.
   *
   * The last begun first. Filters narrow together; several values of one widen.
   * @see packages/contract/src/escalations.ts:16
   */
  list: (input?: EscalationsListInput, options?: CallOptions) => Promise<Page<Escalation>>;

  /**
   * Get the escalation of an incident.
   *
   * The last one: an incident that is reopened begins another. NOT_FOUND: there is no such
   * incident, or it has none, for when it was opened neither a policy nor a schedule was for its
   * service.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @see packages/contract/src/escalations.ts:32
   */
  ofIncident: (input: EscalationsOfIncidentInput, options?: CallOptions) => Promise<Escalation>;

  /**
   * Escalate an incident now.
   *
   * Pages the next step at once, in place of when its time comes; or, with `to` or `team`, this
   * person, or whoever is on call for that team, and the steps come as they would. An incident
   * that is acknowledged can be escalated too: its next step is paged, and nothing comes after
   * it by itself. CONFLICT: the incident is resolved, no step is left, nothing says whom to
   * page, or nobody could be reached.
   * @throws {TocsinError} `NOT_FOUND` (404): There is no such thing.
   * @throws {TocsinError} `CONFLICT` (409): The state does not allow it.
   * @see packages/contract/src/escalations.ts:43
   */
  escalate: (input: EscalationsEscalateInput, options?: CallOptions) => Promise<EscalationAnswer>;
}
