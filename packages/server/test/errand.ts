import * as z from 'zod';
import { defineJob } from '../src/jobs/job.ts';

/** A job that does whatever a test has it do. */
export const errand = defineJob({
  name: 'test.errand',
  data: z.strictObject({ n: z.int().default(0) }),
  maxAttempts: 4,
  backoffMs: 1_000,
  maxBackoffMs: 60_000,
  timeoutMs: 30_000,
  concurrency: 5,
});
