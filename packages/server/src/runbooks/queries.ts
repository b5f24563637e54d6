import type { Runbook, RunbookRevision } from '@tocsin/contract';
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { prepared } from '../storage/prepared.ts';
import type { Reader, Writer } from '../storage/storage.ts';

/** A runbook with its place in the search index. */
export type PlacedRunbook = Runbook & { position: number };

export function runbookColumns({ tables: { runbooks: r } }: Reader) {
  return {
    position: r.position,
    id: r.id,
    title: r.title,
    tags: r.tags,
    content: r.content,
    createdAt: r.createdAt,
    updatedAt: r.updatedAt,
    version: r.version,
  };
}

export async function findRunbook(reader: Reader, id: string): Promise<PlacedRunbook | undefined> {
  const [row] = await runbookById(reader).execute({ id });
  return row;
}

/** What a runbook is called and its newest revision, without its text. */
export async function findRunbookHead(
  reader: Reader,
  id: string,
): Promise<{ title: string; version: number } | undefined> {
  const [row] = await headById(reader).execute({ id });
  return row;
}

export async function insertRunbook({ db, tables }: Writer, runbook: Runbook): Promise<number> {
  const [row] = await db
    .insert(tables.runbooks)
    .values(runbook)
    .returning({ position: tables.runbooks.position });
  if (!row) throw new Error('The database returned no position for a new runbook.');
  return row.position;
}

export async function updateRunbook({ db, tables }: Writer, runbook: Runbook): Promise<void> {
  const { id, title, tags, content, updatedAt, version } = runbook;
  await db
    .update(tables.runbooks)
    .set({ title, tags, content, updatedAt, version })
    .where(eq(tables.runbooks.id, id));
}

export async function deleteRunbook({ db, tables }: Writer, id: string): Promise<void> {
  await db.delete(tables.runbooks).where(eq(tables.runbooks.id, id));
}

/** Makes a runbook findable by exactly these tags. */
export async function replaceTags(
  { db, tables: { runbookTags } }: Writer,
  runbookId: string,
  tags: readonly string[],
): Promise<void> {
  await db.delete(runbookTags).where(eq(runbookTags.runbookId, runbookId));
  if (tags.length === 0) return;
  await db.insert(runbookTags).values([...new Set(tags)].map((tag) => ({ tag, runbookId })));
}

export async function insertRevision(
  { db, tables }: Writer,
  { id: runbookId, version: revision, title, tags, content, updatedAt: savedAt }: Runbook,
  savedBy: string,
): Promise<void> {
  await db
    .insert(tables.runbookRevisions)
    .values({ runbookId, revision, title, tags, content, savedAt, savedBy });
}

/** Revisions before `before`, the newest first. */
export function revisionsOf(
  { db, tables: { runbookRevisions: v } }: Reader,
  runbookId: string,
  { before, limit }: { before: number; limit: number },
): Promise<RunbookRevision[]> {
  return db
    .select({
      revision: v.revision,
      title: v.title,
      tags: v.tags,
      content: v.content,
      savedAt: v.savedAt,
      savedBy: v.savedBy,
    })
    .from(v)
    .where(and(eq(v.runbookId, runbookId), lt(v.revision, before)))
    .orderBy(desc(v.revision))
    .limit(limit);
}

const runbookById = prepared((reader: Reader) =>
  reader.db
    .select(runbookColumns(reader))
    .from(reader.tables.runbooks)
    .where(eq(reader.tables.runbooks.id, sql.placeholder('id')))
    .prepare(),
);

const headById = prepared(({ db, tables: { runbooks: r } }: Reader) =>
  db
    .select({ title: r.title, version: r.version })
    .from(r)
    .where(eq(r.id, sql.placeholder('id')))
    .prepare(),
);
