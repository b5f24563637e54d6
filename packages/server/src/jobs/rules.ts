import { GiveUpError, type JobPolicy, RetryAfterError } from './job.ts';

const LONGEST_ERROR = 2_000;

/** What an attempt has come to. */
export type Outcome =
  | { state: 'succeeded' }
  | { state: 'failed'; error: string }
  | { state: 'retrying'; error: string; dueAt: number }
  /** Given back unfinished by a process that stops: it counts as no attempt. */
  | { state: 'queued' };

/**
 * How long to wait after an attempt, in milliseconds: doubled with each, the upper half at random, so
 * that what failed together does not come back together.
 */
export function backoff(
  { backoffMs, maxBackoffMs }: JobPolicy,
  attempt: number,
  random: number,
): number {
  const wait = Math.min(maxBackoffMs, backoffMs * 2 ** (attempt - 1));
  return Math.round((wait / 2) * (1 + random));
}

/** What follows from an attempt that threw. */
export function afterFailure(
  error: unknown,
  attempt: number,
  policy: JobPolicy,
  { now, random }: { now: number; random: number },
): Outcome {
  const said = messageOf(error);
  if (error instanceof GiveUpError || attempt >= policy.maxAttempts) {
    return { state: 'failed', error: said };
  }
  const wait =
    error instanceof RetryAfterError ? error.milliseconds : backoff(policy, attempt, random);
  return { state: 'retrying', error: said, dueAt: now + Math.max(0, wait) };
}

/** As it can be stored: PostgreSQL takes no NUL and no half characters. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  return message.replaceAll('\0', '').slice(0, LONGEST_ERROR).toWellFormed();
}
