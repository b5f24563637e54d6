import type { contract, Person } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import { type Change, changeOf, changesOf } from '../change.ts';
import type { Context } from '../context.ts';
import type { DeclaredErrors } from '../errors.ts';
import { policyNeeding, renameTarget } from '../escalations/members.ts';
import { tell } from '../oncall/events.ts';
import { renameMember, whereNeeded } from '../oncall/members.ts';
import type { Writer } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { type Guarded, guarded, known } from '../versions.ts';
import {
  deletePerson,
  findPerson,
  findPersonCalled,
  insertPerson,
  listPeople,
  updatePerson,
} from './queries.ts';

type Errors = DeclaredErrors<'NOT_FOUND' | 'CONFLICT' | 'PRECONDITION_FAILED'>;

export const personHandlers: FeatureHandlers<typeof contract.people> = {
  list: ({ input, context }) => listPeople(context.storage, input),

  create: ({ input: { name, email, timeZone }, context, errors }) =>
    context.storage.write(async (writer) => {
      const change = changeOf(context);
      await refuseTaken(writer, name, errors);
      return storeNewPerson(writer, { name, email, timeZone }, change);
    }),

  get: async ({ input: { id }, context, errors }) =>
    known(await findPerson(context.storage, id), 'person', id, errors),

  replace: ({ input, context, errors }) => revising(context, input, errors),

  update: ({ input, context, errors }) => revising(context, input, errors),

  delete: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const person = guarded(await findPerson(writer, input.id), 'person', input, errors);
      const change = changeOf(context);
      const needed =
        (await whereNeeded(writer, person.name, change.at)) ??
        (await policyNeeding(writer, person.name));
      if (needed !== undefined) {
        throw errors.CONFLICT(`${person.name} is in ${needed}; put somebody else there first.`);
      }
      await deletePerson(writer, person.id);
      await tellOf(writer, 'person.deleted', person.id, change, {});
      return {};
    }),
};

/** Stores a new person; nobody else may have the name. */
export async function storeNewPerson(
  writer: Writer,
  fields: Pick<Person, 'name' | 'email' | 'timeZone'>,
  change: Change,
): Promise<Person> {
  const stamps = { createdAt: change.at, updatedAt: change.at, version: 1 };
  const person = { id: uuidv7(), ...fields, ...stamps };
  await insertPerson(writer, person);
  await tellOf(writer, 'person.created', person.id, change, {});
  return person;
}

interface Revision extends Guarded {
  name?: string | undefined;
  email?: string | null | undefined;
  timeZone?: string | undefined;
}

/** Load, change, save, in one turn. A new name goes wherever the old one is. */
function revising(context: Context, input: Revision, errors: Errors): Promise<Person> {
  return context.storage.write(async (writer) => {
    const before = guarded(await findPerson(writer, input.id), 'person', input, errors);
    const after = {
      ...before,
      name: input.name ?? before.name,
      email: input.email === undefined ? before.email : input.email,
      timeZone: input.timeZone ?? before.timeZone,
    };
    const changes = changesOf(before, after, ['name', 'email', 'timeZone']);
    if (Object.keys(changes).length === 0) return before;
    const change = changeOf(context);
    const saved = { ...after, updatedAt: change.at, version: before.version + 1 };
    if (before.name !== saved.name) {
      await refuseTaken(writer, saved.name, errors);
      const names = { from: before.name, to: saved.name };
      await renameMember(writer, names, change);
      await renameTarget(writer, names, change);
    }
    await updatePerson(writer, saved);
    await tellOf(writer, 'person.updated', saved.id, change, { changes });
    return saved;
  });
}

async function refuseTaken(
  writer: Writer,
  name: string,
  errors: DeclaredErrors<'CONFLICT'>,
): Promise<void> {
  const other = await findPersonCalled(writer, name);
  if (other) throw errors.CONFLICT(`Person ${other.id} is called ${name} already.`);
}

const tellOf = (
  writer: Writer,
  type: string,
  entityId: string,
  change: Change,
  data: Record<string, unknown>,
): Promise<void> => tell(writer, { type, entity: 'person', entityId }, change, data);
