import type { contract, Page, Runbook, RunbookRevision } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import { timestamp } from '../clock.ts';
import { actorName, type Context } from '../context.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { DeclaredErrors } from '../errors.ts';
import { appendEvent } from '../events/log.ts';
import { beforeDeletion } from '../runbook-rules/deletion.ts';
import { incidentRunbookHandlers } from '../runbook-rules/incident-handlers.ts';
import type { Writer } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
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
      const at = timestamp(context.clock.now());
      const runbook = {
        id: uuidv7(),
        title,
        tags,
        content,
        createdAt: at,
        updatedAt: at,
        version: 1,
      };
      return storeNewRunbook(writer, runbook, actorName(context.actor));
    }),

  get: async ({ input, context, errors }) => {
    const found = await findRunbook(context.storage, input.id);
    if (!found) throw errors.NOT_FOUND(`There is no runbook ${input.id}.`);
    return withoutPosition(found);
  },

  replace: ({ input, context, errors }) => revising(context, input, errors),

  update: ({ input, context, errors }) => revising(context, input, errors),

  delete: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const { position } = await guarded(writer, input, errors);
      await beforeDeletion(writer, input.id, stampOf(context));
      await deleteRunbook(writer, input.id);
      await writer.dialect.removeSearch(writer, 'runbook_search', position);
      await tell(writer, 'runbook.deleted', input.id, stampOf(context));
      return {};
    }),

  revisions: async ({ input: { id, cursor, limit }, context, errors }) => {
    const runbook = await findRunbook(context.storage, id);
    if (!runbook) throw errors.NOT_FOUND(`There is no runbook ${id}.`);
    const [before] =
      cursor === undefined ? [runbook.version + 1] : decodeCursor(cursor, 'revision', ['number']);
    const rows = await revisionsOf(context.storage, id, { before, limit: limit + 1 });
    return revisionPage(rows, limit, runbook.version);
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

interface Revision {
  id: string;
  ifVersion?: readonly number[] | undefined;
  title?: string | undefined;
  tags?: string[] | undefined;
  content?: string | undefined;
}

/** Load, change, save, in one turn. A text that is the same already makes no revision. */
function revising(context: Context, input: Revision, errors: Errors): Promise<Runbook> {
  return context.storage.write(async (writer) => {
    const before = await guarded(writer, input, errors);
    const after = {
      ...before,
      title: input.title ?? before.title,
      tags: input.tags ?? before.tags,
      content: input.content ?? before.content,
    };
    if (sameText(before, after)) return withoutPosition(before);
    const stamp = stampOf(context);
    const saved = { ...after, updatedAt: stamp.at, version: before.version + 1 };
    await updateRunbook(writer, saved);
    await storeText(writer, saved, stamp.actor);
    await tell(writer, 'runbook.updated', saved.id, stamp);
    return withoutPosition(saved);
  });
}

async function storeText(writer: Writer, runbook: PlacedRunbook, actor: string): Promise<void> {
  await insertRevision(writer, runbook, actor);
  await replaceTags(writer, runbook.id, runbook.tags);
  await indexRunbook(writer, runbook);
}

async function guarded(
  writer: Writer,
  { id, ifVersion }: Revision,
  errors: Errors,
): Promise<PlacedRunbook> {
  const found = await findRunbook(writer, id);
  if (!found) throw errors.NOT_FOUND(`There is no runbook ${id}.`);
  if (ifVersion && !ifVersion.includes(found.version)) {
    throw errors.PRECONDITION_FAILED(
      `The runbook is at version ${found.version} now; read it again.`,
    );
  }
  return found;
}

const sameText = (a: Runbook, b: Runbook): boolean =>
  a.title === b.title && a.content === b.content && a.tags.join('\n') === b.tags.join('\n');

const stampOf = ({ actor, clock }: Context) => ({
  actor: actorName(actor),
  at: timestamp(clock.now()),
});

function tell(
  writer: Writer,
  type: string,
  entityId: string,
  stamp: { actor: string; at: string },
): Promise<void> {
  return appendEvent(writer, { type, entity: 'runbook', entityId, ...stamp, data: {} });
}

function revisionPage(
  rows: RunbookRevision[],
  limit: number,
  total: number,
): Page<RunbookRevision> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor =
    rows.length > limit && last ? encodeCursor({ order: 'revision', keys: [last.revision] }) : null;
  return { items, nextCursor, total, totalRelation: 'eq' };
}

function withoutPosition({ position: _, ...runbook }: PlacedRunbook): Runbook {
  return runbook;
}
