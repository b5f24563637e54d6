import type { Page, Schedule } from '@tocsin/contract';
import { asc, eq, gt, sql } from 'drizzle-orm';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { pageOf } from '../page.ts';
import { prepared } from '../storage/prepared.ts';
import type { Reader, Writer } from '../storage/storage.ts';

export async function findSchedule(reader: Reader, id: string): Promise<Schedule | undefined> {
  const [row] = await scheduleById(reader).execute({ id });
  return row;
}

export async function findScheduleOf(reader: Reader, team: string): Promise<Schedule | undefined> {
  const [row] = await scheduleByTeam(reader).execute({ team });
  return row;
}

export function allSchedules({ db, tables }: Reader): Promise<Schedule[]> {
  return db.select().from(tables.schedules).orderBy(asc(tables.schedules.team));
}

/** One page of schedules, by their teams. */
export async function listSchedules(
  { db, tables: { schedules: s } }: Reader,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Schedule>> {
  const [after] = cursor === undefined ? [] : decodeCursor(cursor, 'team', ['string']);
  const rows = await db
    .select()
    .from(s)
    .where(after === undefined ? undefined : gt(s.team, after))
    .orderBy(asc(s.team))
    .limit(limit + 1);
  const [counted] = await db.select({ total: sql<number>`count(*)`.mapWith(Number) }).from(s);
  const page = pageOf(rows, limit, (last) => encodeCursor({ order: 'team', keys: [last.team] }));
  return { ...page, total: counted?.total ?? 0, totalRelation: 'eq' };
}

export async function insertSchedule({ db, tables }: Writer, schedule: Schedule): Promise<void> {
  await db.insert(tables.schedules).values(schedule);
}

export async function updateSchedule(
  { db, tables: { schedules } }: Writer,
  { id, team, name, timeZone, members, layers, updatedAt, version }: Schedule,
): Promise<void> {
  await db
    .update(schedules)
    .set({ team, name, timeZone, members, layers, updatedAt, version })
    .where(eq(schedules.id, id));
}

export async function deleteSchedule(
  { db, tables: { schedules } }: Writer,
  id: string,
): Promise<void> {
  await db.delete(schedules).where(eq(schedules.id, id));
}

const scheduleById = prepared(({ db, tables: { schedules } }: Reader) =>
  db
    .select()
    .from(schedules)
    .where(eq(schedules.id, sql.placeholder('id')))
    .prepare(),
);

const scheduleByTeam = prepared(({ db, tables: { schedules } }: Reader) =>
  db
    .select()
    .from(schedules)
    .where(eq(schedules.team, sql.placeholder('team')))
    .prepare(),
);
