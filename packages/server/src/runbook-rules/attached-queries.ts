import type { AttachedRunbook } from '@tocsin/contract';
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Reader, Tables, Writer } from '../storage/storage.ts';

export type AttachedRow = Tables['incidentRunbooks']['$inferSelect'];

/** The runbooks of an incident with the text that they had, those first that came first. */
export async function attachedTo(
  { db, tables }: Reader,
  incidentId: string,
  { after, limit, runbookId }: { after?: number; limit: number; runbookId?: string },
): Promise<(AttachedRunbook & { position: number })[]> {
  const { incidentRunbooks: a, runbookRevisions: v, keptRevisions: k, runbooks: r } = tables;
  const rows = await db
    .select({
      row: a,
      live: { title: v.title, tags: v.tags, content: v.content },
      kept: { title: k.title, tags: k.tags, content: k.content },
      newest: r.version,
    })
    .from(a)
    .leftJoin(v, and(eq(v.runbookId, a.runbookId), eq(v.revision, a.revision)))
    .leftJoin(k, and(eq(k.runbookId, a.runbookId), eq(k.revision, a.revision)))
    .leftJoin(r, eq(r.id, a.runbookId))
    .where(
      and(
        eq(a.incidentId, incidentId),
        after === undefined ? undefined : gt(a.position, after),
        runbookId === undefined ? undefined : eq(a.runbookId, runbookId),
      ),
    )
    .orderBy(asc(a.position))
    .limit(limit);
  return rows.map(({ row, live, kept, newest }) => {
    const { title, tags, content } = live ?? kept ?? { title: '', tags: [], content: '' };
    return {
      position: row.position,
      runbookId: row.runbookId,
      revision: row.revision,
      title,
      tags,
      content,
      matchedBy:
        row.ruleId === null ? 'manual' : { ruleId: row.ruleId, ruleName: row.ruleName ?? '' },
      attachedAt: row.attachedAt,
      attachedBy: row.attachedBy,
      isOutdated: newest !== null && newest > row.revision,
      isDeleted: newest === null,
    };
  });
}

export async function countAttached(
  { db, tables: { incidentRunbooks: a } }: Reader,
  incidentId: string,
): Promise<number> {
  const [row] = await db
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(a)
    .where(eq(a.incidentId, incidentId));
  return row?.total ?? 0;
}

/** Attaches a runbook, or what is attached of it in another revision. */
export async function putAttached(
  { db, tables: { incidentRunbooks: a } }: Writer,
  attached: Omit<AttachedRow, 'position'>,
): Promise<void> {
  const { incidentId: _, runbookId: __, ...fields } = attached;
  await db
    .insert(a)
    .values(attached)
    .onConflictDoUpdate({ target: [a.incidentId, a.runbookId], set: fields });
}

export async function deleteAttached(
  { db, tables: { incidentRunbooks: a } }: Writer,
  incidentId: string,
  runbookId: string,
): Promise<void> {
  await db.delete(a).where(and(eq(a.incidentId, incidentId), eq(a.runbookId, runbookId)));
}

/** What an incident that is deleted had attached goes with it. */
export async function forgetAttached(
  { db, tables: { incidentRunbooks: a } }: Writer,
  incidentId: string,
): Promise<void> {
  await db.delete(a).where(eq(a.incidentId, incidentId));
}

/** Keeps the revisions of a runbook that incidents have, before it is deleted with all of them. */
export async function keepAttachedRevisions(
  { db, tables }: Writer,
  runbookId: string,
): Promise<void> {
  const { incidentRunbooks: a, runbookRevisions: v, keptRevisions } = tables;
  const used = db.select({ revision: a.revision }).from(a).where(eq(a.runbookId, runbookId));
  const rows = await db
    .select({
      runbookId: v.runbookId,
      revision: v.revision,
      title: v.title,
      tags: v.tags,
      content: v.content,
    })
    .from(v)
    .where(and(eq(v.runbookId, runbookId), inArray(v.revision, used)));
  for (const row of rows) await db.insert(keptRevisions).values(row);
}
