import * as z from 'zod';
import type { Clock } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Storage, Writer } from '../storage/storage.ts';
import { GiveUpError, type JobHandler, LeaseLostError } from './job.ts';
import type { Job } from './queries.ts';
import { type Held, isHeld, settle } from './settle.ts';

export interface AttemptParts {
  storage: Storage;
  clock: Clock;
  /** What a handler works with, for one job. */
  contextOf(job: { id: string; name: string }): Context;
}

/** One run of a handler, from when its job was taken to when somebody has settled it. */
export interface Attempt extends Held {
  startedAt: number;
  /** When its lease was last made to begin. */
  heldAt: number;
  /** Its outcome is known, or it has lost its job: what the handler still does counts no more. */
  isOver: boolean;
  controller: AbortController;
}

export function attemptAt({ id, name, key, attempts }: Job, lease: string, now: number): Attempt {
  return {
    id,
    name,
    key,
    lease,
    attempt: attempts + 1,
    startedAt: now,
    heldAt: now,
    isOver: false,
    controller: new AbortController(),
  };
}

/** Runs the handler; answers whether that has settled the job by itself. Throws what it throws. */
export async function runAttempt(
  attempt: Attempt,
  { definition, run }: JobHandler,
  stored: unknown,
  { storage, clock, contextOf }: AttemptParts,
): Promise<boolean> {
  const { id, name } = attempt;
  const parsed = definition.data.safeParse(stored);
  if (!parsed.success) {
    throw new GiveUpError(`Its data cannot be used: ${z.prettifyError(parsed.error)}`);
  }
  let isSettled = false;

  const whileHeld = <T>(
    fence: (writer: Writer) => Promise<boolean>,
    change: (writer: Writer) => Promise<T>,
  ): Promise<T> =>
    storage.write(async (writer) => {
      if (attempt.isOver || !(await fence(writer))) {
        throw new LeaseLostError(`This attempt does not hold the job ${name} ${id} any more.`);
      }
      return change(writer);
    });

  await run({
    id,
    data: parsed.data,
    attempt: attempt.attempt,
    signal: attempt.controller.signal,
    context: contextOf(attempt),
    write: (change) => whileHeld((writer) => isHeld(writer, attempt), change),
    async finish(change) {
      const succeeded = { ...attempt, outcome: { state: 'succeeded' } as const };
      const result = await whileHeld((writer) => settle(writer, succeeded, clock.now()), change);
      isSettled = true;
      return result;
    },
  });
  return isSettled;
}
