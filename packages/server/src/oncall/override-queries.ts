import type { Page, ScheduleOverride } from '@tocsin/contract';
import { and, asc, eq, gt, lt, sql } from 'drizzle-orm';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { pageOf } from '../page.ts';
import { prepared } from '../storage/prepared.ts';
import type { Reader, Writer } from '../storage/storage.ts';

export async function findOverride(
  reader: Reader,
  scheduleId: string,
  id: string,
): Promise<ScheduleOverride | undefined> {
  const [row] = await overrideById(reader).execute({ scheduleId, id });
  return row;
}

/** Those that have some of a time, in the order in which they were made. */
export function overridesWithin(
  reader: Reader,
  scheduleId: string,
  { start, end }: Pick<ScheduleOverride, 'start' | 'end'>,
): Promise<ScheduleOverride[]> {
  return overlapping(reader).execute({ scheduleId, start, end });
}

/** One page of overrides, by when they start. `from` and `to` as the contract has them. */
export async function listOverrides(
  { db, tables: { scheduleOverrides: o } }: Reader,
  input: {
    scheduleId: string;
    from?: string | undefined;
    to?: string | undefined;
    limit: number;
    cursor?: string | undefined;
  },
): Promise<Page<ScheduleOverride>> {
  const { scheduleId, from, to, limit, cursor } = input;
  const wanted = and(
    eq(o.scheduleId, scheduleId),
    from === undefined ? undefined : gt(o.end, from),
    to === undefined ? undefined : lt(o.start, to),
  );
  const place =
    cursor === undefined ? undefined : decodeCursor(cursor, 'start', ['string', 'string']);
  const rows = await db
    .select()
    .from(o)
    .where(and(wanted, place && sql`(${o.start}, ${o.id}) > (${place[0]}, ${place[1]})`))
    .orderBy(asc(o.start), asc(o.id))
    .limit(limit + 1);
  const [counted] = await db
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(o)
    .where(wanted);
  const page = pageOf(rows, limit, (last) =>
    encodeCursor({ order: 'start', keys: [last.start, last.id] }),
  );
  return { ...page, total: counted?.total ?? 0, totalRelation: 'eq' };
}

/** One that has somebody and is not over. */
export async function findOverrideWith(
  { db, tables: { scheduleOverrides: o } }: Reader,
  member: string,
  now: string,
): Promise<ScheduleOverride | undefined> {
  const [row] = await db
    .select()
    .from(o)
    .where(and(eq(o.member, member), gt(o.end, now)))
    .limit(1);
  return row;
}

/** All that have somebody, past ones too. */
export function overridesWith(
  { db, tables: { scheduleOverrides: o } }: Reader,
  member: string,
): Promise<ScheduleOverride[]> {
  return db.select().from(o).where(eq(o.member, member)).orderBy(asc(o.id));
}

export async function insertOverride(
  { db, tables }: Writer,
  override: ScheduleOverride,
): Promise<void> {
  await db.insert(tables.scheduleOverrides).values(override);
}

export async function updateOverride(
  { db, tables: { scheduleOverrides: o } }: Writer,
  { id, member, start, end, reason, updatedAt, version }: ScheduleOverride,
): Promise<void> {
  await db.update(o).set({ member, start, end, reason, updatedAt, version }).where(eq(o.id, id));
}

export async function deleteOverride(
  { db, tables: { scheduleOverrides: o } }: Writer,
  id: string,
): Promise<void> {
  await db.delete(o).where(eq(o.id, id));
}

const overrideById = prepared(({ db, tables: { scheduleOverrides: o } }: Reader) =>
  db
    .select()
    .from(o)
    .where(and(eq(o.scheduleId, sql.placeholder('scheduleId')), eq(o.id, sql.placeholder('id'))))
    .prepare(),
);

/** Found by their ends: few are not over, and of old schedules most have begun. */
const overlapping = prepared(({ db, dialect, tables: { scheduleOverrides: o } }: Reader) =>
  db
    .select()
    .from(o)
    .where(
      and(
        eq(o.scheduleId, sql.placeholder('scheduleId')),
        gt(o.end, sql.placeholder('start')),
        sql`${dialect.unindexed(o.start)} < ${sql.placeholder('end')}`,
      ),
    )
    .orderBy(asc(o.createdAt), asc(o.id))
    .prepare(),
);
