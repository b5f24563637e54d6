import { incidentOf } from '../events/about.ts';
import type { EventRow } from '../events/log.ts';

/** What a webhook wants to be told of. */
export interface Wanted {
  types: readonly string[];
  services: readonly string[] | null;
}

/** The event of a webhook itself is told to nobody: telling it would be the next. */
export const isAboutWebhooks = ({ entity }: Pick<EventRow, 'entity'>): boolean =>
  entity === 'webhook';

export function wantsType({ types }: Pick<Wanted, 'types'>, type: string): boolean {
  return types.some(
    (wanted) =>
      wanted === '*' ||
      wanted === type ||
      (wanted.endsWith('.*') && type.startsWith(wanted.slice(0, -1))),
  );
}

/** What is sent one after the other: all that is about one incident, or else about one thing. */
export const laneOf = (event: EventRow): string => {
  const incidentId = incidentOf(event);
  return incidentId === null ? `${event.entity}:${event.entityId}` : `incident:${incidentId}`;
};

/** With services it is those of the incident, or of the event where that is gone. */
export const wantsService = ({ services }: Wanted, service: string | undefined): boolean =>
  services === null || (service !== undefined && services.includes(service));

export interface Failing {
  failingSince: string | null;
  refusedInRow: number;
}

export interface Limits {
  /** Disabled when nothing has been delivered for so long. */
  disableAfterMs: number;
}

/** So many deliveries in a row were refused for good: what is meant by that will not change by itself. */
const MOST_REFUSED = 10;

/** Why a webhook that fails is to be disabled, in words for whoever set it up; `undefined`: not yet. */
export function whyDisable(
  { failingSince, refusedInRow }: Failing,
  { isGone, detail }: { isGone: boolean; detail: string },
  { now, disableAfterMs }: Limits & { now: number },
): string | undefined {
  if (isGone) return `The receiver says that it is gone: ${detail}`;
  if (refusedInRow >= MOST_REFUSED) {
    return `${refusedInRow} deliveries in a row were refused, the last with: ${detail}`;
  }
  if (failingSince === null || now - Date.parse(failingSince) < disableAfterMs) return undefined;
  return `Nothing has been delivered since ${failingSince}; the last attempt: ${detail}`;
}

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 3_600_000;
/** A receiver may ask for more patience than that, but not for more than this. */
const LONGEST_ASKED_MS = 24 * 3_600_000;

/**
 * How long to wait for the next attempt of what has been failing for so long already: about as long
 * again, part of it at random, so that what failed together does not come back together; longer where
 * the receiver asks for it.
 */
export function waitAfter(failingMs: number, random: number, retryAfterMs = 0): number {
  const most = Math.min(LONGEST_WAIT_MS, Math.max(FIRST_WAIT_MS, failingMs));
  const own = Math.round((most / 2) * (1 + random));
  return Math.max(own, Math.min(retryAfterMs, LONGEST_ASKED_MS));
}
