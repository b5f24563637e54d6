import type {
  Escalation,
  EscalationPolicy,
  EscalationStep,
  EscalationTarget,
} from '@tocsin/contract';
import { timestamp } from '../clock.ts';
import type { Tables } from '../storage/storage.ts';

/** An escalation as it is stored. */
export type EscalationRow = Tables['escalations']['$inferSelect'];

/** A policy as an escalation goes by it. */
export type Plan = Pick<EscalationRow, 'policyId' | 'policyName' | 'steps' | 'repeat'>;

/** So long the one step of a plan without a policy is waited for. */
const ONE_STEP_DELAY_MINUTES = 15;

export const planOf = ({ id, name, steps, repeat }: EscalationPolicy): Plan => ({
  policyId: id,
  policyName: name,
  steps,
  repeat,
});

/** Where no policy is for a service, but somebody is on call for it. */
export const onCallPlan = (service: string): Plan =>
  oneStep(`On call for ${service}`, [{ type: 'schedule', team: service }]);

/** Where nothing says how an incident escalates, but somebody says whom to page. */
export const askedPlan = (targets: EscalationTarget[]): Plan => oneStep('As asked for', targets);

const oneStep = (policyName: string, targets: EscalationTarget[]): Plan => ({
  policyId: null,
  policyName,
  steps: [{ delayMinutes: ONE_STEP_DELAY_MINUTES, targets }],
  repeat: 0,
});

type Progress = Pick<EscalationRow, 'steps' | 'repeat' | 'done'>;

/** How many steps there are in all, those of every round. */
export const stepsInAll = ({ steps, repeat }: Pick<Plan, 'steps' | 'repeat'>): number =>
  steps.length * (repeat + 1);

/** The step that comes next, and its place; `undefined` when none is left. */
export function nextStep(
  progress: Progress,
): { step: EscalationStep; place: number; round: number } | undefined {
  const { steps, done } = progress;
  if (done >= stepsInAll(progress)) return undefined;
  const place = done % steps.length;
  const step = steps[place];
  return step && { step, place, round: Math.floor(done / steps.length) };
}

/** When what comes after a step that was done at a moment is due. */
export const dueAfter = ({ delayMinutes }: EscalationStep, at: string): string =>
  timestamp(Date.parse(at) + delayMinutes * 60_000);

/** How much of a wait is left; nothing of one that is over. */
export const leftAt = (nextAt: string | null, at: string): number =>
  nextAt === null ? 0 : Math.max(0, Date.parse(nextAt) - Date.parse(at));

/** An escalation as the wire has it. */
export function escalationOf(row: EscalationRow): Escalation {
  const { policyId, policyName, steps, repeat, done } = row;
  const isAlive = row.state === 'running' || row.state === 'paused';
  return {
    id: row.id,
    incidentId: row.incidentId,
    service: row.service,
    state: row.state,
    endedBy: row.endedBy,
    policy: { id: policyId, name: policyName, steps, repeat },
    step: done === 0 ? null : (done - 1) % steps.length,
    round: done === 0 ? 0 : Math.floor((done - 1) / steps.length),
    nextStep: isAlive ? (nextStep(row)?.place ?? null) : null,
    nextStepAt: row.nextAt,
    runs: row.runs,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
  };
}
