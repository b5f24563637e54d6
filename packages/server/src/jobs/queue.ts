import { and, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type * as z from 'zod';
import { prepared } from '../storage/prepared.ts';
import type { Tables, Writer } from '../storage/storage.ts';
import type { JobDefinition } from './job.ts';

export interface NewJob<Data extends z.ZodObject> {
  data: z.input<Data>;
  /** Now, as the change has it that the job belongs to. ISO 8601 in UTC with milliseconds. */
  at: string;
  /** When it is to run, in the same form; at once unless said otherwise. */
  runAt?: string;
  /**
   * Of the jobs with one name and key, one at most waits. Name what the job is about, such as the id
   * of an incident; it is also how the job is cancelled.
   */
  key?: string;
}

/**
 * Asks for a job, in the change that it follows from: it is there if, and only if, that commits, and
 * runs once it has. Where one with this name and key waits already, that one stays as it is and is
 * answered with `isNew: false`; one that is running does not count, for it may have seen too little.
 * @throws ZodError when the data is not what the definition says
 */
export async function enqueue<Data extends z.ZodObject>(
  writer: Writer,
  definition: JobDefinition<Data>,
  { data, at, runAt = at, key }: NewJob<Data>,
): Promise<{ id: string; isNew: boolean }> {
  definition.data.parse(data);
  const { name } = definition;
  const waiting = key === undefined ? undefined : await pendingWith(writer, name, key);
  if (waiting !== undefined) return { id: waiting, isNew: false };
  const id = uuidv7();
  await insertion(writer).execute({
    id,
    name,
    data,
    key: key ?? null,
    dueAt: runAt,
    createdAt: at,
  });
  return { id, isNew: true };
}

/**
 * Cancels the jobs with this name and key, in the change that makes them pointless; answers how many.
 * One that is running is cancelled too: from now on it can write nothing, and its signal is aborted
 * within a third of the lease.
 */
export async function cancelJobs(
  writer: Writer,
  { name }: Pick<JobDefinition, 'name'>,
  { key, at }: { key: string; at: string },
): Promise<number> {
  const { jobs } = writer.tables;
  return cancelWhere(writer, and(eq(jobs.name, name), eq(jobs.key, key)), at);
}

/** The same for one job by its id; answers whether it was there to be cancelled. */
export async function cancelJob(writer: Writer, id: string, at: string): Promise<boolean> {
  return (await cancelWhere(writer, eq(writer.tables.jobs.id, id), at)) > 0;
}

async function cancelWhere(
  { db, tables: { jobs } }: Writer,
  which: SQL | undefined,
  at: string,
): Promise<number> {
  const cancelled = await db
    .update(jobs)
    .set({ state: 'cancelled', dueAt: null, lease: null, finishedAt: at })
    .where(and(which, isNotNull(jobs.dueAt)))
    .returning({ id: jobs.id });
  return cancelled.length;
}

/**
 * Lets a job that has failed or was cancelled run again, from its first attempt. Answers `false` when
 * it is neither, or when another with its key waits already.
 */
export async function retryJob(writer: Writer, id: string, at: string): Promise<boolean> {
  const { db, tables } = writer;
  const { jobs } = tables;
  const [job] = await db
    .select({ name: jobs.name, key: jobs.key })
    .from(jobs)
    .where(and(eq(jobs.id, id), inArray(jobs.state, ['failed', 'cancelled'])));
  if (!job) return false;
  if (job.key !== null && (await pendingWith(writer, job.name, job.key)) !== undefined)
    return false;
  await db
    .update(jobs)
    .set({ state: 'queued', dueAt: at, attempts: 0, error: null, finishedAt: null })
    .where(eq(jobs.id, id));
  return true;
}

/** The id of the job with this name and key that waits to run. */
export async function pendingWith(
  writer: Writer,
  name: string,
  key: string,
): Promise<string | undefined> {
  const [row] = await pending(writer).execute({ name, key });
  return row?.id;
}

/** Written out, for an index holds just these. */
const isPending = ({ state }: Tables['jobs']): SQL => sql`${state} in ('queued', 'retrying')`;

const pending = prepared(({ db, tables: { jobs } }: Writer) =>
  db
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        eq(jobs.name, sql.placeholder('name')),
        eq(jobs.key, sql.placeholder('key')),
        isPending(jobs),
      ),
    )
    .prepare(),
);

const insertion = prepared(({ db, tables: { jobs } }: Writer) =>
  db
    .insert(jobs)
    .values({
      id: sql.placeholder('id'),
      name: sql.placeholder('name'),
      data: sql.placeholder('data'),
      key: sql.placeholder('key'),
      state: 'queued',
      dueAt: sql.placeholder('dueAt'),
      attempts: 0,
      createdAt: sql.placeholder('createdAt'),
    })
    .prepare(),
);
