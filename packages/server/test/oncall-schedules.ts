import {
  type Layer,
  LayerInput,
  type Schedule,
  type ScheduleOverride,
  weekdays,
} from '@tocsin/contract';
import * as fc from 'fast-check';

/** Changes of clocks: by an hour, half of one, two, at midnight, by a day; a year's end, a leap day. */
const changes: [zone: string, moment: string][] = [
  ['Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ['America/Sao_Paulo', '2018-02-18T02:00:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['Antarctica/Troll', '2026-10-25T01:00:00Z'],
  ['Africa/Cairo', '2026-10-29T21:00:00Z'],
  ['America/St_Johns', '2026-11-01T04:30:00Z'],
  ['Asia/Kolkata', '2026-12-31T18:30:00Z'],
  ['UTC', '2028-02-29T12:00:00Z'],
];

const anyZone = fc.constantFrom(...changes.map(([zone]) => zone));

/** Somewhere around a change of a clock, mostly within hours of it. */
export const anyMinutesAround = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: -3 * 60, max: 3 * 60 }) },
  { weight: 1, arbitrary: fc.integer({ min: -15 * 24 * 60, max: 15 * 24 * 60 }) },
);

/** A zone, mostly one whose clock changes at the moment. */
const anyPlace = fc
  .tuple(fc.constantFrom(...changes), anyZone, fc.integer({ min: 0, max: 3 }))
  .map(([[own, moment], other, choice]) => ({
    zone: choice === 0 ? other : own,
    moment: Date.parse(moment),
  }));

const anyHour = fc.integer({ min: 0, max: 23 }).map((hour) => String(hour).padStart(2, '0'));
const anyTimeOfDay = fc
  .tuple(anyHour, fc.constantFrom('00', '15', '30', '59'))
  .map((parts) => parts.join(':'));
const anyDays = fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 });
const anyRestriction = fc.record({ days: anyDays, from: anyTimeOfDay, to: anyTimeOfDay });
const anyRotation = fc.oneof(
  fc.record({
    rotation: fc.constant('hourly'),
    turnLength: fc.constantFrom(1, 2, 5, 8, 12, 24, 25, 100, 400),
  }),
  fc.record({ rotation: fc.constant('daily'), turnLength: fc.constantFrom(1, 2, 3, 7, 10, 14) }),
  fc.record({
    rotation: fc.constant('weekly'),
    turnLength: fc.constantFrom(1, 2, 3),
    handoffDay: fc.constantFrom(...weekdays),
  }),
  fc.record({
    rotation: fc.constant('monthly'),
    turnLength: fc.constantFrom(1, 2),
    handoffDate: fc.integer({ min: 1, max: 31 }),
  }),
);

const text = (time: number): string => new Date(time).toISOString();

/** A layer that begins in the months before or after a moment. */
const anyLayerNear = (moment: number): fc.Arbitrary<Layer> =>
  fc
    .record({
      turns: anyRotation,
      members: fc.shuffledSubarray(['Ada', 'Ben', 'Cem', 'Dua'], { minLength: 1 }),
      timeZone: fc.option(anyZone, { freq: 2 }),
      start: fc.oneof(anyMinutesAround, fc.integer({ min: -60 * 24 * 60, max: 0 })),
      lasts: fc.option(fc.integer({ min: 1, max: 60 * 24 * 60 }), { freq: 3 }),
      restrictions: fc.oneof(
        fc.constant([]),
        fc.array(anyRestriction, { minLength: 1, maxLength: 3 }),
      ),
      handoffTime: anyTimeOfDay,
    })
    .map(({ turns, start: minutes, lasts, ...fields }) => {
      const start = moment + minutes * 60_000;
      const end = lasts === null ? null : text(start + lasts * 60_000);
      // Safe: the start is given, and that is all that a stored layer has besides.
      return LayerInput.parse({ ...turns, ...fields, start: text(start), end }) as Layer;
    });

const anyOverrideNear = (moment: number): fc.Arbitrary<ScheduleOverride> =>
  fc
    .record({
      id: fc.uuid(),
      member: fc.constantFrom('Ada', 'Hal'),
      start: anyMinutesAround,
      minutes: fc.integer({ min: 1, max: 100 * 60 }),
    })
    .map(({ id, member, start, minutes }) => ({
      id,
      scheduleId: 's',
      member,
      start: text(moment + start * 60_000),
      end: text(moment + (start + minutes) * 60_000),
      reason: '',
      createdBy: 'anonymous',
      ...stampsAt(moment),
    }));

const stampsAt = (moment: number) => ({
  createdAt: text(moment),
  updatedAt: text(moment),
  version: 1,
});

const scheduleOf = (
  { zone, moment }: { zone: string; moment: number },
  members: string[],
  layers: Layer[],
): Schedule => ({
  id: 's',
  team: 't',
  name: 't',
  timeZone: zone,
  members,
  layers,
  ...stampsAt(moment),
});

/** A schedule with layers and overrides, and a moment at which a clock changes that matters to it. */
export const anySchedule: fc.Arbitrary<{
  moment: number;
  schedule: Schedule;
  overrides: ScheduleOverride[];
}> = anyPlace.chain((place) =>
  fc
    .record({
      members: fc.subarray(['Eva', 'Fay', 'Gil']),
      layers: fc.array(anyLayerNear(place.moment), { maxLength: 3 }),
      overrides: fc.array(anyOverrideNear(place.moment), { maxLength: 4 }),
    })
    .map(({ members, layers, overrides }) => ({
      moment: place.moment,
      schedule: scheduleOf(place, members, layers),
      overrides,
    })),
);

/** A schedule with one layer and nothing else. */
export const anyLayered: fc.Arbitrary<{ moment: number; layer: Layer; schedule: Schedule }> =
  anyPlace.chain((place) =>
    anyLayerNear(place.moment).map((layer) => ({
      moment: place.moment,
      layer,
      schedule: scheduleOf(place, [], [layer]),
    })),
  );
