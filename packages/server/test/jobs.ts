import type * as z from 'zod';
import { timestamp } from '../src/clock.ts';
import { handleJob, type JobRun } from '../src/jobs/job.ts';
import { findJob } from '../src/jobs/list.ts';
import type { Job } from '../src/jobs/queries.ts';
import { enqueue, type NewJob } from '../src/jobs/queue.ts';
import { type TestApp, testApp, type TestParts } from './app.ts';
import { errand } from './errand.ts';

export type Errand = JobRun<z.output<typeof errand.data>>;

export interface JobsApp extends TestApp {
  /** Enqueues an errand in a change of its own, now; answers its id. */
  ask(job?: Partial<NewJob<typeof errand.data>>): Promise<string>;
  job(id: string): Promise<Job>;
  state(id: string): Promise<string>;
  now(): string;
}

/** A server that runs errands by `run`, and what else is said. */
export async function jobsApp(
  run: (job: Errand) => Promise<void>,
  { handlers = [], ...parts }: TestParts & { policy?: Partial<typeof errand> } = {},
): Promise<JobsApp> {
  const { policy, ...others } = parts;
  const own = handleJob({ ...errand, ...policy }, run);
  const test = await testApp({ ...others, handlers: [own, ...handlers] });
  const { storage, clock } = test;
  const now = () => timestamp(clock.now());
  const job = async (id: string): Promise<Job> => {
    const found = await findJob(storage, id);
    if (!found) throw new Error(`There is no job ${id}.`);
    return found;
  };
  test.app.jobs.start();
  return {
    ...test,
    now,
    job,
    state: async (id) => (await job(id)).state,
    async ask(job = {}) {
      const { id } = await storage.write((writer) =>
        enqueue(writer, errand, { data: {}, at: now(), ...job }),
      );
      return id;
    },
  };
}

/** Something to wait for, that is called for when it is there. */
export function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
