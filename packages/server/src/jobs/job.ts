import type * as z from 'zod';
import type { Context } from '../context.ts';
import type { Writer } from '../storage/storage.ts';

/** How jobs of one name are run. */
export interface JobPolicy {
  /** So many attempts, then the job has failed. An attempt that ends with its process counts. */
  maxAttempts: number;
  /** The wait before the second attempt; before each further one it doubles. Part of it is random. */
  backoffMs: number;
  maxBackoffMs: number;
  /** An attempt that takes longer has failed: its signal is aborted, and nobody waits for it. */
  timeoutMs: number;
  /** At most so many at once in one process, so that slow ones leave room for those of other names. */
  concurrency: number;
}

/** What there is to do, in general: a name, the shape of its data, and a policy. Plain data. */
export interface JobDefinition<Data extends z.ZodObject = z.ZodObject> extends JobPolicy {
  /** Such as `escalation.step`. Jobs of a name that a process has no handler for wait for another. */
  name: string;
  data: Data;
}

const defaults: JobPolicy = {
  maxAttempts: 8,
  backoffMs: 1_000,
  maxBackoffMs: 5 * 60_000,
  timeoutMs: 30_000,
  concurrency: 5,
};

/**
 * Defines a kind of job. Put it apart from its handler, so that whoever enqueues it need not import
 * what it does:
 *
 *     export const sendMail = defineJob({ name: 'mail.send', data: z.strictObject({ to: z.string() }) });
 *
 * Data must be plain JSON. Jobs outlive the program that enqueued them: give new fields a default.
 */
export function defineJob<Data extends z.ZodObject>(
  spec: { name: string; data: Data } & Partial<JobPolicy>,
): JobDefinition<Data> {
  return { ...defaults, ...spec };
}

/** One attempt at a job, as its handler sees it. */
export interface JobRun<Data> {
  id: string;
  data: Data;
  /** 1 at first. Above that, an attempt before this one may have done some of the work, or all of it. */
  attempt: number;
  /**
   * Aborted when nobody waits for this attempt any more: it took too long, the job was cancelled or
   * taken over, or the process stops. Hand it to everything that waits.
   */
  signal: AbortSignal;
  /** The same as a request's; the actor is the system, and `requestId` the job's id. */
  context: Context;
  /**
   * `storage.write`, for as long as this attempt holds the job.
   * @throws LeaseLostError when it was cancelled or taken over, or took too long; nothing is written
   */
  write<T>(change: (writer: Writer) => Promise<T>): Promise<T>;
  /**
   * The same, and the job has succeeded with it, in one transaction: what it changes is done once,
   * however often the job is attempted. Its key is free inside, for a successor. Call it last.
   */
  finish<T>(change: (writer: Writer) => Promise<T>): Promise<T>;
}

/** A kind of job with what it does. */
export interface JobHandler {
  definition: JobDefinition;
  run(job: JobRun<unknown>): Promise<void>;
}

/**
 * Says how jobs are done; add it to `handlers.ts`. A job has succeeded when `run` returns, and an
 * attempt has failed when it throws. It is done at least once: after a crash it is done again, so ask
 * what has happened already, and let the state it acts on decide (an acknowledged incident is not
 * escalated). For what must not be done twice in the database there is `finish`.
 */
export function handleJob<Data extends z.ZodObject>(
  definition: JobDefinition<Data>,
  run: (job: JobRun<z.output<Data>>) => Promise<void>,
): JobHandler {
  // Safe: the runner hands out data that it has parsed by the definition's schema.
  return { definition, run: (job) => run(job as JobRun<z.output<Data>>) };
}

/** Throw it from a handler: there is no point in another attempt. */
export class GiveUpError extends Error {
  override readonly name = 'GiveUpError';
}

/** Throw it from a handler: the next attempt is in so many milliseconds, whatever the policy says. */
export class RetryAfterError extends Error {
  override readonly name = 'RetryAfterError';
  readonly milliseconds: number;

  constructor(message: string, milliseconds: number, options?: ErrorOptions) {
    super(message, options);
    this.milliseconds = milliseconds;
  }
}

/** The attempt no longer holds its job: another may, or nobody. It has nothing more to say about it. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}
