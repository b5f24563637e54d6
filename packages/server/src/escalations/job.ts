import * as z from 'zod';
import { cancelJobs, enqueue } from '../jobs/queue.ts';
import { defineJob } from '../jobs/job.ts';
import type { Writer } from '../storage/storage.ts';
import type { EscalationRow } from './rules.ts';

/** The next step of an escalation. It is tried for as long as a repair takes to notice, and longer. */
export const escalationStep = defineJob({
  name: 'escalation.step',
  data: z.strictObject({
    escalationId: z.string(),
    /** So many steps were done when it was asked for; another number, and it is not wanted any more. */
    done: z.int(),
  }),
  maxAttempts: 20,
  backoffMs: 500,
  maxBackoffMs: 15_000,
});

type Place = Pick<EscalationRow, 'incidentId' | 'done'>;

/** One job at most waits for a step of an incident. */
export const stepKey = ({ incidentId, done }: Place): string => `${incidentId}/${done}`;

/** Asks for the next step, at its time; answers whether nobody had yet. */
export async function enqueueStep(
  writer: Writer,
  { id, incidentId, done, nextAt }: EscalationRow,
  at: string,
): Promise<boolean> {
  const { isNew } = await enqueue(writer, escalationStep, {
    data: { escalationId: id, done },
    at,
    runAt: nextAt ?? at,
    key: stepKey({ incidentId, done }),
  });
  return isNew;
}

/** The step that was to come does not. */
export async function cancelStep(writer: Writer, place: Place, at: string): Promise<void> {
  await cancelJobs(writer, escalationStep, { key: stepKey(place), at });
}
