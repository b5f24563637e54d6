import * as z from 'zod';
import { Id, Timestamp } from './fields.ts';
import { exampleIncident, service } from './incident.ts';
import { personName } from './people.ts';
import { EscalationTarget, examplePolicy, policyName, policySteps, repeat } from './policy.ts';
import { team } from './schedule.ts';

export const escalationStates = ['running', 'paused', 'exhausted', 'ended'] as const;
/**
 * `paused` while the incident is snoozed; `ended` because somebody works on it, or it is over;
 * `exhausted` when all steps have been waited for, or a whole round has reached nobody.
 */
export const EscalationState = z.enum(escalationStates).meta({
  id: 'EscalationState',
  description:
    '`paused`: the incident is snoozed. `ended`: somebody works on it, or it is over. `exhausted`: all ' +
    'steps have been waited for, or a whole round has reached nobody.',
});
export type EscalationState = z.output<typeof EscalationState>;

export const escalationEnds = ['acknowledged', 'resolved', 'merged', 'deleted'] as const;
export const EscalationEnd = z.enum(escalationEnds).meta({ id: 'EscalationEnd' });
export type EscalationEnd = z.output<typeof EscalationEnd>;

/** Somebody who was paged. */
export const PagedPerson = z
  .object({
    person: personName,
    team: team.nullable().describe('Whom they were on call for; `null`: they were named.'),
  })
  .meta({ id: 'PagedPerson' });
export type PagedPerson = z.output<typeof PagedPerson>;

export const UnreachedTarget = z
  .object({ target: EscalationTarget, reason: z.string().describe('Why, for people.') })
  .meta({ id: 'UnreachedTarget' });
export type UnreachedTarget = z.output<typeof UnreachedTarget>;

const stepPlace = z
  .int()
  .nonnegative()
  .nullable()
  .describe("Which of the policy's steps; 0 is the first. `null`: those that somebody named.");
const roundPlace = z.int().nonnegative().describe('In which round; 0 is the first.');
const paged = z.array(PagedPerson);
const unreached = z.array(UnreachedTarget).describe('Targets that were passed over.');

/** One step as it was done. */
export const EscalationRun = z
  .object({
    step: stepPlace,
    round: roundPlace,
    at: Timestamp,
    requestedBy: z.string().nullable().describe('Who asked for it; `null`: it was its time.'),
    reason: z.string().nullable().describe('Why they did.'),
    paged,
    unreached,
  })
  .meta({ id: 'EscalationRun' });
export type EscalationRun = z.output<typeof EscalationRun>;

/** How an incident finds somebody to work on it. */
export const Escalation = z
  .object({
    id: Id,
    incidentId: Id.describe('It may have been deleted since.'),
    service,
    state: EscalationState,
    endedBy: EscalationEnd.nullable().describe('What ended it, where it is `ended`.'),
    policy: z
      .object({
        id: Id.nullable().describe("`null`: there was none, and the service's on-call is paged."),
        name: policyName,
        steps: policySteps,
        repeat,
      })
      .describe('As it was when this began.'),
    step: stepPlace.describe('The step that was done last; 0 is the first. `null`: none yet.'),
    round: roundPlace,
    nextStep: stepPlace.describe('The step that comes next; `null`: none does.'),
    nextStepAt: Timestamp.nullable().describe(
      'When it comes, or when waiting for the last one is over. `null` unless it is running.',
    ),
    runs: z.array(EscalationRun).describe('What was done so far, in order, with who was paged.'),
    startedAt: Timestamp,
    endedAt: Timestamp.nullable(),
  })
  .meta({ id: 'Escalation' });
export type Escalation = z.output<typeof Escalation>;

/** What asking for an escalation has done. In the words of `POST /escalate`. */
export const EscalationAnswer = z
  .object({
    escalation_id: Id,
    incident_id: Id,
    state: EscalationState,
    step: stepPlace,
    paged,
    unreached,
    reason: z.string().nullable(),
    escalated_at: Timestamp,
    next_step_at: Timestamp.nullable(),
  })
  .meta({ id: 'EscalationAnswer' });
export type EscalationAnswer = z.output<typeof EscalationAnswer>;

export const exampleEscalation: Escalation = {
  id: '019a9a54-6c00-7000-8000-0000000000f2',
  incidentId: exampleIncident.id,
  service: exampleIncident.service,
  state: 'running',
  endedBy: null,
  policy: {
    id: examplePolicy.id,
    name: examplePolicy.name,
    steps: examplePolicy.steps,
    repeat: examplePolicy.repeat,
  },
  step: 0,
  round: 0,
  nextStep: 1,
  nextStepAt: '2026-03-01T08:05:00.000Z',
  runs: [
    {
      step: 0,
      round: 0,
      at: '2026-03-01T08:00:00.000Z',
      requestedBy: null,
      reason: null,
      paged: [{ person: 'Mara Lindqvist', team: 'checkout-api' }],
      unreached: [],
    },
  ],
  startedAt: '2026-03-01T08:00:00.000Z',
  endedAt: null,
};
