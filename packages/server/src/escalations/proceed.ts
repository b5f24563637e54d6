import type { EscalationRun } from '@tocsin/contract';
import type { Change } from '../change.ts';
import type { Writer } from '../storage/storage.ts';
import { tellOfEscalation } from './events.ts';
import { cancelStep, enqueueStep } from './job.ts';
import { moveEscalation } from './queries.ts';
import { dueAfter, type EscalationRow, leftAt } from './rules.ts';
import { advance, type Advance, type Request } from './run.ts';

/** An escalation as it is then, and what was done. */
export interface Proceeded {
  row: EscalationRow;
  runs: EscalationRun[];
}

/**
 * Does the next step and sees to the one after it, in one change: the page, the place where the
 * escalation is and the job for what follows are there together, or none of them is.
 */
export async function proceed(
  writer: Writer,
  before: EscalationRow,
  change: Change,
  request?: Request,
): Promise<Proceeded> {
  const advanced = await advance(writer, before, change, request);
  const row = { ...advanced.row, ...after(advanced, change.at) };
  // Before its time: what would have done it is not wanted any more.
  if (request && before.state === 'running') await cancelStep(writer, before, change.at);
  if (!(await moveEscalation(writer, before, row))) {
    throw new Error(`Escalation ${row.id} was moved on by somebody else.`);
  }
  if (row.state === 'running') await enqueueStep(writer, row, change.at);
  if (row.state === 'exhausted' && before.state !== 'exhausted') {
    const data = { escalationId: row.id, steps: row.done };
    await tellOfEscalation(writer, 'escalation.exhausted', row.incidentId, change, data);
  }
  return { row, runs: advanced.runs };
}

/** One that is over stays so, even where somebody asks for a step of it. */
function after({ row, waitFor }: Advance, at: string): Partial<EscalationRow> {
  if (row.state !== 'running' && row.state !== 'paused') return {};
  if (!waitFor) return { state: 'exhausted', nextAt: null, leftMs: null, endedAt: at };
  const nextAt = dueAfter(waitFor, at);
  return row.state === 'running' ? { nextAt } : { leftMs: leftAt(nextAt, at) };
}
