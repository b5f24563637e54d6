import type { Calendar, OnCall, Schedule, Shift } from '@tocsin/contract';
import { findPersonCalled, personIds } from '../people/queries.ts';
import type { Reader } from '../storage/storage.ts';
import { dutiesWithin, dutyAt, gapsWithin } from './final-layer.ts';
import { type Duty, levelsOf } from './levels.ts';
import { overridesWithin } from './override-queries.ts';
import { LONGEST, moment } from './range.ts';
import { findScheduleOf } from './schedule-queries.ts';
import type { Span } from './time-span.ts';
import { DAY } from './times-of-week.ts';

/**
 * Who is on call for a team at a moment, in milliseconds since 1970 UTC; nobody, perhaps.
 * `undefined`: the team has no schedule.
 */
export async function onCallAt(
  reader: Reader,
  team: string,
  time: number,
): Promise<OnCall | undefined> {
  const schedule = await findScheduleOf(reader, team);
  return schedule && onCall(reader, schedule, time, await wholeDutyAt(reader, schedule, time));
}

/** Who takes over from whoever is on call for a team at a moment. */
export async function onCallAfter(
  reader: Reader,
  team: string,
  time: number,
): Promise<OnCall | undefined> {
  const schedule = await findScheduleOf(reader, team);
  return schedule && onCall(reader, schedule, time, await dutyAfter(reader, schedule, time));
}

/** Who is on call during a range, and when nobody is. */
export async function calendarOf(
  reader: Reader,
  schedule: Schedule,
  range: Span,
): Promise<Calendar> {
  const duties = await dutiesOf(reader, schedule, range);
  const ids = await personIds(
    reader,
    duties.map(({ member }) => member),
  );
  return {
    scheduleId: schedule.id,
    from: moment(range.start),
    to: moment(range.end),
    shifts: duties.map((duty) => shiftOf(duty, ids.get(duty.member) ?? null)),
    gaps: gapsWithin(duties, range).map(({ start, end }) => ({
      start: moment(start),
      end: moment(end),
    })),
  };
}

/** The same shifts, but those at the ends are whole. */
export async function wholeDutiesOf(
  reader: Reader,
  schedule: Schedule,
  range: Span,
): Promise<Duty[]> {
  const duties = await dutiesOf(reader, schedule, range);
  const first = await wholeDutyAt(reader, schedule, range.start);
  if (first) duties[0] = first;
  const last = duties.at(-1);
  if (last?.end !== range.end) return duties;
  const whole = await wholeDutyAt(reader, schedule, range.end - 1);
  return whole ? [...duties.slice(0, -1), whole] : duties;
}

async function dutiesOf(reader: Reader, schedule: Schedule, range: Span): Promise<Duty[]> {
  const overrides = await overridesWithin(reader, schedule.id, inText(range));
  return dutiesWithin(levelsOf(schedule, overrides), range);
}

/** Who is on call at a moment, from when and until when. */
async function wholeDutyAt(
  reader: Reader,
  schedule: Schedule,
  time: number,
): Promise<Duty | undefined> {
  const now = await overridesWithin(reader, schedule.id, inText({ start: time, end: time + 1 }));
  const duty = dutyAt(levelsOf(schedule, now), time);
  if (!duty) return undefined;
  // What has interrupted it, or will.
  const around = await overridesWithin(reader, schedule.id, inText(duty));
  return around.length === now.length ? duty : dutyAt(levelsOf(schedule, around), time);
}

async function dutyAfter(
  reader: Reader,
  schedule: Schedule,
  time: number,
): Promise<Duty | undefined> {
  const now = await wholeDutyAt(reader, schedule, time);
  const until = time + LONGEST;
  const later = { start: now?.end ?? time, end: until };
  const levels = levelsOf(schedule, await overridesWithin(reader, schedule.id, inText(later)));
  let { start } = later;
  // Mostly it is soon; a year takes longer to work out.
  for (let length = 8 * DAY; start < until; length *= 4) {
    const end = Math.min(start + length, until);
    const duties = dutiesWithin(levels, { start, end });
    const next = duties.find(({ member }) => member !== now?.member);
    if (next) return wholeDutyAt(reader, schedule, next.start);
    start = end;
  }
  return undefined;
}

async function onCall(
  reader: Reader,
  { id: scheduleId, team }: Schedule,
  time: number,
  duty: Duty | undefined,
): Promise<OnCall> {
  const asked = { team, scheduleId, at: moment(time) };
  if (!duty) return { ...asked, engineer: null, personId: null, shift: null };
  const personId = (await findPersonCalled(reader, duty.member))?.id ?? null;
  return { ...asked, engineer: duty.member, personId, shift: shiftOf(duty, personId) };
}

const shiftOf = (
  { start, end, member, source, layer, overrideId }: Duty,
  personId: string | null,
): Shift => ({
  start: moment(start),
  end: moment(end),
  member,
  personId,
  source,
  layer,
  overrideId,
});

const inText = ({ start, end }: Span): { start: string; end: string } => ({
  start: moment(start),
  end: moment(end),
});
