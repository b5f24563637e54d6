import { and, eq, sql } from 'drizzle-orm';
import { timestamp } from '../clock.ts';
import { prepared } from '../storage/prepared.ts';
import type { Reader, Writer } from '../storage/storage.ts';
import { pendingWith } from './queue.ts';
import type { Job } from './queries.ts';
import type { Outcome } from './rules.ts';

/** An attempt at a job that this process holds by a lease. */
export interface Held extends Pick<Job, 'id' | 'name' | 'key'> {
  lease: string;
  attempt: number;
}

/** What has become of an attempt. */
export interface Settled extends Held {
  outcome: Outcome;
}

/** Writes what an attempt has come to, unless it no longer holds the job; answers whether it did. */
export async function settle(
  writer: Writer,
  { outcome, ...held }: Settled,
  now: number,
): Promise<boolean> {
  const columns = await columnsOf(writer, held, outcome, timestamp(now));
  const rows = await settling(writer).execute({ id: held.id, heldBy: held.lease, ...columns });
  return rows.length > 0;
}

/** Whether an attempt still holds its job. */
export async function isHeld(reader: Reader, { id, lease }: Held): Promise<boolean> {
  return (await holding(reader).execute({ id, lease })).length > 0;
}

type Columns = Pick<Job, 'state' | 'error' | 'dueAt' | 'attempts' | 'finishedAt'>;

async function columnsOf(
  writer: Writer,
  { name, key, attempt }: Held,
  outcome: Outcome,
  now: string,
): Promise<Columns> {
  const error = 'error' in outcome ? outcome.error : null;
  const ended = { error, dueAt: null, attempts: attempt, finishedAt: now };
  if (outcome.state === 'succeeded' || outcome.state === 'failed') {
    return { ...ended, state: outcome.state };
  }
  if (key !== null && (await pendingWith(writer, name, key)) !== undefined) {
    return { ...ended, state: 'cancelled', error: error ?? 'Another with its key has come since.' };
  }
  const waiting = { error, finishedAt: null };
  if (outcome.state === 'retrying') {
    return { ...waiting, state: 'retrying', dueAt: timestamp(outcome.dueAt), attempts: attempt };
  }
  const attempts = attempt - 1;
  return { ...waiting, state: attempts === 0 ? 'queued' : 'retrying', dueAt: now, attempts };
}

const settling = prepared(({ db, tables: { jobs } }: Writer) =>
  db
    .update(jobs)
    .set({
      state: sql`${sql.placeholder('state')}`,
      error: sql`${sql.placeholder('error')}`,
      dueAt: sql`${sql.placeholder('dueAt')}`,
      attempts: sql`${sql.placeholder('attempts')}`,
      finishedAt: sql`${sql.placeholder('finishedAt')}`,
      lease: null,
    })
    .where(and(eq(jobs.id, sql.placeholder('id')), eq(jobs.lease, sql.placeholder('heldBy'))))
    .returning({ id: jobs.id })
    .prepare(),
);

const holding = prepared(({ db, tables: { jobs } }: Reader) =>
  db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.id, sql.placeholder('id')), eq(jobs.lease, sql.placeholder('lease'))))
    .prepare(),
);
