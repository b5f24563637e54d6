import type { contract } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import { type Change, changeOf, changesOf } from '../change.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { invalidInput } from '../errors.ts';
import { appendEvent } from '../events/log.ts';
import { pageOf } from '../page.ts';
import { findRunbookHead } from '../runbooks/queries.ts';
import type { Writer } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { guarded, known } from '../versions.ts';
import {
  countRules,
  deleteRule,
  findRule,
  insertRule,
  ruleOf,
  type RuleRow,
  rulesAfter,
  updateRule,
} from './queries.ts';
import { type Conditions, hasCondition, wordless } from './rules.ts';

const what = 'runbook rule';
/** All are asked for each incident that is opened. */
const MOST_RULES = 500;

export const runbookRuleHandlers: FeatureHandlers<typeof contract.runbookRules> = {
  list: async ({ input: { runbookId, cursor, limit }, context: { storage } }) => {
    const [after] = cursor === undefined ? [] : decodeCursor(cursor, 'createdAt', ['number']);
    const rows = await rulesAfter(storage, runbookId, { after, limit: limit + 1 });
    const cursorOf = ({ position }: RuleRow) =>
      encodeCursor({ order: 'createdAt', keys: [position] });
    const page = pageOf(rows, limit, cursorOf, ruleOf);
    return { ...page, total: await countRules(storage, runbookId), totalRelation: 'eq' };
  },

  create: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      if ((await countRules(writer)) >= MOST_RULES) {
        throw errors.CONFLICT(`There are ${MOST_RULES} rules already, and no more can be.`);
      }
      const { name, runbookId, services, severities, words, labels } = input;
      const change = changeOf(context);
      const stamps = { createdAt: change.at, updatedAt: change.at, version: 1 };
      const fields = { name, runbookId, services, severities, words, labels };
      const rule = { id: uuidv7(), ...fields, ...stamps };
      await mustMean(writer, rule);
      await storeNewRule(writer, rule, change);
      return rule;
    }),

  get: async ({ input: { id }, context, errors }) =>
    ruleOf(known(await findRule(context.storage, id), what, id, errors)),

  update: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const before = guarded(await findRule(writer, input.id), what, input, errors);
      const after = patched(before, input);
      const changes = changesOf(before, after, [
        'name',
        'runbookId',
        'services',
        'severities',
        'words',
        'labels',
      ]);
      if (Object.keys(changes).length === 0) return ruleOf(before);
      await mustMean(writer, after);
      const change = changeOf(context);
      const saved = { ...after, updatedAt: change.at, version: before.version + 1 };
      await updateRule(writer, saved);
      await tell(writer, 'runbook_rule.updated', saved.id, change, { changes });
      return ruleOf(saved);
    }),

  delete: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const { id } = guarded(await findRule(writer, input.id), what, input, errors);
      await removeRule(writer, id, changeOf(context));
      return {};
    }),
};

/** Stores a new rule with its event. */
export async function storeNewRule(
  writer: Writer,
  rule: Omit<RuleRow, 'position'>,
  change: Change,
): Promise<void> {
  await insertRule(writer, rule);
  await tell(writer, 'runbook_rule.created', rule.id, change, { runbook_id: rule.runbookId });
}

/** Deletes a rule, and tells of it. */
export async function removeRule(writer: Writer, id: string, change: Change): Promise<void> {
  await deleteRule(writer, id);
  await tell(writer, 'runbook_rule.deleted', id, change, {});
}

type Patch = Parameters<(typeof runbookRuleHandlers)['update']>[0]['input'];

const patched = (before: RuleRow, patch: Patch): RuleRow => ({
  ...before,
  name: patch.name ?? before.name,
  runbookId: patch.runbookId ?? before.runbookId,
  services: patch.services === undefined ? before.services : patch.services,
  severities: patch.severities === undefined ? before.severities : patch.severities,
  words: patch.words === undefined ? before.words : patch.words,
  labels: patch.labels === undefined ? before.labels : patch.labels,
});

/** Refuses what the contract cannot: it needs the other fields, the words of search, the runbook. */
async function mustMean(
  writer: Writer,
  rule: Conditions & Pick<RuleRow, 'runbookId'>,
): Promise<void> {
  if (!(await findRunbookHead(writer, rule.runbookId))) {
    throw invalidInput('runbookId', `There is no runbook ${rule.runbookId}`);
  }
  if (!hasCondition(rule)) {
    throw invalidInput('services', 'Give services, severities, words or labels');
  }
  const empty = rule.words === null ? undefined : wordless(rule.words);
  if (empty !== undefined) throw invalidInput('words', `Nothing is found by “${empty}”`);
}

const tell = (
  writer: Writer,
  type: string,
  entityId: string,
  { actor, at }: Change,
  data: Record<string, unknown>,
): Promise<void> =>
  appendEvent(writer, { type, entity: 'runbook_rule', entityId, actor, at, data });
