import { timestamp } from '../clock.ts';
import type { Writer } from '../storage/storage.ts';
import type { JobHandler } from './job.ts';
import { dueJobs, failJobs, holdJobs, holdLonger, type Job } from './queries.ts';
import { type Held, settle, type Settled } from './settle.ts';

export interface Turn {
  settled: readonly Settled[];
  /** To be held longer. */
  renewed: readonly Held[];
  handlers: ReadonlyMap<string, JobHandler>;
  /** How many more of each name may be taken, and how many in all. */
  rooms: ReadonlyMap<string, number>;
  room: number;
  /** A new one, for what is taken. */
  lease: string;
  now: number;
  until: number;
}

export interface Turned {
  /** The ids of those settled whose outcome counts: nobody else had taken them. */
  counted: Set<string>;
  /** The ids of those renewed that are still held. */
  stillHeld: Set<string>;
  /** As they were found: a state of `running` is that of another's attempt, which has ended. */
  taken: Job[];
  /** Failed, for their last attempt had ended with its process. */
  exhausted: Job[];
}

/** A process's turn at the queue, in one change: gives back what is done, and takes what is due. */
export async function takeTurn(writer: Writer, turn: Turn): Promise<Turned> {
  const counted = new Set<string>();
  for (const one of turn.settled) {
    if (await settle(writer, one, turn.now)) counted.add(one.id);
  }
  const until = timestamp(turn.until);
  // Before anything is taken, so that no process takes what it holds itself.
  const stillHeld =
    turn.renewed.length > 0 ? await holdLonger(writer, turn.renewed, until) : new Set<string>();
  return { counted, stillHeld, ...(await take(writer, turn, until)) };
}

async function take(writer: Writer, turn: Turn, until: string) {
  const now = timestamp(turn.now);
  const taken: Job[] = [];
  const exhausted: Job[] = [];
  const due = turn.room > 0 && turn.rooms.size > 0 ? await dueJobs(writer, turn.rooms, now) : [];
  for (const job of due.slice(0, turn.room)) {
    const { attempts } = job;
    const most = turn.handlers.get(job.name)?.definition.maxAttempts ?? Infinity;
    if (job.state === 'running' && attempts >= most) exhausted.push(job);
    else taken.push(job);
  }
  if (taken.length > 0) {
    const { lease } = turn;
    await holdJobs(
      writer,
      taken.map(({ id }) => id),
      { lease, until, now },
    );
  }
  if (exhausted.length > 0) {
    const error =
      'The last attempt ended with its process, or was held up for longer than its lease.';
    await failJobs(
      writer,
      exhausted.map(({ id }) => id),
      { error, now },
    );
  }
  return { taken, exhausted };
}
