import type { Change } from '../change.ts';
import { timestamp } from '../clock.ts';
import type { Writer } from '../storage/storage.ts';
import { tellOfEscalation } from './events.ts';
import { cancelStep, enqueueStep } from './job.ts';
import { findAlive, moveEscalation } from './queries.ts';
import { leftAt } from './rules.ts';

/** An incident is snoozed: its escalation stands still, in the same change. */
export async function pauseEscalation(
  writer: Writer,
  incidentId: string,
  change: Change,
): Promise<void> {
  const before = await findAlive(writer, incidentId);
  if (before?.state !== 'running') return;
  const leftMs = leftAt(before.nextAt, change.at);
  await moveEscalation(writer, before, { ...before, state: 'paused', nextAt: null, leftMs });
  await cancelStep(writer, before, change.at);
  const data = { escalationId: before.id, done: before.done };
  await tellOfEscalation(writer, 'escalation.paused', incidentId, change, data);
}

/** It is snoozed no more: the wait goes on where it was. */
export async function resumeEscalation(
  writer: Writer,
  incidentId: string,
  change: Change,
): Promise<void> {
  const before = await findAlive(writer, incidentId);
  if (before?.state !== 'paused') return;
  const nextAt = timestamp(Date.parse(change.at) + (before.leftMs ?? 0));
  const after = { ...before, state: 'running' as const, nextAt, leftMs: null };
  await moveEscalation(writer, before, after);
  await enqueueStep(writer, after, change.at);
  const data = { escalationId: before.id, done: before.done, nextStepAt: nextAt };
  await tellOfEscalation(writer, 'escalation.resumed', incidentId, change, data);
}
