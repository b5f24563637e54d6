import {
  and,
  asc,
  eq,
  inArray,
  isNotNull,
  lt,
  lte,
  type SQL,
  sql,
  type SQLWrapper,
} from 'drizzle-orm';
import { preparedByShape } from '../storage/prepared.ts';
import type { Reader, Tables, Writer } from '../storage/storage.ts';
import type { JobState } from './state.ts';

/** A job as it is stored. */
export type Job = Tables['jobs']['$inferSelect'];

/** When the first job of these names is due, or a lease of theirs ends. */
export async function nextDue(
  reader: Reader,
  names: readonly string[],
): Promise<string | undefined> {
  const values = Object.fromEntries(names.map((name, i) => [`name${i}`, name]));
  const rows = await earliest(reader, names.length).execute(values);
  return rows[0]?.dueAt ?? undefined;
}

/** For each name, the `room` jobs that have been due longest, those included whose lease has ended. */
export function dueJobs(
  reader: Reader,
  rooms: ReadonlyMap<string, number>,
  now: string,
): Promise<Job[]> {
  const values = [...rooms].flatMap(([name, room], i) => [
    [`name${i}`, name],
    [`room${i}`, room],
  ]);
  return due(reader, rooms.size).execute({ now, ...Object.fromEntries(values) });
}

/** Holds jobs until a moment: their attempt begins. */
export async function holdJobs(
  { db, tables: { jobs } }: Writer,
  ids: readonly string[],
  { lease, until, now }: { lease: string; until: string; now: string },
): Promise<void> {
  await db
    .update(jobs)
    .set({
      state: 'running',
      attempts: sql`${jobs.attempts} + 1`,
      lease,
      dueAt: until,
      startedAt: now,
    })
    .where(inArray(jobs.id, [...ids]));
}

/** Which of these keys have a job of a name that waits to run, or runs. */
export async function keysDue(
  { db, tables: { jobs } }: Reader,
  name: string,
  keys: readonly string[],
): Promise<Set<string | null>> {
  if (keys.length === 0) return new Set();
  const rows = await db
    .select({ key: jobs.key })
    .from(jobs)
    .where(and(eq(jobs.name, name), inArray(jobs.key, [...keys]), isNotNull(jobs.dueAt)));
  return new Set(rows.map(({ key }) => key));
}

/** Ends jobs that cannot be attempted again. */
export async function failJobs(
  { db, tables: { jobs } }: Writer,
  ids: readonly string[],
  { error, now }: { error: string; now: string },
): Promise<void> {
  await db
    .update(jobs)
    .set({ state: 'failed', error, dueAt: null, lease: null, finishedAt: now })
    .where(inArray(jobs.id, [...ids]));
}

/** Holds jobs for longer; answers those that are held. */
export async function holdLonger(
  { db, tables: { jobs } }: Writer,
  held: readonly { id: string; lease: string }[],
  until: string,
): Promise<Set<string>> {
  const rows = await db
    .update(jobs)
    .set({ dueAt: until })
    .where(
      and(
        inArray(
          jobs.id,
          held.map(({ id }) => id),
        ),
        inArray(jobs.lease, [...new Set(held.map(({ lease }) => lease))]),
      ),
    )
    .returning({ id: jobs.id });
  return new Set(rows.map(({ id }) => id));
}

/** Whether any job has come to one of these ends before a moment. */
export async function anyEndedBefore(
  { db, tables: { jobs } }: Reader,
  states: readonly JobState[],
  before: string,
): Promise<boolean> {
  const rows = await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(inArray(jobs.state, [...states]), lt(jobs.finishedAt, before)))
    .limit(1);
  return rows.length > 0;
}

/** Deletes those, some at a time. */
export async function deleteEndedBefore(
  { db, tables: { jobs } }: Writer,
  states: readonly JobState[],
  before: string,
  limit: number,
): Promise<void> {
  const some = db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(inArray(jobs.state, [...states]), lt(jobs.finishedAt, before)))
    .limit(limit);
  await db.delete(jobs).where(inArray(jobs.id, some));
}

const numbered = (length: number): number[] => Array.from({ length }, (_, i) => i);

/** One query for each name, so that none has to look through the waiting jobs of another. */
const each = (names: number, one: (i: number) => SQLWrapper): SQL =>
  sql.join(
    numbered(names).map((i) => sql`select * from ${one(i)} as ${sql.raw(`of_name${i}`)}`),
    sql` union all `,
  );

const earliest = preparedByShape(String, ({ db, tables: { jobs } }: Reader, names: number) => {
  const firsts = each(names, (i) =>
    db
      .select({ dueAt: jobs.dueAt })
      .from(jobs)
      .where(and(eq(jobs.name, sql.placeholder(`name${i}`)), isNotNull(jobs.dueAt)))
      .orderBy(asc(jobs.dueAt))
      .limit(1),
  );
  return db
    .select({ dueAt: sql<string | null>`min(due_at)` })
    .from(sql`(${firsts}) as firsts`)
    .prepare();
});

const due = preparedByShape(String, ({ db, tables: { jobs } }: Reader, names: number) => {
  const longest = each(names, (i) =>
    db
      .select({ id: jobs.id })
      .from(jobs)
      .where(
        and(eq(jobs.name, sql.placeholder(`name${i}`)), lte(jobs.dueAt, sql.placeholder('now'))),
      )
      .orderBy(asc(jobs.dueAt), asc(jobs.id))
      .limit(sql.placeholder(`room${i}`)),
  );
  return db
    .select()
    .from(jobs)
    .where(sql`${jobs.id} in (${longest})`)
    .orderBy(asc(jobs.dueAt), asc(jobs.id))
    .prepare();
});
