import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { prepared } from '../storage/prepared.ts';
import type { Reader, Writer } from '../storage/storage.ts';
import type { EscalationRow } from './rules.ts';

export async function findEscalation(
  reader: Reader,
  id: string,
): Promise<EscalationRow | undefined> {
  const [row] = await byId(reader).execute({ id });
  return row;
}

/** The one of an incident that is running or paused. */
export async function findAlive(
  reader: Reader,
  incidentId: string,
): Promise<EscalationRow | undefined> {
  const [row] = await aliveOf(reader).execute({ incidentId });
  return row;
}

/** The last one of an incident, whatever has become of it. */
export async function findLast(
  { db, tables: { escalations: e } }: Reader,
  incidentId: string,
): Promise<EscalationRow | undefined> {
  const [row] = await db
    .select()
    .from(e)
    .where(eq(e.incidentId, incidentId))
    .orderBy(desc(e.startedAt), desc(e.id))
    .limit(1);
  return row;
}

export async function insertEscalation(
  { db, tables }: Writer,
  escalation: EscalationRow,
): Promise<void> {
  await db.insert(tables.escalations).values(escalation);
}

/**
 * Stores an escalation as it is now in place of `before`, unless somebody has moved it on meanwhile;
 * answers whether it did.
 */
export async function moveEscalation(
  { db, tables: { escalations: e } }: Writer,
  before: EscalationRow,
  after: EscalationRow,
): Promise<boolean> {
  const { state, endedBy, done, nextAt, leftMs, runs, endedAt } = after;
  const moved = await db
    .update(e)
    .set({ state, endedBy, done, nextAt, leftMs, runs, endedAt })
    .where(and(eq(e.id, before.id), eq(e.done, before.done), eq(e.state, before.state)))
    .returning({ id: e.id });
  return moved.length > 0;
}

/** Some of those that are running, in the order of their ids, behind `after`. */
export function runningAfter(
  { db, tables: { escalations: e } }: Reader,
  after: string,
  limit: number,
): Promise<EscalationRow[]> {
  return db
    .select()
    .from(e)
    .where(and(sql`${e.state} = 'running'`, sql`${e.id} > ${after}`))
    .orderBy(e.id)
    .limit(limit);
}

/** How many are running, and of how many the next step should have come before a moment. */
export async function countRunning(
  { db, tables: { escalations: e } }: Reader,
  before: string,
): Promise<{ active: number; overdue: number }> {
  const [row] = await db
    .select({
      active: sql<number>`count(*)`.mapWith(Number),
      overdue:
        sql<number>`count(case when ${e.nextAt} is null or ${e.nextAt} < ${before} then 1 end)`.mapWith(
          Number,
        ),
    })
    .from(e)
    .where(sql`${e.state} = 'running'`);
  return row ?? { active: 0, overdue: 0 };
}

/** Those that are running or paused and name a person. */
export async function aliveOnes({
  db,
  tables: { escalations: e },
}: Reader): Promise<EscalationRow[]> {
  return db
    .select()
    .from(e)
    .where(inArray(e.state, ['running', 'paused']));
}

export async function storeSteps(
  { db, tables: { escalations: e } }: Writer,
  { id, steps }: Pick<EscalationRow, 'id' | 'steps'>,
): Promise<void> {
  await db.update(e).set({ steps }).where(eq(e.id, id));
}

const byId = prepared(({ db, tables: { escalations: e } }: Reader) =>
  db
    .select()
    .from(e)
    .where(eq(e.id, sql.placeholder('id')))
    .prepare(),
);

/** Written out, for an index holds just these. */
const aliveOf = prepared(({ db, tables: { escalations: e } }: Reader) =>
  db
    .select()
    .from(e)
    .where(
      and(
        eq(e.incidentId, sql.placeholder('incidentId')),
        sql`${e.state} in ('running', 'paused')`,
      ),
    )
    .prepare(),
);
