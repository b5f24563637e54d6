import type { Person } from '@tocsin/contract';
import type { Change } from '../change.ts';
import type { DeclaredErrors } from '../errors.ts';
import { appendEvent } from '../events/log.ts';
import { findPerson } from '../people/queries.ts';
import type { Reader, Writer } from '../storage/storage.ts';
import { type Guarded, known, mustBeAt } from '../versions.ts';

type Errors = DeclaredErrors<'NOT_FOUND'>;

export async function knownPerson(reader: Reader, id: string, errors: Errors): Promise<Person> {
  return known(await findPerson(reader, id), 'person', id, errors);
}

/** What belongs to a person, if it is there, is theirs, and is still as the caller believes. */
export function guardedOfPerson<Row extends { personId: string; version: number }>(
  found: Row | undefined,
  { what, ...input }: Guarded & { what: string; personId: string },
  errors: DeclaredErrors<'NOT_FOUND' | 'PRECONDITION_FAILED'>,
): Row {
  const row = ofPerson(found, { what, ...input }, errors);
  mustBeAt(input.ifVersion, row.version, what, errors);
  return row;
}

export function ofPerson<Row extends { personId: string }>(
  found: Row | undefined,
  { what, id, personId }: { what: string; id: string; personId: string },
  errors: Errors,
): Row {
  if (found?.personId === personId) return found;
  throw errors.NOT_FOUND(`The person ${personId} has no ${what} ${id}.`);
}

/** Appends an event of a contact method or a notification rule; its secrets are not in it. */
export function tell(
  writer: Writer,
  type: string,
  { id, personId }: { id: string; personId: string },
  change: Change,
): Promise<void> {
  const [entity = ''] = type.split('.');
  const data = { person_id: personId };
  return appendEvent(writer, { type, entity, entityId: id, ...change, data });
}
