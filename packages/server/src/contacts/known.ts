import type { Person } from '@tocsin/contract';
import { timestamp } from '../clock.ts';
import { actorName, type Context } from '../context.ts';
import type { DeclaredErrors } from '../errors.ts';
import { appendEvent } from '../events/log.ts';
import { findPerson } from '../people/queries.ts';
import type { Reader, Writer } from '../storage/storage.ts';

type Errors = DeclaredErrors<'NOT_FOUND'>;

export async function knownPerson(reader: Reader, id: string, errors: Errors): Promise<Person> {
  const person = await findPerson(reader, id);
  if (!person) throw errors.NOT_FOUND(`There is no person ${id}.`);
  return person;
}

/** What belongs to a person, if it is there, is theirs, and is still as the caller believes. */
export function guarded<Row extends { personId: string; version: number }>(
  found: Row | undefined,
  {
    what,
    ...input
  }: { what: string; id: string; personId: string; ifVersion?: readonly number[] | undefined },
  errors: DeclaredErrors<'NOT_FOUND' | 'PRECONDITION_FAILED'>,
): Row {
  const row = ofPerson(found, { what, ...input }, errors);
  if (input.ifVersion && !input.ifVersion.includes(row.version)) {
    throw errors.PRECONDITION_FAILED(
      `The ${what} is at version ${row.version} now; read it again.`,
    );
  }
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

export const stampOf = ({ actor, clock }: Context) => ({
  actor: actorName(actor),
  at: timestamp(clock.now()),
});

/** Appends an event of a contact method or a notification rule; its secrets are not in it. */
export function tell(
  writer: Writer,
  type: string,
  { id, personId }: { id: string; personId: string },
  stamp: { actor: string; at: string },
): Promise<void> {
  const [entity = ''] = type.split('.');
  const data = { person_id: personId };
  return appendEvent(writer, { type, entity, entityId: id, ...stamp, data });
}
