import * as z from 'zod';
import { Id, Moment, Timestamp } from './fields.ts';
import { personName } from './people.ts';
import { query } from './procedure.ts';
import { exampleSchedule, exampleShift, Shift, team } from './schedule.ts';

/** Who is on call for a team. */
export const OnCall = z
  .object({
    team,
    scheduleId: Id,
    at: Timestamp.describe('The moment that was asked about.'),
    engineer: personName.nullable().describe('`null`: nobody.'),
    personId: Id.nullable().describe('Who that is; `null`: a name that nobody has told more of.'),
    shift: Shift.nullable().describe('From when to when, and by which rule.'),
  })
  .meta({ id: 'OnCall' });
export type OnCall = z.output<typeof OnCall>;

const input = z.strictObject({
  team,
  at: Moment.optional().describe('Now, if left out.'),
});

const example: OnCall = {
  team: exampleSchedule.team,
  scheduleId: exampleSchedule.id,
  at: '2026-03-02T12:00:00.000Z',
  engineer: exampleShift.member,
  personId: null,
  shift: exampleShift,
};

export const oncall = {
  current: query({
    summary: 'Say who is on call for a team',
    description: 'NOT_FOUND: the team has no schedule.',
    rest: { method: 'GET', path: '/oncall/current' },
    input,
    output: OnCall,
    errors: ['NOT_FOUND'],
    example: { input: { team: example.team }, output: example },
  }),
  next: query({
    summary: 'Say who takes over from whoever is on call for a team',
    description:
      'The next shift that somebody else has, or that anybody has where nobody is on call; ' +
      'nobody, if there is none within 366 days. NOT_FOUND: the team has no schedule.',
    rest: { method: 'GET', path: '/oncall/next' },
    input,
    output: OnCall,
    errors: ['NOT_FOUND'],
    example: {
      input: { team: example.team },
      output: {
        ...example,
        engineer: 'Mara Lindqvist',
        shift: {
          ...exampleShift,
          start: '2026-03-02T16:00:00.000Z',
          end: '2026-03-03T08:00:00.000Z',
          member: 'Mara Lindqvist',
          source: 'members',
          layer: null,
        },
      },
    },
  }),
};
