import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyLayered, anyMinutesAround, anySchedule } from '../../test/oncall-schedules.ts';
import { walkedShifts } from '../../test/oncall-walk.ts';
import { dutiesWithin, dutyAt, gapsWithin } from './final-layer.ts';
import { type Duty, type Level, levelsOf } from './levels.ts';
import type { Span } from './time-span.ts';

const MINUTE = 60_000;
const anyMinutes = fc.integer({ min: 1, max: 40 * 24 * 60 });

/** Any schedule, and a range with a moment in it at which a clock changes, or near one. */
const anyCalendar = fc
  .tuple(anySchedule, anyMinutesAround, anyMinutes, anyMinutesAround)
  .map(([{ schedule, overrides, moment }, before, minutes, seam]) => {
    const start = moment + before * MINUTE;
    const end = start + minutes * MINUTE;
    return {
      levels: levelsOf(schedule, overrides),
      range: { start, end },
      seam: Math.min(Math.max(moment + seam * MINUTE, start), end),
    };
  });

/** The calendars of two ranges that meet, as one: what goes on over the seam is one shift. */
function joined(first: Duty[], second: Duty[]): Duty[] {
  const [last, next] = [first.at(-1), second[0]];
  if (!last || !next || last.end !== next.start) return [...first, ...second];
  const { start: _, end: __, ...rule } = last;
  const goesOn = Object.entries(rule).every(([key, value]) => next[key as keyof Duty] === value);
  if (!goesOn) return [...first, ...second];
  return [...first.slice(0, -1), { ...last, end: next.end }, ...second.slice(1)];
}

const cutTo = (range: Span, duty: Duty): Duty => ({
  ...duty,
  start: Math.max(duty.start, range.start),
  end: Math.min(duty.end, range.end),
});

const at = (levels: readonly Level[], time: number): Duty | undefined => dutyAt(levels, time);

describe('the calendar of any schedule', () => {
  test('is the calendars of its parts, put together', () => {
    fc.assert(
      fc.property(anyCalendar, ({ levels, range, seam }) => {
        const parts = joined(
          dutiesWithin(levels, { start: range.start, end: seam }),
          dutiesWithin(levels, { start: seam, end: range.end }),
        );
        expect(parts).toEqual(dutiesWithin(levels, range));
      }),
      { numRuns: 400 },
    );
  });

  test('has each moment once: in one shift or in one gap', () => {
    fc.assert(
      fc.property(anyCalendar, ({ levels, range }) => {
        const duties = dutiesWithin(levels, range);
        const all = [...duties, ...gapsWithin(duties, range)].toSorted((a, b) => a.start - b.start);
        let time = range.start;
        for (const { start, end } of all) {
          expect(start).toBe(time);
          expect(end).toBeGreaterThan(start);
          time = end;
        }
        expect(time).toBe(range.end);
      }),
      { numRuns: 400 },
    );
  });

  test('has at each moment the shift that is found by asking for that moment', () => {
    fc.assert(
      fc.property(anyCalendar, ({ levels, range }) => {
        const duties = dutiesWithin(levels, range);
        for (const duty of duties) {
          for (const time of [duty.start, Math.floor((duty.start + duty.end) / 2), duty.end - 1]) {
            const found = at(levels, time);
            expect(found && cutTo(range, found)).toEqual(duty);
          }
        }
        for (const { start, end } of gapsWithin(duties, range)) {
          for (const time of [start, Math.floor((start + end) / 2), end - 1]) {
            expect(at(levels, time)).toBeUndefined();
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('has whole shifts: where one ends, there is another or nobody', () => {
    fc.assert(
      fc.property(anyCalendar, ({ levels, range }) => {
        const duty = at(levels, range.start);
        if (!duty) return;
        expect(at(levels, duty.start)).toEqual(duty);
        expect(at(levels, duty.end - 1)).toEqual(duty);
        expect(at(levels, duty.end)).not.toMatchObject({ end: duty.end });
        expect(at(levels, duty.start - 1)).not.toMatchObject({ start: duty.start });
      }),
      { numRuns: 400 },
    );
  });

  test('is what walking through every turn since the start of a layer finds', () => {
    fc.assert(
      fc.property(
        anyLayered,
        anyMinutesAround,
        anyMinutes,
        ({ schedule, layer, moment }, before, minutes) => {
          const start = moment + before * MINUTE;
          const range = { start, end: start + minutes * MINUTE };
          const duties = dutiesWithin(levelsOf(schedule, []), range);
          const walked = walkedShifts(layer, layer.timeZone ?? schedule.timeZone, range.end).filter(
            ({ end }) => end > range.start,
          );
          expect(byMember(duties)).toEqual(
            byMember(
              walked.map((shift) => ({ ...shift, start: Math.max(shift.start, range.start) })),
            ),
          );
        },
      ),
      { numRuns: 200 },
    );
  }, 120_000);
});

/** Who is on call when, whichever turns make it up. Shifts of a walk may overlap. */
function byMember(shifts: readonly (Span & { member: string })[]): string[] {
  const merged: (Span & { member: string })[] = [];
  for (const { start, end, member } of shifts) {
    const last = merged.at(-1);
    if (last?.member === member && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end, member });
  }
  return merged.map(
    ({ start, end, member }) =>
      `${new Date(start).toISOString()} ${new Date(end).toISOString()} ${member}`,
  );
}
