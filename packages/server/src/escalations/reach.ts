import type { EscalationTarget, PagedPerson, UnreachedTarget } from '@tocsin/contract';
import { onCallAt } from '../oncall/calendar.ts';
import { findPersonCalled } from '../people/queries.ts';
import type { Writer } from '../storage/storage.ts';
import { triedReading } from './tried.ts';

/** Whom targets mean at a moment. */
export interface Reached {
  people: PagedPerson[];
  unreached: UnreachedTarget[];
}

/** Finds out whom targets mean at a moment; nobody twice. What stands in the way of one is said. */
export async function reach(
  writer: Writer,
  targets: readonly EscalationTarget[],
  at: string,
): Promise<Reached> {
  const people = new Map<string, PagedPerson>();
  const unreached: UnreachedTarget[] = [];
  for (const target of targets) {
    const found = await foundFor(writer, target, at);
    if (typeof found === 'string') unreached.push({ target, reason: found });
    else if (!people.has(found.person)) people.set(found.person, found);
  }
  return { people: [...people.values()], unreached };
}

/** Somebody, or why nobody. A schedule that cannot be read keeps nobody else from being paged. */
async function foundFor(
  writer: Writer,
  target: EscalationTarget,
  at: string,
): Promise<PagedPerson | string> {
  if (target.type === 'person') {
    const { person } = target;
    const known = await findPersonCalled(writer, person);
    return known ? { person, team: null } : `There is no person called ${person}.`;
  }
  const { team } = target;
  const asked = await triedReading(writer, () => onCallAt(writer, team, Date.parse(at)));
  if ('problem' in asked) return `The schedule of ${team} cannot be read: ${asked.problem}`;
  if (!asked.result) return `There is no schedule of the team ${team}.`;
  const { engineer } = asked.result;
  return engineer === null ? `Nobody is on call for ${team}.` : { person: engineer, team };
}
