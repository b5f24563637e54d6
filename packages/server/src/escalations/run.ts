import type { EscalationRun, EscalationTarget, PagedPerson } from '@tocsin/contract';
import type { Change } from '../change.ts';
import { page } from '../notifications/page.ts';
import type { Writer } from '../storage/storage.ts';
import { tellOfEscalation } from './events.ts';
import { type Reached, reach } from './reach.ts';
import { type EscalationRow, nextStep } from './rules.ts';

/** Why a step is done before its time. */
export interface Request {
  by: string;
  reason: string | null;
}

/** What doing steps has come to. */
export interface Advance {
  /** How the escalation is then. Its state and what comes next are for the caller to say. */
  row: EscalationRow;
  /** What was done just now. */
  runs: EscalationRun[];
  /** The step that has reached somebody; the wait for it is what comes next. */
  waitFor: EscalationRow['steps'][number] | undefined;
}

/**
 * Does the next step, and as long as that reaches nobody, the one after it: at once, for there is
 * nobody to wait for. It stops when none is left, or when each has been tried: a further round would
 * reach nobody either.
 */
export async function advance(
  writer: Writer,
  before: EscalationRow,
  change: Change,
  request?: Request,
): Promise<Advance> {
  const runs: EscalationRun[] = [];
  let { done } = before;
  for (let next = nextStep(before); next; next = nextStep({ ...before, done })) {
    const reached = await reach(writer, next.step.targets, change.at);
    const place = { step: next.place, round: next.round, count: done };
    const run = await pageAll(writer, { ...before, done }, reached, place, change, request);
    runs.push(run);
    done += 1;
    const isReached = run.paged.length > 0;
    if (isReached || runs.length === before.steps.length) {
      const row = { ...before, done, runs: [...before.runs, ...runs] };
      return { row, runs, waitFor: isReached ? next.step : undefined };
    }
  }
  return { row: { ...before, done, runs: [...before.runs, ...runs] }, runs, waitFor: undefined };
}

/** Which of the steps a page is for: the name of the page, which is made once, follows from it. */
export interface RunPlace {
  step: number | null;
  round: number;
  count: number | string;
}

/** Pages everybody that was found, and tells of it. */
export async function pageAll(
  writer: Writer,
  { id, incidentId, done }: EscalationRow,
  found: Reached,
  { step, round, count }: RunPlace,
  change: Change,
  request?: Request,
): Promise<EscalationRun> {
  const reason = request ? 'manual' : done === 0 ? 'assigned' : 'escalated';
  const paged: PagedPerson[] = [];
  const unreached = [...found.unreached];
  for (const one of found.people) {
    const { person, team } = one;
    const dedupeKey = `escalation/${id}/${count}/${person}`;
    const pages = await page(writer, { incidentId, person, reason, dedupeKey, at: change.at });
    if (pages.length > 0) paged.push(one);
    else unreached.push({ target: targetOf(person, team), reason: `No way leads to ${person}.` });
  }
  const run = {
    step,
    round,
    at: change.at,
    requestedBy: request?.by ?? null,
    reason: request?.reason ?? null,
    paged,
    unreached,
  };
  const type = paged.length > 0 ? 'escalation.paged' : 'escalation.nobody_reached';
  const { at: _, ...data } = run;
  await tellOfEscalation(writer, type, incidentId, change, { escalationId: id, ...data });
  return run;
}

const targetOf = (person: string, team: string | null): EscalationTarget =>
  team === null ? { type: 'person', person } : { type: 'schedule', team };
