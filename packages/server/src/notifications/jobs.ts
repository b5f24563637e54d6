import type { NotificationChannel } from '@tocsin/contract';
import * as z from 'zod';
import { defineJob, type JobDefinition } from '../jobs/job.ts';

/** Between attempts; twelve of them take most of an hour. */
const waits = { backoffMs: 5_000, maxBackoffMs: 600_000 };

const data = z.strictObject({ id: z.string() });
export type DeliveryJob = JobDefinition<typeof data>;

/**
 * A kind of job for each channel, so that one that does not answer holds up no other. How often to try
 * is not left to the job: attempts that end with their process are no reason to stop.
 */
const deliveryOf = (channel: NotificationChannel, concurrency: number): DeliveryJob =>
  defineJob({ name: `notification.${channel}`, data, concurrency, ...waits, maxAttempts: 10_000 });

export const deliveryJobs: Record<NotificationChannel, DeliveryJob> = {
  console: deliveryOf('console', 2),
  email: deliveryOf('email', 4),
  slack: deliveryOf('slack', 4),
  webhook: deliveryOf('webhook', 4),
};
