import { type Restriction, weekdays } from '@tocsin/contract';
import { merged, type Span, within } from './time-span.ts';
import type { WallClock } from './wall-clock.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;
/** 1970-01-05, the first Monday of local time. */
export const FIRST_MONDAY = 4 * DAY;

/** `09:30` in milliseconds. */
export function timeOfDay(text: string): number {
  const [hours, minutes] = text.split(':').map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}

/** How far a local time is in its week. */
export const inWeek = (local: number): number => (((local - FIRST_MONDAY) % WEEK) + WEEK) % WEEK;

/** Times that come every week, in local time since Monday 00:00: in order, and within the week. */
export function timesOfWeek(restrictions: readonly Restriction[]): Span[] {
  const spans = restrictions.flatMap(({ days, from, to }) =>
    days.map((day) => {
      const midnight = weekdays.indexOf(day) * DAY;
      const start = midnight + timeOfDay(from);
      const end = midnight + timeOfDay(to);
      return { start, end: end > start ? end : end + DAY };
    }),
  );
  const intoNextWeek = spans.map(({ start, end }) => ({ start: start - WEEK, end: end - WEEK }));
  return within(merged([...spans, ...intoNextWeek]), { start: 0, end: WEEK });
}

/** Whether times of the week are all of it. */
export const isAlways = ([first]: readonly Span[]): boolean =>
  first?.start === 0 && first.end === WEEK;

/** Whether a time of at most a week, which begins so far in the week, has some of these. */
export function meets(times: readonly Span[], start: number, length: number): boolean {
  const end = start + length;
  return times.some(
    (time) =>
      (time.start < end && time.end > start) ||
      (time.start + WEEK < end && time.end + WEEK > start),
  );
}

/** When it is one of these times, within a range. */
export function occurrences(times: readonly Span[], clock: WallClock, range: Span): Span[] {
  // Where a clock is set back, later times than it shows have been there already.
  const last = clock.localAt(range.end) + DAY;
  const spans: Span[] = [];
  const first = clock.localAt(range.start) - DAY;
  for (let monday = first - inWeek(first); monday < last; monday += WEEK) {
    for (const { start, end } of times) {
      if (monday + end < first || monday + start > last) continue;
      spans.push({ start: clock.reaches(monday + start), end: clock.reaches(monday + end) });
    }
  }
  return within(merged(spans), range);
}
