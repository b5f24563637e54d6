import { isDeepStrictEqual } from 'node:util';
import type { contract } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import { changeOf } from '../change.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { invalidInput } from '../errors.ts';
import { pageOf } from '../page.ts';
import type { Reader } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { guardedOfPerson, knownPerson, ofPerson, tell } from './known.ts';
import { findMethod } from './queries.ts';
import {
  countRules,
  deleteRule,
  findRule,
  insertRule,
  rulesAfter,
  updateRule,
} from './rule-queries.ts';

const what = 'notification rule';

export const notificationRuleHandlers: FeatureHandlers<typeof contract.notificationRules> = {
  list: async ({ input: { personId, cursor, limit }, context: { storage }, errors }) => {
    await knownPerson(storage, personId, errors);
    const [after] = cursor === undefined ? [] : decodeCursor(cursor, 'id', ['string']);
    const rows = await rulesAfter(storage, personId, { after, limit: limit + 1 });
    return {
      ...pageOf(rows, limit, (last) => encodeCursor({ order: 'id', keys: [last.id] })),
      total: await countRules(storage, personId),
      totalRelation: 'eq',
    };
  },

  create: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const person = await knownPerson(writer, input.personId, errors);
      await refuseForeign(writer, person.id, input.contactMethodId);
      const change = changeOf(context);
      const { contactMethodId, delayMinutes, urgency } = input;
      const rule = {
        id: uuidv7(),
        personId: person.id,
        contactMethodId,
        delayMinutes,
        urgency,
        createdAt: change.at,
        updatedAt: change.at,
        version: 1,
      };
      await insertRule(writer, rule);
      await tell(writer, 'notification_rule.created', rule, change);
      return rule;
    }),

  get: async ({ input, context, errors }) =>
    ofPerson(await findRule(context.storage, input.id), { what, ...input }, errors),

  update: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const found = await findRule(writer, input.id);
      const before = guardedOfPerson(found, { what, ...input }, errors);
      const after = {
        ...before,
        contactMethodId: input.contactMethodId ?? before.contactMethodId,
        delayMinutes: input.delayMinutes ?? before.delayMinutes,
        urgency: input.urgency ?? before.urgency,
      };
      if (isDeepStrictEqual(before, after)) return before;
      await refuseForeign(writer, before.personId, after.contactMethodId);
      const change = changeOf(context);
      const saved = { ...after, updatedAt: change.at, version: before.version + 1 };
      await updateRule(writer, saved);
      await tell(writer, 'notification_rule.updated', saved, change);
      return saved;
    }),

  delete: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const rule = guardedOfPerson(await findRule(writer, input.id), { what, ...input }, errors);
      await deleteRule(writer, rule.id);
      await tell(writer, 'notification_rule.deleted', rule, changeOf(context));
      return {};
    }),
};

async function refuseForeign(reader: Reader, personId: string, methodId: string): Promise<void> {
  const method = await findMethod(reader, methodId);
  if (method?.personId !== personId) {
    throw invalidInput('contactMethodId', 'The person has no such contact method');
  }
}
