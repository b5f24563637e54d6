import * as z from 'zod';
import { Id, line, Moment, Timestamp } from './fields.ts';
import { personName } from './people.ts';
import { TimeZone } from './time-zone.ts';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export const Weekday = z.enum(weekdays).meta({ id: 'Weekday' });
export type Weekday = z.output<typeof Weekday>;

const WallTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Must be a time of day, such as 09:00')
  .meta({ id: 'WallTime', description: 'A time of day on the wall clock.', examples: ['09:00'] });

export const team = line(100).describe(
  'Whose schedule it is; a team has one. Incidents look for the team that is called like their service.',
);
export const scheduleName = line(200).describe('What it is called.');
export const timeZone = TimeZone.describe('Whose wall clock its times are of.');
const members = z.array(personName).max(100);
export const scheduleMembers = members.describe(
  'Take turns by the week: the number of the ISO week, divided by how many they are, leaves the ' +
    'place of whose turn it is, counted from 0. Weeks begin on Monday at 00:00. Layers come before them.',
);

const days = z.array(Weekday).min(1).max(7);

function restrictionOf<Days extends z.ZodType>(itsDays: Days) {
  return z.strictObject({
    days: itsDays,
    from: WallTime,
    to: z
      .string()
      .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Must be a time of day, such as 17:00 or 24:00')
      .describe('On the next day, if it is not later than `from`.'),
  });
}

/** Times of the week. */
export const Restriction = restrictionOf(days).meta({ id: 'Restriction' });
export type Restriction = z.output<typeof Restriction>;

const RestrictionInput = restrictionOf(days.default([...weekdays])).meta({
  id: 'RestrictionInput',
});

/** What layers of every kind have, as callers give it and as it is stored. */
function layerFields<Start extends z.ZodType, Times extends z.ZodType>(start: Start, times: Times) {
  return {
    members: members.min(1).describe('In the order of their turns.'),
    timeZone: TimeZone.nullable().default(null).describe("`null` is the schedule's."),
    start,
    end: Moment.nullable().default(null).describe('Until then; `null` is for good.'),
    restrictions: z
      .array(times)
      .max(20)
      .default([])
      .describe(
        'Nobody is on call by this layer at other times; none of them is always. A turn without ' +
          'any such time is skipped and counts for nobody.',
      ),
    handoffTime: WallTime.default('09:00').describe(
      'When turns begin, on the wall clock: one that is skipped there (23-hour days) counts as ' +
        'soon as it is passed, one that comes twice (25-hour days) counts the first time.',
    ),
  };
}

const turnLength = (most: number, unit: string) =>
  z.int().min(1).max(most).default(1).describe(`How many ${unit} a turn lasts.`);

function layerForms<Start extends z.ZodType, Times extends z.ZodType>(start: Start, times: Times) {
  const fields = layerFields(start, times);
  return [
    z.strictObject({
      rotation: z.literal('hourly'),
      turnLength: turnLength(8760, 'hours of the wall clock'),
      ...fields,
    }),
    z.strictObject({
      rotation: z.literal('daily'),
      turnLength: turnLength(366, 'days'),
      ...fields,
    }),
    z.strictObject({
      rotation: z.literal('weekly'),
      turnLength: turnLength(52, 'weeks'),
      handoffDay: Weekday.default('monday').describe('The day on which turns begin.'),
      ...fields,
    }),
    z.strictObject({
      rotation: z.literal('monthly'),
      turnLength: turnLength(12, 'months'),
      handoffDate: z
        .int()
        .min(1)
        .max(31)
        .default(1)
        .describe('The day of the month on which turns begin; in shorter months the last one.'),
      ...fields,
    }),
  ] as const;
}

const layerStart =
  'From then on. The turn that is under way then, by the hand-off times, is that of the first member.';

/** A rotation of people. Of several layers the last one that has somebody on call counts. */
export const Layer = z
  .discriminatedUnion('rotation', layerForms(Timestamp.describe(layerStart), Restriction))
  .meta({ id: 'Layer' });
export type Layer = z.output<typeof Layer>;

export const LayerInput = z
  .discriminatedUnion(
    'rotation',
    layerForms(Moment.optional().describe(`${layerStart} Now, if left out.`), RestrictionInput),
  )
  .meta({ id: 'LayerInput' });
export type LayerInput = z.output<typeof LayerInput>;

/** Who is on call when. */
export const Schedule = z
  .object({
    id: Id,
    team,
    name: scheduleName,
    timeZone,
    members: scheduleMembers,
    layers: z.array(Layer).describe('Each comes before those in front of it.'),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    version: z.int().positive().describe('Raised by each change; over REST it is the ETag.'),
  })
  .meta({ id: 'Schedule' });
export type Schedule = z.output<typeof Schedule>;

/** Somebody who is on call from one time to another. */
export const Shift = z
  .object({
    start: Timestamp,
    end: Timestamp,
    member: personName.describe('Who is on call.'),
    personId: Id.nullable().describe('Who that is; `null`: a name that nobody has told more of.'),
    source: z
      .enum(['members', 'layer', 'override'])
      .describe("By which rule: the schedule's `members`, one of its `layers`, or an override."),
    layer: z.int().nonnegative().nullable().describe('Which of the layers; 0 is the first.'),
    overrideId: Id.nullable().describe('Which override.'),
  })
  .meta({ id: 'Shift' });
export type Shift = z.output<typeof Shift>;

/** Who is on call during a time, and when nobody is. */
export const Calendar = z
  .object({
    scheduleId: Id,
    from: Timestamp,
    to: Timestamp,
    shifts: z
      .array(Shift)
      .describe('In order, no two at once; those at the ends are cut off at `from` and `to`.'),
    gaps: z.array(z.object({ start: Timestamp, end: Timestamp })).describe('Nobody is on call.'),
  })
  .meta({ id: 'Calendar' });
export type Calendar = z.output<typeof Calendar>;

export const exampleSchedule: Schedule = {
  id: '019a9a54-6c00-7000-8000-0000000000e1',
  team: 'checkout-api',
  name: 'Checkout, first line',
  timeZone: 'Europe/Berlin',
  members: ['Mara Lindqvist', 'Jonas Weber'],
  layers: [
    {
      rotation: 'weekly',
      turnLength: 1,
      handoffDay: 'monday',
      members: ['Jonas Weber', 'Mara Lindqvist'],
      timeZone: null,
      start: '2026-03-02T08:00:00.000Z',
      end: null,
      restrictions: [
        {
          days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
          from: '09:00',
          to: '17:00',
        },
      ],
      handoffTime: '09:00',
    },
  ],
  createdAt: '2026-03-01T08:00:00.000Z',
  updatedAt: '2026-03-01T08:00:00.000Z',
  version: 1,
};

export const exampleShift: Shift = {
  start: '2026-03-02T08:00:00.000Z',
  end: '2026-03-02T16:00:00.000Z',
  member: 'Jonas Weber',
  personId: null,
  source: 'layer',
  layer: 0,
  overrideId: null,
};
