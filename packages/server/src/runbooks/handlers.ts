import type { contract, Runbook, RunbookRevision } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import { type Change, changeOf } from '../change.ts';
import type { Context } from '../context.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { DeclaredErrors } from '../errors.ts';
import { appendEvent } from '../events/log.ts';
import { pageOf, withoutPosition } from '../page.ts';
import { beforeDeletion } from '../runbook-rules/deletion.ts';
import { incidentRunbookHandlers } from '../runbook-rules/incident-handlers.ts';
import type { Writer } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { type Guarded, guarded, known } from '../versions.ts';
import { indexRunbook, listRunbooks } from './list.ts';
import {
  deleteRunbook,
  findRunbook,
  insertRevision,
  insertRunbook,
  type PlacedRunbook,
  replaceTags,
  revisionsOf,
  updateRunbook,
} from './queries.ts';

type Errors = DeclaredErrors<'NOT_FOUND' | 'PRECONDITION_FAILED'>;

export const runbookHandlers: FeatureHandlers<typeof contract.runbooks> = {
  list: ({ input, context }) => listRunbooks(context.storage, input),

  create: ({ input: { title, tags, content }, context }) =>
    context.storage.write((writer) => {
      const { actor, at } = changeOf(context);
      const runbook = {
        id: uuidv7(),
        title,
        tags,
        content,
        createdAt: at,
        updatedAt: at,
        version: 1,
      };
      return storeNewRunbook(writer, runbook, actor);
    }),

  get: async ({ input, context, errors }) => {
    const found = await findRunbook(context.storage, input.id);
    return withoutPosition(known(found, 'runbook', input.id, errors));
  },

  replace: ({ input, context, errors }) => revising(context, input, errors),

  update: ({ input, context, errors }) => revising(context, input, errors),

  delete: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const { position } = guarded(await findRunbook(writer, input.id), 'runbook', input, errors);
      const change = changeOf(context);
      await beforeDeletion(writer, input.id, change);
      await deleteRunbook(writer, input.id);
      await writer.dialect.removeSearch(writer, 'runbook_search', position);
      await tell(writer, 'runbook.deleted', input.id, change);
      return {};
    }),

  revisions: async ({ input: { id, cursor, limit }, context, errors }) => {
    const runbook = known(await findRunbook(context.storage, id), 'runbook', id, errors);
    const [before] =
      cursor === undefined ? [runbook.version + 1] : decodeCursor(cursor, 'revision', ['number']);
    const rows = await revisionsOf(context.storage, id, { before, limit: limit + 1 });
    const cursorOf = ({ revision }: RunbookRevision) =>
      encodeCursor({ order: 'revision', keys: [revision] });
    const page = pageOf(rows, limit, cursorOf);
    return { ...page, total: runbook.version, totalRelation: 'eq' };
  },

  ...incidentRunbookHandlers,
};

/** Stores a new runbook with its first revision, its tags, its search terms and the event. */
export async function storeNewRunbook(
  writer: Writer,
  runbook: Runbook,
  actor: string,
): Promise<Runbook> {
  const position = await insertRunbook(writer, runbook);
  await storeText(writer, { ...runbook, position }, actor);
  await tell(writer, 'runbook.created', runbook.id, { actor, at: runbook.createdAt });
  return runbook;
}

interface Revision extends Guarded {
  title?: string | undefined;
  tags?: string[] | undefined;
  content?: string | undefined;
}

/** Load, change, save, in one turn. A text that is the same already makes no revision. */
function revising(context: Context, input: Revision, errors: Errors): Promise<Runbook> {
  return context.storage.write(async (writer) => {
    const before = guarded(await findRunbook(writer, input.id), 'runbook', input, errors);
    const after = {
      ...before,
      title: input.title ?? before.title,
      tags: input.tags ?? before.tags,
      content: input.content ?? before.content,
    };
    if (sameText(before, after)) return withoutPosition(before);
    const change = changeOf(context);
    const saved = { ...after, updatedAt: change.at, version: before.version + 1 };
    await updateRunbook(writer, saved);
    await storeText(writer, saved, change.actor);
    await tell(writer, 'runbook.updated', saved.id, change);
    return withoutPosition(saved);
  });
}

async function storeText(writer: Writer, runbook: PlacedRunbook, actor: string): Promise<void> {
  await insertRevision(writer, runbook, actor);
  await replaceTags(writer, runbook.id, runbook.tags);
  await indexRunbook(writer, runbook);
}

const sameText = (a: Runbook, b: Runbook): boolean =>
  a.title === b.title && a.content === b.content && a.tags.join('\n') === b.tags.join('\n');

function tell(writer: Writer, type: string, entityId: string, change: Change): Promise<void> {
  return appendEvent(writer, { type, entity: 'runbook', entityId, ...change, data: {} });
}
