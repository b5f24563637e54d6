import * as z from 'zod';
import { Id, line, Timestamp } from './fields.ts';
import { service } from './incident.ts';
import { personName } from './people.ts';
import { team } from './schedule.ts';

const person = personName.describe('By their name.');
const targetTeam = team.describe('Whoever is on call for this team when the step runs.');

/** Whom a step pages. */
export const EscalationTarget = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('person'), person }),
    z.strictObject({ type: z.literal('schedule'), team: targetTeam }),
  ])
  .meta({ id: 'EscalationTarget' });
export type EscalationTarget = z.output<typeof EscalationTarget>;

export const EscalationStep = z
  .strictObject({
    delayMinutes: z
      .int()
      .min(1)
      .max(10_080)
      .describe('How long to wait, once it has paged, for somebody to acknowledge.'),
    targets: z.array(EscalationTarget).min(1).max(20).describe('All are paged at once.'),
  })
  .meta({ id: 'EscalationStep' });
export type EscalationStep = z.output<typeof EscalationStep>;

export const policyName = line(200).describe('What it is called, each policy by another name.');
export const policyServices = z
  .array(service)
  .max(500)
  .describe('The services whose incidents it is for; each is in one policy at most.');
export const isDefault = z
  .boolean()
  .describe('Whether it is for all services that are in no policy; one policy at most is.');
export const policySteps = z
  .array(EscalationStep)
  .min(1)
  .max(20)
  .describe(
    'The first pages when an incident is opened, each further one when the one before it has been ' +
      'waited for. One that reaches nobody is not waited for.',
  );
export const repeat = z
  .int()
  .min(0)
  .max(9)
  .describe('How often all steps come once more, after the last has been waited for.');

/** Who is paged when nobody acknowledges an incident, one after the other. */
export const EscalationPolicy = z
  .object({
    id: Id,
    name: policyName,
    services: policyServices,
    isDefault,
    steps: policySteps,
    repeat,
    createdAt: Timestamp,
    updatedAt: Timestamp,
    version: z.int().positive().describe('Raised by each change; over REST it is the ETag.'),
  })
  .meta({ id: 'EscalationPolicy' });
export type EscalationPolicy = z.output<typeof EscalationPolicy>;

export const examplePolicy: EscalationPolicy = {
  id: '019a9a54-6c00-7000-8000-0000000000f1',
  name: 'Checkout',
  services: ['checkout-api', 'payments'],
  isDefault: false,
  steps: [
    { delayMinutes: 5, targets: [{ type: 'schedule', team: 'checkout-api' }] },
    { delayMinutes: 15, targets: [{ type: 'person', person: 'Jonas Weber' }] },
  ],
  repeat: 2,
  createdAt: '2026-03-01T08:00:00.000Z',
  updatedAt: '2026-03-01T08:00:00.000Z',
  version: 1,
};
