import * as z from 'zod';
import { defineJob } from '../jobs/job.ts';
import { cancelJobs, enqueue } from '../jobs/queue.ts';
import type { Writer } from '../storage/storage.ts';

/** Ends a snooze when its time has come. */
export const unsnoozeJob = defineJob({
  name: 'incident.unsnooze',
  data: z.strictObject({ incidentId: z.string(), until: z.string() }),
});

interface Snoozed {
  id: string;
  snoozedUntil: string | null;
}

/** Sees to it that a snooze ends at its time, and that the one before it ends nothing. */
export async function reschedule(
  writer: Writer,
  before: Snoozed,
  until: string | null,
  at: string,
): Promise<void> {
  const { id, snoozedUntil } = before;
  if (snoozedUntil === until) return;
  if (snoozedUntil !== null) await cancelJobs(writer, unsnoozeJob, { key: id, at });
  if (until === null) return;
  await enqueue(writer, unsnoozeJob, {
    data: { incidentId: id, until },
    key: id,
    at,
    runAt: until,
  });
}
