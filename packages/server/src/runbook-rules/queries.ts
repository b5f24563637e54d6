import type { RunbookRule } from '@tocsin/contract';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { withoutPosition } from '../page.ts';
import { prepared } from '../storage/prepared.ts';
import type { Reader, Tables, Writer } from '../storage/storage.ts';

export type RuleRow = Tables['runbookRules']['$inferSelect'];

export const ruleOf: (row: RuleRow) => RunbookRule = withoutPosition;

/** All of them, in the order in which they are asked. Read for every incident that is opened. */
export function allRules(reader: Reader): Promise<RuleRow[]> {
  return all(reader).execute();
}

/** All rules of a runbook. */
export function rulesOf(
  { db, tables: { runbookRules: r } }: Reader,
  runbookId: string,
): Promise<RuleRow[]> {
  return db.select().from(r).where(eq(r.runbookId, runbookId)).orderBy(asc(r.position));
}

export async function findRule(
  { db, tables: { runbookRules: r } }: Reader,
  id: string,
): Promise<RuleRow | undefined> {
  const [row] = await db.select().from(r).where(eq(r.id, id));
  return row;
}

/** The oldest first, behind `after`. */
export function rulesAfter(
  { db, tables: { runbookRules: r } }: Reader,
  runbookId: string | undefined,
  { after, limit }: { after: number | undefined; limit: number },
): Promise<RuleRow[]> {
  return db
    .select()
    .from(r)
    .where(
      and(
        runbookId === undefined ? undefined : eq(r.runbookId, runbookId),
        after === undefined ? undefined : gt(r.position, after),
      ),
    )
    .orderBy(asc(r.position))
    .limit(limit);
}

export async function countRules(
  { db, tables: { runbookRules: r } }: Reader,
  runbookId?: string,
): Promise<number> {
  const [row] = await db
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(r)
    .where(runbookId === undefined ? undefined : eq(r.runbookId, runbookId));
  return row?.total ?? 0;
}

export async function insertRule(
  { db, tables }: Writer,
  rule: Omit<RuleRow, 'position'>,
): Promise<void> {
  await db.insert(tables.runbookRules).values(rule);
}

export async function updateRule(
  { db, tables: { runbookRules: r } }: Writer,
  { position: _, id, ...fields }: RuleRow,
): Promise<void> {
  await db.update(r).set(fields).where(eq(r.id, id));
}

export async function deleteRule(
  { db, tables: { runbookRules: r } }: Writer,
  id: string,
): Promise<void> {
  await db.delete(r).where(eq(r.id, id));
}

const all = prepared(({ db, tables: { runbookRules: r } }: Reader) =>
  db.select().from(r).orderBy(asc(r.position)).prepare(),
);
