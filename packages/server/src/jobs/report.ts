import type { Log } from '../context.ts';
import type { Attempt } from './attempt.ts';
import type { JobMetrics } from './metrics.ts';
import type { Job } from './queries.ts';
import type { Outcome } from './rules.ts';

/** What is told of jobs, to the log and to the metrics. */
export interface JobReport {
  begun(attempt: Attempt, job: Job): void;
  ended(attempt: Attempt, outcome: Outcome, cause?: unknown): void;
  /** Somebody else has the job now, or nobody. */
  lost(attempt: Attempt): void;
  exhausted(job: Job): void;
  /** The queue cannot be read or written. */
  trouble(error: unknown, isUnavailable: boolean): void;
}

export function jobReport(log: Log, metrics: JobMetrics, now: () => number): JobReport {
  const fieldsOf = ({ id, name, attempt, startedAt }: Attempt) => ({
    job: id,
    name,
    attempt,
    durationMs: now() - startedAt,
  });
  const count = ({ name, startedAt }: Attempt, outcome: string) => {
    metrics.count(name, outcome);
    metrics.observe(name, (now() - startedAt) / 1000);
  };
  return {
    begun(attempt, { state, dueAt }) {
      const { id, name } = attempt;
      if (state === 'running') {
        log.warn({ job: id, name, attempt: attempt.attempt, leaseEnded: dueAt }, 'job taken over');
      }
    },
    ended(attempt, outcome, cause) {
      count(attempt, outcomes[outcome.state]);
      const fields = fieldsOf(attempt);
      if (outcome.state === 'succeeded') log.info(fields, 'job done');
      else if (outcome.state === 'queued') log.info(fields, 'job given back unfinished');
      else if (outcome.state === 'failed') log.error({ ...fields, err: cause }, 'job failed');
      else {
        const retryAt = new Date(outcome.dueAt).toISOString();
        log.warn({ ...fields, err: cause, retryAt }, 'job failed for now');
      }
    },
    lost(attempt) {
      count(attempt, 'lost');
      log.warn(fieldsOf(attempt), 'job lost: it was cancelled or taken over');
    },
    exhausted({ id, name, attempts }) {
      metrics.count(name, 'failed');
      log.error({ job: id, name, attempt: attempts }, 'job failed: its last attempt never ended');
    },
    trouble(error, isUnavailable) {
      if (isUnavailable) log.warn({ err: error }, 'jobs wait: the database cannot be used');
      else log.error({ err: error }, 'jobs wait: the queue failed');
    },
  };
}

const outcomes: Record<Outcome['state'], string> = {
  succeeded: 'succeeded',
  retrying: 'retried',
  failed: 'failed',
  queued: 'released',
};
