import * as z from 'zod';
import { jobStates } from '../jobs/state.ts';
import type { Tables } from './storage.ts';

/** What a state has of jobs. */
export interface JobsState {
  jobs: Tables['jobs']['$inferSelect'][];
}

const id = z.string();
const count = z.int();
const time = z.string();

/** Files from before there were jobs have none. */
export const jobsState = {
  jobs: z
    .array(
      z.object({
        id,
        name: z.string(),
        data: z.record(z.string(), z.unknown()),
        key: z.string().nullable(),
        state: z.enum(jobStates),
        dueAt: time.nullable(),
        attempts: count,
        lease: z.string().nullable(),
        error: z.string().nullable(),
        createdAt: time,
        startedAt: time.nullable(),
        finishedAt: time.nullable(),
      }),
    )
    .default([]),
};
