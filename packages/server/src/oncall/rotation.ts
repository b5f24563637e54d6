import { type Layer, weekdays } from '@tocsin/contract';
import type { Span } from './time-span.ts';
import {
  DAY,
  FIRST_MONDAY,
  HOUR,
  inWeek,
  isAlways,
  meets,
  occurrences,
  timeOfDay,
  WEEK,
} from './times-of-week.ts';
import type { WallClock } from './wall-clock.ts';

/** Somebody's turn. It is empty where the clock skips all of it. */
export interface Turn extends Span {
  /** Counts up. */
  index: number;
  member: string;
}

/** Who has which turn: what it costs to ask does not depend on how long it has been going on. */
export interface Rotation {
  turnAt(time: number): Turn;
  after(turn: Turn): Turn;
}

/** Where turns begin, in local time; `near` is the turn that a local time is in. */
interface Boundaries {
  at(index: number): number;
  near(local: number): number;
}

/** The rotation of a layer, of whose turns those without any of `times` are skipped. */
export function rotationOf(layer: Layer, clock: WallClock, times: readonly Span[]): Rotation {
  const start = Date.parse(layer.start);
  const boundaries = boundariesOf(layer, clock, start);
  const first = indexAt(clock, boundaries, start);
  const count = counting(layer, boundaries, times);
  const end = Math.min(clock.reaches(boundaries.at(first + 1)), start + 2 * WEEK);
  const firstCounts = isAlways(times) || occurrences(times, clock, { start, end }).length > 0;
  const { members } = layer;
  const placeOf = (index: number): number =>
    index <= first ? 0 : (firstCounts ? 1 : 0) + count(index) - count(first + 1);
  return rotation(clock, boundaries, (index) => members[placeOf(index) % members.length]);
}

/** The rotation by the number of the ISO week. */
export function weekOfYearRotation(members: readonly string[], clock: WallClock): Rotation {
  const boundaries = every(WEEK, FIRST_MONDAY);
  return rotation(
    clock,
    boundaries,
    (index) => members[isoWeek(boundaries.at(index)) % members.length],
  );
}

/** The ISO number of the week that begins on a Monday: the year of a week is that of its Thursday. */
export function isoWeek(monday: number): number {
  const thursday = monday + 3 * DAY;
  // `Date.UTC` takes the years up to 99 for others.
  const newYear = new Date(thursday).setUTCMonth(0, 1);
  return Math.floor((thursday - newYear) / WEEK) + 1;
}

function rotation(
  clock: WallClock,
  boundaries: Boundaries,
  memberOf: (index: number) => string | undefined,
): Rotation {
  const turn = (index: number, start: number): Turn => ({
    index,
    start,
    end: clock.reaches(boundaries.at(index + 1)),
    member: memberOf(index) ?? '',
  });
  return {
    turnAt(time) {
      const index = indexAt(clock, boundaries, time);
      return turn(index, clock.reaches(boundaries.at(index)));
    },
    after: ({ index, end }) => turn(index + 1, end),
  };
}

/** Which turn a moment is in. The clock may have been set back or forward since it began. */
function indexAt(clock: WallClock, { at, near }: Boundaries, time: number): number {
  let index = near(clock.localAt(time));
  while (clock.reaches(at(index)) > time) index -= 1;
  while (clock.reaches(at(index + 1)) <= time) index += 1;
  return index;
}

/** The turns of a layer, so that one of them begins at the last hand-off before its start. */
function boundariesOf(layer: Layer, clock: WallClock, start: number): Boundaries {
  const time = timeOfDay(layer.handoffTime);
  const lastOf = (handoffs: Boundaries) => handoffs.at(indexAt(clock, handoffs, start));
  switch (layer.rotation) {
    case 'hourly':
      return every(layer.turnLength * HOUR, lastOf(every(DAY, time)));
    case 'daily':
      return every(layer.turnLength * DAY, lastOf(every(DAY, time)));
    case 'weekly': {
      const handoff = FIRST_MONDAY + weekdays.indexOf(layer.handoffDay) * DAY + time;
      return every(layer.turnLength * WEEK, lastOf(every(WEEK, handoff)));
    }
    case 'monthly': {
      const handoffs = everyMonths(1, 0, layer.handoffDate, time);
      const month = indexAt(clock, handoffs, start);
      return everyMonths(layer.turnLength, month, layer.handoffDate, time);
    }
  }
}

const every = (length: number, first: number): Boundaries => ({
  at: (index) => first + index * length,
  near: (local) => Math.floor((local - first) / length),
});

/** `first` counts months from January 1970. */
const everyMonths = (length: number, first: number, date: number, time: number): Boundaries => ({
  at(index) {
    const month = first + index * length;
    const lastDate = new Date(Date.UTC(1970, month + 1, 0)).getUTCDate();
    return Date.UTC(1970, month, Math.min(date, lastDate)) + time;
  },
  near(local) {
    const day = new Date(local);
    const month = (day.getUTCFullYear() - 1970) * 12 + day.getUTCMonth();
    return Math.floor((month - first) / length);
  },
});

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);

/**
 * How many turns have some of the times, counted from turn 0. Which of them do comes again and again:
 * as soon as turns begin at the same time of the week again.
 */
function counting(
  { rotation: unit, turnLength }: Layer,
  boundaries: Boundaries,
  times: readonly Span[],
): (index: number) => number {
  if (unit === 'weekly' || unit === 'monthly' || isAlways(times)) return (index) => index;
  const length = turnLength * (unit === 'hourly' ? HOUR : DAY);
  const period = WEEK / greatestCommonDivisor(length, WEEK);
  const before = [0];
  for (let index = 0; index < period; index += 1) {
    const counts = length >= WEEK || meets(times, inWeek(boundaries.at(index)), length);
    before.push((before[index] ?? 0) + (counts ? 1 : 0));
  }
  return (index) =>
    Math.floor(index / period) * (before[period] ?? 0) + (before[index % period] ?? 0);
}
