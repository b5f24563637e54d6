/**
 * Where a job is: `queued` has not run yet, `retrying` waits for its next attempt, `running` is held by
 * a process; `succeeded`, `failed` (all attempts did) and `cancelled` are ends.
 */
export const jobStates = [
  'queued',
  'running',
  'retrying',
  'succeeded',
  'failed',
  'cancelled',
] as const;

export type JobState = (typeof jobStates)[number];
