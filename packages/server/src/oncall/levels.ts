import type { Layer, Schedule, ScheduleOverride, Shift } from '@tocsin/contract';
import { type Rotation, rotationOf, weekOfYearRotation } from './rotation.ts';
import { type Span, within } from './time-span.ts';
import { DAY, isAlways, occurrences, timesOfWeek, WEEK } from './times-of-week.ts';
import { type WallClock, wallClockOf } from './wall-clock.ts';

/** Somebody's time on call, by one rule. Milliseconds since 1970 UTC; it may be without an end. */
export interface Duty extends Span, Pick<Shift, 'source' | 'layer' | 'overrideId'> {
  member: string;
  /** Of a rotation. Duties of one turn that follow each other are one. */
  turn: number;
}

/** One of the rules by which people are on call; each comes before those in front of it. */
export interface Level {
  /** What it says of a range, in order, cut off at its ends. */
  within(range: Span): Duty[];
  /** What it says of a moment: from when to when, by this rule alone. */
  at(time: number): Duty | undefined;
  /** Where it says nothing of a moment: for how long it has not, and will not. */
  silence(time: number): Span;
}

/** The rules of a schedule, the weakest first. `overrides` are those that are asked for, in their order. */
export function levelsOf(schedule: Schedule, overrides: readonly ScheduleOverride[]): Level[] {
  const clock = wallClockOf(schedule.timeZone);
  const layers = schedule.layers.map((layer, index) => layerLevel(layer, index, clock));
  const above = overrides.map(overrideLevel);
  if (schedule.members.length === 0) return [...layers, ...above];
  const rotation = weekOfYearRotation(schedule.members, clock);
  return [
    rotatingLevel(rotation, { source: 'members', layer: null, overrideId: null }, () => [ALWAYS]),
    ...layers,
    ...above,
  ];
}

const ALWAYS: Span = { start: -Infinity, end: Infinity };
/**
 * No time of the week comes so seldom: it may be skipped once, where a clock is set forward, but not
 * twice one after the other.
 */
const SELDOM = 3 * WEEK;

function layerLevel(layer: Layer, index: number, scheduleClock: WallClock): Level {
  const clock = layer.timeZone === null ? scheduleClock : wallClockOf(layer.timeZone);
  const all = layer.restrictions.length === 0;
  const times = all ? [{ start: 0, end: WEEK }] : timesOfWeek(layer.restrictions);
  const end = layer.end === null ? Infinity : Date.parse(layer.end);
  const life = { start: Date.parse(layer.start), end };
  const covered = (range: Span): Span[] =>
    isAlways(times)
      ? [life]
      : within([life], range).flatMap((alive) => occurrences(times, clock, alive));
  const source = { source: 'layer', layer: index, overrideId: null } as const;
  return rotatingLevel(rotationOf(layer, clock, times), source, covered, life);
}

/** `covered` says when anybody is on call, in a range or beyond it. */
function rotatingLevel(
  rotation: Rotation,
  source: Pick<Duty, 'source' | 'layer' | 'overrideId'>,
  covered: (range: Span) => Span[],
  life = ALWAYS,
): Level {
  const dutyOf = (span: Span, turn: ReturnType<Rotation['turnAt']>): Duty => ({
    start: Math.max(span.start, turn.start),
    end: Math.min(span.end, turn.end),
    member: turn.member,
    ...source,
    turn: turn.index,
  });
  return {
    within: (range) =>
      within(covered(range), range).flatMap((span) => {
        const duties: Duty[] = [];
        let turn = rotation.turnAt(span.start);
        for (; turn.start < span.end; turn = rotation.after(turn)) {
          if (turn.start < turn.end) duties.push(dutyOf(span, turn));
        }
        return duties;
      }),
    at(time) {
      const near = covered({ start: time - WEEK - DAY, end: time + WEEK + DAY });
      const span = near.find(({ start, end }) => start <= time && time < end);
      return span && dutyOf(span, rotation.turnAt(time));
    },
    silence(time) {
      const ended = Math.min(time, life.end);
      const begins = Math.max(time, life.start);
      const before = covered({ start: ended - SELDOM, end: ended });
      const after = covered({ start: begins, end: begins + SELDOM });
      return {
        start: before.filter(({ end }) => end <= time).at(-1)?.end ?? -Infinity,
        end: after.find(({ start }) => start > time)?.start ?? Infinity,
      };
    },
  };
}

function overrideLevel({ id, member, start, end }: ScheduleOverride): Level {
  const span = { start: Date.parse(start), end: Date.parse(end) };
  const source = { source: 'override', layer: null, overrideId: id } as const;
  const duty = { ...span, member, ...source, turn: 0 };
  return {
    within: (range) => within([duty], range),
    at: (time) => (span.start <= time && time < span.end ? duty : undefined),
    silence: (time) =>
      time < span.start
        ? { start: -Infinity, end: span.start }
        : { start: span.end, end: Infinity },
  };
}
