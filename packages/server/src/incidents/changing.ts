import type { Incident } from '@tocsin/contract';
import { timestamp } from '../clock.ts';
import { actorName, type Context } from '../context.ts';
import { type DeclaredErrors, invalidInput } from '../errors.ts';
import type { Writer } from '../storage/storage.ts';
import { fieldsOf, findIncident, type PlacedIncident } from './queries.ts';
import { type IncidentFields, NotNowError, type Revised } from './rules.ts';
import { type Change, storeRevised } from './store.ts';

export type Errors = DeclaredErrors<'NOT_FOUND' | 'PRECONDITION_FAILED'>;

export const changeOf = ({ actor, clock }: Context): Change => ({
  actor: actorName(actor),
  at: timestamp(clock.now()),
});

export interface Guarded {
  id: string;
  ifVersion?: readonly number[] | undefined;
}

/** The incident, if it is there and still as the caller believes. */
export async function guarded(
  writer: Writer,
  { id, ifVersion }: Guarded,
  errors: Errors,
): Promise<PlacedIncident> {
  const found = await findIncident(writer, id);
  if (!found) throw errors.NOT_FOUND(`There is no incident ${id}.`);
  if (ifVersion && !ifVersion.includes(found.version)) {
    throw errors.PRECONDITION_FAILED(
      `The incident is at version ${found.version} now; read it again.`,
    );
  }
  return found;
}

/** Load, decide, save, in one turn. `decide` answers `undefined` where nothing is to be done. */
export function changingOrNot(
  context: Context,
  input: Guarded,
  errors: Errors,
  decide: (before: IncidentFields, change: Change) => Revised | undefined,
): Promise<Incident & { changed: boolean }> {
  return context.storage.write(async (writer) => {
    const before = await guarded(writer, input, errors);
    const change = changeOf(context);
    const revised = decide(fieldsOf(before), change);
    if (!revised) return { ...withoutPosition(before), changed: false };
    return { ...(await storeRevised(writer, before, revised, change)), changed: true };
  });
}

/** What the rules answer; what they refuse is told as a conflict. */
export function allowed<T>(decide: () => T, errors: DeclaredErrors<'CONFLICT'>): T {
  try {
    return decide();
  } catch (error) {
    if (error instanceof NotNowError) throw errors.CONFLICT(error.message);
    throw error;
  }
}

export function withoutPosition({ position: _, ...incident }: PlacedIncident): Incident {
  return incident;
}

/** Who is to work on it, by either name of the field; `undefined` where neither says. */
export function assigneeOf({
  assignedTo,
  assigned_to: alias,
}: {
  assignedTo?: string | null | undefined;
  assigned_to?: string | null | undefined;
}): string | null | undefined {
  if (assignedTo !== undefined && alias !== undefined && assignedTo !== alias) {
    throw invalidInput('assigned_to', 'Must be the same as `assignedTo`, or left out');
  }
  return assignedTo === undefined ? alias : assignedTo;
}
