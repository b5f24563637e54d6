import { isDeepStrictEqual } from 'node:util';
import type { contract, Person } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import { changeOf } from '../change.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { invalidInput } from '../errors.ts';
import { channels } from '../notifications/channels/channels.ts';
import { createNotification } from '../notifications/create.ts';
import { notificationOf } from '../notifications/queries.ts';
import { pageOf } from '../page.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { guardedOfPerson, knownPerson, ofPerson, tell } from './known.ts';
import {
  countMethods,
  deleteMethod,
  findMethod,
  insertMethod,
  methodOf,
  type MethodRow,
  methodsAfter,
  updateMethod,
} from './queries.ts';

const what = 'contact method';

export const contactMethodHandlers: FeatureHandlers<typeof contract.contactMethods> = {
  list: async ({ input: { personId, cursor, limit }, context: { storage }, errors }) => {
    await knownPerson(storage, personId, errors);
    const [after] = cursor === undefined ? [] : decodeCursor(cursor, 'id', ['string']);
    const rows = await methodsAfter(storage, personId, { after, limit: limit + 1 });
    return {
      ...pageOf(rows, limit, (last) => encodeCursor({ order: 'id', keys: [last.id] }), methodOf),
      total: await countMethods(storage, personId),
      totalRelation: 'eq',
    };
  },

  create: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const person = await knownPerson(writer, input.personId, errors);
      const change = changeOf(context);
      const { type, secrets, label, enabled } = input;
      const method = {
        id: uuidv7(),
        personId: person.id,
        type,
        address: input.address ?? addressless(type, person),
        label,
        enabled,
        secrets,
        createdAt: change.at,
        updatedAt: change.at,
        version: 1,
      };
      refuseUnusable(method);
      await insertMethod(writer, method);
      await tell(writer, 'contact_method.created', method, change);
      return methodOf(method);
    }),

  get: async ({ input, context, errors }) =>
    methodOf(ofPerson(await findMethod(context.storage, input.id), { what, ...input }, errors)),

  update: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const found = await findMethod(writer, input.id);
      const before = guardedOfPerson(found, { what, ...input }, errors);
      const after = {
        ...before,
        address: input.address ?? before.address,
        secrets: input.secrets ?? before.secrets,
        label: input.label ?? before.label,
        enabled: input.enabled ?? before.enabled,
      };
      if (isDeepStrictEqual(before, after)) return methodOf(before);
      refuseUnusable(after);
      const change = changeOf(context);
      const saved = { ...after, updatedAt: change.at, version: before.version + 1 };
      await updateMethod(writer, saved);
      await tell(writer, 'contact_method.updated', saved, change);
      return methodOf(saved);
    }),

  delete: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const found = await findMethod(writer, input.id);
      const method = guardedOfPerson(found, { what, ...input }, errors);
      await deleteMethod(writer, method.id);
      await tell(writer, 'contact_method.deleted', method, changeOf(context));
      return {};
    }),

  test: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const method = ofPerson(await findMethod(writer, input.id), { what, ...input }, errors);
      const person = await knownPerson(writer, method.personId, errors);
      const given = {
        reason: 'test',
        channel: method.type,
        recipient: method.address,
        personId: person.id,
        person: person.name,
        contactMethodId: method.id,
      } as const;
      return notificationOf(await createNotification(writer, given, changeOf(context)));
    }),
};

function addressless(type: MethodRow['type'], { name }: Person): string {
  if (type === 'console') return name;
  throw invalidInput('address', 'Field required', 'missing');
}

function refuseUnusable({ type, address, secrets }: MethodRow): void {
  const fault = channels[type].faultOf(address);
  if (fault !== undefined) throw invalidInput('address', `It ${fault}`);
  if (type === 'webhook' && secrets.length === 0) {
    throw invalidInput('secrets', 'A webhook is signed: it needs at least one');
  }
  if (type !== 'webhook' && secrets.length > 0) {
    throw invalidInput('secrets', 'Only a webhook is signed');
  }
}
