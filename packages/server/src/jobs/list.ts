import { and, count, desc, eq, inArray, isNotNull, lt, lte, ne, sql } from 'drizzle-orm';
import { prepared } from '../storage/prepared.ts';
import type { Reader } from '../storage/storage.ts';
import type { Job } from './queries.ts';
import type { JobState } from './state.ts';

export async function findJob(reader: Reader, id: string): Promise<Job | undefined> {
  const [job] = await byId(reader).execute({ id });
  return job;
}

export interface JobFilter {
  name?: string | undefined;
  states?: readonly JobState[] | undefined;
  /** Only those that were enqueued before this one: the last id of the page before. */
  before?: string | undefined;
  limit: number;
}

/** Ends that few jobs come to, so that they are found by an index of their own. */
const rare: readonly JobState[] = ['failed', 'cancelled'];

/** Jobs with their status, the newest first. */
export function listJobs(
  { db, tables: { jobs }, dialect }: Reader,
  { name, states, before, limit }: JobFilter,
): Promise<Job[]> {
  const areRare = states?.every((state) => rare.includes(state)) ?? false;
  const id = areRare ? dialect.unindexed(jobs.id) : sql`${jobs.id}`;
  return db
    .select()
    .from(jobs)
    .where(
      and(
        name === undefined ? undefined : eq(jobs.name, name),
        states && inArray(jobs.state, [...states]),
        areRare ? isNotNull(jobs.finishedAt) : undefined,
        before === undefined ? undefined : lt(id, before),
      ),
    )
    .orderBy(desc(id))
    .limit(limit);
}

/** How many jobs of these names should run and do not. */
export async function countDue(
  { db, tables: { jobs } }: Reader,
  names: readonly string[],
  now: string,
): Promise<number> {
  const [row] = await db
    .select({ due: count() })
    .from(jobs)
    .where(and(inArray(jobs.name, [...names]), lte(jobs.dueAt, now), ne(jobs.state, 'running')));
  return row?.due ?? 0;
}

const byId = prepared(({ db, tables: { jobs } }: Reader) =>
  db
    .select()
    .from(jobs)
    .where(eq(jobs.id, sql.placeholder('id')))
    .prepare(),
);
