import { phases } from '@tocsin/contract';
import { type IncidentFields, NotNowError, revise, type Revised, revised } from './rules.ts';

/**
 * Acknowledges an incident, or starts work on it. One that has come so far already only wakes up.
 * @throws NotNowError when it is resolved
 */
export function advance(
  before: IncidentFields,
  phase: 'acknowledged' | 'in_progress',
  now: string,
): Revised | undefined {
  refuseResolved(before);
  return phases.indexOf(before.phase) < phases.indexOf(phase)
    ? revise(before, { status: phase }, now)
    : unsnooze(before, now);
}

/** @throws NotNowError when it is resolved */
export function snooze(before: IncidentFields, until: string, now: string): Revised | undefined {
  refuseResolved(before);
  return revised(before, { ...before, snoozedUntil: until }, now);
}

export const unsnooze = (before: IncidentFields, now: string): Revised | undefined =>
  revised(before, { ...before, snoozedUntil: null }, now);

/**
 * Ends an incident because it goes on in another. Both must be on their own, so no chain of merges
 * ever comes back to where it began.
 * @throws NotNowError when one of them is not, or the other is over
 */
export function mergeInto(
  before: IncidentFields,
  into: IncidentFields,
  now: string,
): Revised | undefined {
  if (before.mergedInto === into.id) return undefined;
  const reason = whyNot(before, into);
  if (reason !== undefined) throw new NotNowError(reason);
  return revised(
    before,
    {
      ...before,
      phase: 'resolved',
      status: 'Closed',
      resolvedAt: before.resolvedAt ?? now,
      snoozedUntil: null,
      mergedInto: into.id,
    },
    now,
  );
}

function whyNot(before: IncidentFields, into: IncidentFields): string | undefined {
  if (before.id === into.id) return 'An incident cannot be merged into itself.';
  if (before.mergedInto !== null)
    return `The incident is merged into ${before.mergedInto} already.`;
  if (into.mergedInto !== null) return `${into.id} is merged into ${into.mergedInto} itself.`;
  if (into.phase === 'resolved') return `${into.id} is resolved; reopen it first.`;
  return undefined;
}

function refuseResolved({ phase }: IncidentFields): void {
  if (phase === 'resolved') throw new NotNowError('The incident is resolved; reopen it first.');
}
