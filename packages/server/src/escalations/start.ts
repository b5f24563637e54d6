import type { EscalationEnd } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import type { Change } from '../change.ts';
import type { IncidentFields } from '../incidents/rules.ts';
import type { Writer } from '../storage/storage.ts';
import { tellOfEscalation } from './events.ts';
import { cancelStep, enqueueStep } from './job.ts';
import { lookUp, type LookedUp } from './look-up.ts';
import { findAlive, insertEscalation, moveEscalation } from './queries.ts';
import type { EscalationRow, Plan } from './rules.ts';
import { tried } from './tried.ts';

/**
 * An incident has been stored that was not there before: its escalation starts, in the same change.
 * Whatever stands in the way of that is told by an event, and the incident stands.
 */
export async function incidentOpened(
  writer: Writer,
  incident: IncidentFields,
  change: Change,
  { plan, problems }: LookedUp,
): Promise<void> {
  for (const problem of problems) await tellOfFailure(writer, incident.id, change, problem);
  if (!plan || incident.phase !== 'open') return;
  const started = await tried(writer, () => startEscalation(writer, incident, change, plan));
  if ('problem' in started) await tellOfFailure(writer, incident.id, change, started.problem);
}

/** An incident is open again: it escalates anew, by what holds now. */
export async function incidentReopened(
  writer: Writer,
  incident: IncidentFields,
  change: Change,
): Promise<void> {
  await incidentOpened(writer, incident, change, await lookUp(writer, incident, change.at));
}

/** Somebody works on an incident, or it is over: its escalation ends, in the same change. */
export async function incidentLeftOpen(
  writer: Writer,
  incidentId: string,
  change: Change,
  endedBy: EscalationEnd = 'acknowledged',
): Promise<void> {
  const before = await findAlive(writer, incidentId);
  if (!before) return;
  const ended = {
    state: 'ended',
    endedBy,
    nextAt: null,
    leftMs: null,
    endedAt: change.at,
  } as const;
  await moveEscalation(writer, before, { ...before, ...ended });
  await cancelStep(writer, before, change.at);
  const data = { escalationId: before.id, endedBy, done: before.done };
  await tellOfEscalation(writer, 'escalation.ended', incidentId, change, data);
}

/** The first step is a job as all others are, so that an alert is not kept waiting by pages. */
export async function startEscalation(
  writer: Writer,
  { id: incidentId, service }: Pick<IncidentFields, 'id' | 'service'>,
  change: Change,
  plan: Plan,
): Promise<EscalationRow> {
  const row: EscalationRow = {
    id: uuidv7(),
    incidentId,
    service,
    state: 'running',
    endedBy: null,
    ...plan,
    done: 0,
    nextAt: change.at,
    leftMs: null,
    runs: [],
    startedAt: change.at,
    endedAt: null,
  };
  await insertEscalation(writer, row);
  await tellOfEscalation(writer, 'escalation.started', incidentId, change, {
    escalationId: row.id,
    policyId: plan.policyId,
    policyName: plan.policyName,
  });
  await enqueueStep(writer, row, change.at);
  return row;
}

const tellOfFailure = (
  writer: Writer,
  incidentId: string,
  change: Change,
  reason: string,
): Promise<void> => tellOfEscalation(writer, 'escalation.failed', incidentId, change, { reason });
