import type { Incident } from '@tocsin/contract';
import { type Change, changeOf } from '../change.ts';
import type { Context } from '../context.ts';
import { type DeclaredErrors, invalidInput } from '../errors.ts';
import { withoutPosition } from '../page.ts';
import { type Guarded, guarded } from '../versions.ts';
import { fieldsOf, findIncident } from './queries.ts';
import { type IncidentFields, NotNowError, type Revised } from './rules.ts';
import { storeRevised } from './store.ts';

type Errors = DeclaredErrors<'NOT_FOUND' | 'PRECONDITION_FAILED'>;

/** Load, decide, save, in one turn. `decide` answers `undefined` where nothing is to be done. */
export function changingOrNot(
  context: Context,
  input: Guarded,
  errors: Errors,
  decide: (before: IncidentFields, change: Change) => Revised | undefined,
): Promise<Incident & { changed: boolean }> {
  return context.storage.write(async (writer) => {
    const before = guarded(await findIncident(writer, input.id), 'incident', input, errors);
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
