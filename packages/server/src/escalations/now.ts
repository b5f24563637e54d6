import type { EscalationTarget, UnreachedTarget } from '@tocsin/contract';
import { v7 as uuidv7 } from 'uuid';
import type { Change } from '../change.ts';
import type { DeclaredErrors } from '../errors.ts';
import type { IncidentFields } from '../incidents/rules.ts';
import type { Writer } from '../storage/storage.ts';
import { lookUp } from './look-up.ts';
import { proceed, type Proceeded } from './proceed.ts';
import { findLast, moveEscalation } from './queries.ts';
import { reach } from './reach.ts';
import { askedPlan, type EscalationRow, nextStep } from './rules.ts';
import { pageAll, type Request } from './run.ts';
import { incidentLeftOpen, startEscalation } from './start.ts';

/** That somebody wants an incident, which is not resolved, escalated now. */
export interface Asked {
  writer: Writer;
  incident: IncidentFields;
  change: Change;
  request: Request;
  errors: DeclaredErrors<'CONFLICT'>;
}

/**
 * Escalates an incident at once: to these targets, or else to the next step of its escalation.
 * @throws CONFLICT when nobody can be reached so, and nothing is changed
 */
export async function escalateNow(
  asked: Asked,
  targets: readonly EscalationTarget[],
): Promise<Proceeded> {
  const last = await findLast(asked.writer, asked.incident.id);
  if (!last) return stepNow(asked, await begun(asked, targets));
  return targets.length > 0 ? pageNow(asked, last, targets) : stepNow(asked, last);
}

/** An escalation of an incident that has had none. Where somebody works on it, nothing comes by itself. */
async function begun(
  { writer, incident, change, errors }: Asked,
  targets: readonly EscalationTarget[],
): Promise<EscalationRow> {
  const plan =
    targets.length > 0 ? askedPlan([...targets]) : (await lookUp(writer, incident, change.at)).plan;
  if (!plan) {
    throw errors.CONFLICT(
      `Neither a policy nor a schedule is for the service ${incident.service}; say whom to page.`,
    );
  }
  const row = await startEscalation(writer, incident, change, plan);
  if (incident.phase === 'open') return row;
  await incidentLeftOpen(writer, incident.id, change);
  return (await findLast(writer, incident.id)) ?? row;
}

async function stepNow(
  { writer, change, request, errors }: Asked,
  row: EscalationRow,
): Promise<Proceeded> {
  if (!nextStep(row)) throw errors.CONFLICT('No step is left; say whom to page.');
  const proceeded = await proceed(writer, row, change, request);
  const { runs } = proceeded;
  if (runs.every(({ paged }) => paged.length === 0)) {
    throw errors.CONFLICT(nobody(runs.flatMap(({ unreached }) => unreached)));
  }
  return proceeded;
}

async function pageNow(
  { writer, change, request, errors }: Asked,
  before: EscalationRow,
  targets: readonly EscalationTarget[],
): Promise<Proceeded> {
  const reached = await reach(writer, targets, change.at);
  const round = Math.floor(before.done / before.steps.length);
  const place = { step: null, round, count: uuidv7() };
  const run = await pageAll(writer, before, reached, place, change, request);
  if (run.paged.length === 0) throw errors.CONFLICT(nobody(run.unreached));
  const row = { ...before, runs: [...before.runs, run] };
  await moveEscalation(writer, before, row);
  return { row, runs: [run] };
}

const nobody = (unreached: readonly UnreachedTarget[]): string =>
  `Nobody could be reached. ${[...new Set(unreached.map(({ reason }) => reason))].join(' ')}`;
