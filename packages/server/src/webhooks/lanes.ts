import * as z from 'zod';
import { defineJob } from '../jobs/job.ts';
import { cancelJobs, enqueue } from '../jobs/queue.ts';
import type { Writer } from '../storage/storage.ts';
import type { Lane } from './delivery-queries.ts';

/**
 * Sends the delivery whose turn it is in a lane. A lane has one such job, waiting or running, as long
 * as something in it is to be sent and its webhook is enabled: whoever adds the first starts it, and
 * each job starts the next in the change that settles its own delivery.
 */
export const deliverNext = defineJob({
  name: 'webhook.deliver',
  data: z.strictObject({ webhookId: z.string(), lane: z.string() }),
  // A delivery counts its own attempts. Those of the job are ends of processes and of databases.
  maxAttempts: 1_000_000,
  maxBackoffMs: 60_000,
  // Most of what it does is waiting for others; a few slow receivers must not use up the process.
  concurrency: 6,
});

const keyOf = ({ webhookId, lane }: Lane): string => `${webhookId} ${lane}`;

export async function startLane(
  writer: Writer,
  { webhookId, lane }: Lane,
  { at, runAt = at }: { at: string; runAt?: string },
): Promise<void> {
  const data = { webhookId, lane };
  await enqueue(writer, deliverNext, { data, key: keyOf(data), at, runAt });
}

/** The same, now, whatever the lane waits for. An attempt that is being made counts no more. */
export async function restartLane(writer: Writer, lane: Lane, at: string): Promise<void> {
  await cancelJobs(writer, deliverNext, { key: keyOf(lane), at });
  await startLane(writer, lane, { at });
}
