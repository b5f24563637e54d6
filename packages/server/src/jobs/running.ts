import { type Attempt, attemptAt, type AttemptParts, runAttempt } from './attempt.ts';
import { type JobHandler, LeaseLostError } from './job.ts';
import type { Job } from './queries.ts';
import type { JobReport } from './report.ts';
import { afterFailure, type Outcome } from './rules.ts';

export interface RunningParts extends AttemptParts {
  handlers: ReadonlyMap<string, JobHandler>;
  report: JobReport;
  /** At most so many jobs at once, of all names. */
  concurrency: number;
  leaseMs: number;
  /** There is an outcome to be written, or room for another job. */
  onEnd(): void;
}

/** An attempt that is over, with what it has come to. */
export interface Ended extends Attempt {
  outcome: Outcome;
  cause?: unknown;
}

/** The process stops, and nobody waits any longer. */
class StoppingError extends Error {
  override readonly name = 'StoppingError';
}

/** The jobs that this process runs. */
export class Running {
  readonly #parts: RunningParts;
  readonly #byId = new Map<string, Attempt>();
  #ended: Ended[] = [];

  constructor(parts: RunningParts) {
    this.#parts = parts;
  }

  get attempts(): readonly Attempt[] {
    return [...this.#byId.values()];
  }

  /** What is to be written as it is now; more may end while it is being written. */
  get ended(): readonly Ended[] {
    return [...this.#ended];
  }

  /** How many more jobs there is room for. */
  get room(): number {
    return this.#parts.concurrency - this.#byId.size;
  }

  /** How many more of each name, those left out that have no room. */
  get rooms(): ReadonlyMap<string, number> {
    if (this.room <= 0) return new Map();
    const counts = new Map<string, number>();
    for (const { name } of this.#byId.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
    return new Map(
      [...this.#parts.handlers].flatMap(([name, { definition }]) => {
        const room = definition.concurrency - (counts.get(name) ?? 0);
        return room > 0 ? [[name, Math.min(room, this.room)]] : [];
      }),
    );
  }

  /** When the first lease is to be renewed, long before it ends. */
  get renewAt(): number {
    const oldest = Math.min(...this.attempts.map(({ heldAt }) => heldAt));
    return oldest + this.#parts.leaseMs / 3;
  }

  begin(job: Job, lease: string): void {
    const { handlers, clock, report } = this.#parts;
    const handler = handlers.get(job.name);
    if (!handler) throw new Error(`A job was taken that nobody handles: ${job.name}`);
    const attempt = attemptAt(job, lease, clock.now());
    this.#byId.set(job.id, attempt);
    report.begun(attempt, job);
    const { timeoutMs } = handler.definition;
    const timer = clock.setTimer(attempt.startedAt + timeoutMs, () =>
      this.#fail(attempt, new Error(`It took longer than ${timeoutMs / 1000} s.`)),
    );
    void runAttempt(attempt, handler, job.data, this.#parts)
      .then((isSettled) => this.#succeed(attempt, isSettled))
      .catch((error: unknown) => this.#fail(attempt, error))
      .finally(() => timer.cancel());
  }

  /** The leases of these have been renewed, but for those that somebody else has now. */
  renewed(attempts: readonly Attempt[], stillHeld: ReadonlySet<string>, at: number): void {
    for (const attempt of attempts) {
      if (attempt.isOver) continue;
      attempt.heldAt = at;
      if (!stillHeld.has(attempt.id)) this.#lose(attempt, new LeaseLostError('It was taken away.'));
    }
  }

  /** These have been written. */
  written(ended: readonly Ended[]): void {
    this.#ended = this.#ended.filter((one) => !ended.includes(one));
  }

  /** Asks those that still run to end. */
  abort(): void {
    const reason = new StoppingError('The process stops.');
    for (const { controller } of this.attempts) controller.abort(reason);
  }

  /** Gives back what does not end: others will begin it anew. */
  release(): void {
    for (const attempt of this.attempts) this.#end(attempt, { state: 'queued' });
  }

  #succeed(attempt: Attempt, isSettled: boolean): void {
    if (isSettled && !attempt.isOver) {
      this.#over(attempt);
      this.#parts.report.ended(attempt, { state: 'succeeded' });
      this.#parts.onEnd();
    } else {
      this.#end(attempt, { state: 'succeeded' });
    }
  }

  #fail(attempt: Attempt, error: unknown): void {
    const { clock, handlers } = this.#parts;
    const policy = handlers.get(attempt.name)?.definition;
    if (attempt.isOver || !policy) return;
    if (error instanceof LeaseLostError) this.#lose(attempt, error);
    else if (attempt.controller.signal.reason instanceof StoppingError)
      this.#end(attempt, { state: 'queued' });
    else {
      const chance = { now: clock.now(), random: Math.random() };
      this.#end(attempt, afterFailure(error, attempt.attempt, policy, chance), error);
    }
  }

  #end(attempt: Attempt, outcome: Outcome, cause?: unknown): void {
    if (attempt.isOver) return;
    this.#over(attempt);
    // A handler that is still at work is told that nobody waits for it.
    if (outcome.state !== 'succeeded') attempt.controller.abort(cause);
    this.#ended.push({ ...attempt, outcome, cause });
    this.#parts.onEnd();
  }

  #lose(attempt: Attempt, cause: LeaseLostError): void {
    this.#over(attempt);
    attempt.controller.abort(cause);
    this.#parts.report.lost(attempt);
    this.#parts.onEnd();
  }

  #over(attempt: Attempt): void {
    attempt.isOver = true;
    this.#byId.delete(attempt.id);
  }
}
