import type { Layer } from '@tocsin/contract';
import { weekdays } from '@tocsin/contract';
import { Temporal } from 'temporal-polyfill';

type Local = Temporal.PlainDateTime;
type Zoned = Temporal.ZonedDateTime;

interface Shift {
  start: number;
  end: number;
  member: string;
}

/** When a clock first shows a time, or has passed it, asked of Temporal each time. */
function reached(local: Local, zone: string): number {
  const there: Zoned = local.toZonedDateTime(zone, { disambiguation: 'compatible' });
  if (there.toPlainDateTime().equals(local)) return there.epochMilliseconds;
  // It is skipped: the change is the last one before the time that stands for it.
  const change = there.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  if (!change) throw new Error(`${zone} skips ${local.toString()} and has no change.`);
  return change.epochMilliseconds;
}

const units = { hourly: 'hours', daily: 'days', weekly: 'weeks', monthly: 'months' } as const;

/** The hand-offs of a layer, one after the other from before its start. */
function* handoffs(layer: Layer, zone: string): Generator<Local> {
  const time = Temporal.PlainTime.from(layer.handoffTime);
  const begins = Temporal.Instant.from(layer.start).toZonedDateTimeISO(zone).toPlainDate();
  const dayOf = (date: Temporal.PlainDate) => date.toPlainDateTime(time);
  const candidates: Local[] = [];
  for (let back = -2; back <= 70; back += 1) {
    const date = begins.subtract({ days: back });
    const fits =
      layer.rotation === 'weekly'
        ? weekdays[date.dayOfWeek - 1] === layer.handoffDay
        : layer.rotation === 'monthly'
          ? date.day === Math.min(layer.handoffDate, date.daysInMonth)
          : true;
    if (fits) candidates.push(dayOf(date));
  }
  const start = Date.parse(layer.start);
  const first = candidates.find((local) => reached(local, zone) <= start);
  if (!first) throw new Error('There is no hand-off before the start.');
  for (let turn = 0; ; turn += 1) {
    const next = first.add({ [units[layer.rotation]]: turn * layer.turnLength });
    const date = layer.rotation === 'monthly' ? layer.handoffDate : 0;
    yield date === 0 ? next : next.with({ day: Math.min(date, next.daysInMonth) });
  }
}

/** The times of the week in which a layer is in force, day by day, in local time. */
function windows(layer: Layer, from: Local, to: Local): [Local, Local][] {
  const all: [Local, Local][] = [];
  let date = from.toPlainDate().subtract({ days: 2 });
  for (; Temporal.PlainDate.compare(date, to.toPlainDate()) <= 0; date = date.add({ days: 1 })) {
    for (const { days, from: begins, to: ends } of layer.restrictions) {
      if (!days.includes(weekdays[date.dayOfWeek - 1] ?? 'monday')) continue;
      const start = date.toPlainDateTime(begins);
      const end = date.toPlainDateTime(ends === '24:00' ? '00:00' : ends);
      const after = Temporal.PlainDateTime.compare(end, start) > 0;
      all.push([start, after ? end : end.add({ days: 1 })]);
    }
  }
  return all;
}

/**
 * Who has which shift of a layer until a moment, found by walking through every turn since its start:
 * slow and plain, to compare with.
 */
export function walkedShifts(layer: Layer, zone: string, until: number): Shift[] {
  const start = Date.parse(layer.start);
  const end = Math.min(until, layer.end === null ? Infinity : Date.parse(layer.end));
  const shifts: Shift[] = [];
  const turns = handoffs(layer, zone);
  let begins: Local = turns.next().value as Local;
  let counted = 0;
  let begun = false;
  for (;;) {
    const ends: Local = turns.next().value as Local;
    const turn = [reached(begins, zone), reached(ends, zone)] as const;
    const isFirst = turn[0] <= start && start < turn[1];
    begun ||= isFirst;
    if (turn[0] >= end) return shifts.toSorted((a, b) => a.start - b.start);
    if (begun) {
      const own = windows(layer, begins, ends).filter(
        ([from, to]) =>
          Temporal.PlainDateTime.compare(from, ends) < 0 &&
          Temporal.PlainDateTime.compare(to, begins) > 0,
      );
      const spans =
        layer.restrictions.length === 0
          ? [turn]
          : own.map(([from, to]) => [reached(from, zone), reached(to, zone)] as const);
      const some = spans
        .map(([a, b]) => [Math.max(a, turn[0], start), Math.min(b, turn[1])] as const)
        .filter(([a, b]) => a < b);
      const counts = layer.restrictions.length === 0 || (isFirst ? some : own).length > 0;
      const member = layer.members[counted % layer.members.length] ?? '';
      for (const [a, b] of some) {
        if (a < end) shifts.push({ start: a, end: Math.min(b, end), member });
      }
      if (counts) counted += 1;
    }
    begins = ends;
  }
}
