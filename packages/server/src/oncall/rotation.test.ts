import { type Layer, LayerInput, type Schedule, weekdays } from '@tocsin/contract';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { dutiesWithin, dutyAt, gapsWithin } from './final-layer.ts';
import { levelsOf } from './levels.ts';
import { rotationCases } from '../../test/oncall-cases.ts';
import { isoWeek } from './rotation.ts';
import { FIRST_MONDAY, WEEK } from './times-of-week.ts';

const workdays = weekdays.slice(0, 5);

/** Long before the cases, on a Monday at noon. */
const START = '2010-01-04T12:00:00.000Z';

function schedule(timeZone: string, fields: object): Schedule {
  const stamps = { createdAt: START, updatedAt: START, version: 1 };
  const identity = { id: 's', team: 't', name: 't', timeZone, ...stamps };
  if (!('rotation' in fields)) return { ...identity, members: ['A', 'B', 'C'], layers: [] };
  const layer = LayerInput.parse({ members: ['A', 'B'], start: START, ...fields }) as Layer;
  return { ...identity, members: [], layers: [layer] };
}

const short = (time: number): string => new Date(time).toISOString().replace(/:00\.000Z$/, 'Z');

/** Who has which shift in a time, and the gaps between them: `start end who`. */
function shifts(timeZone: string, fields: object, from: string, to: string): string[] {
  const range = { start: Date.parse(from), end: Date.parse(to) };
  return dutiesWithin(levelsOf(schedule(timeZone, fields), []), range).map(
    ({ start, end, member }) => `${short(start)} ${short(end)} ${member}`,
  );
}

/** The lengths in hours of the shifts that lie within a time. */
function hours(timeZone: string, fields: object, from: string, to: string): number[] {
  const range = { start: Date.parse(from), end: Date.parse(to) };
  return dutiesWithin(levelsOf(schedule(timeZone, fields), []), range)
    .filter(({ start, end }) => start > range.start && end < range.end)
    .map(({ start, end }) => (end - start) / 3_600_000);
}

describe('who has which shift', () => {
  test.each(rotationCases)('in $zone: $what', ({ zone, layer, from, to, is }) => {
    expect(shifts(zone, layer, from, to)).toEqual(is);
  });

  test('days have 23, 24 or 25 hours, or half an hour more or less', () => {
    const midnights = { rotation: 'daily', handoffTime: '00:00' };
    const lengths = (zone: string, year: number) => {
      const all = hours(zone, midnights, `${year}-01-01T12:00Z`, `${year}-12-31T12:00Z`);
      return all.filter((length) => length !== 24);
    };
    expect(lengths('Europe/Berlin', 2026)).toEqual([23, 25]);
    expect(lengths('America/New_York', 2026)).toEqual([23, 25]);
    expect(lengths('America/Sao_Paulo', 2018)).toEqual([25, 23]);
    expect(lengths('Australia/Lord_Howe', 2026)).toEqual([24.5, 23.5]);
    expect(lengths('Antarctica/Troll', 2026)).toEqual([22, 26]);
    expect(lengths('Asia/Kolkata', 2026)).toEqual([]);
  });

  test('the ISO number of a week is the one of the calendar', () => {
    for (let week = -3000; week < 10_000; week += 1) {
      const monday = FIRST_MONDAY + week * WEEK;
      const date = Temporal.Instant.fromEpochMilliseconds(monday).toZonedDateTimeISO('UTC');
      expect(isoWeek(monday)).toBe(date.weekOfYear);
    }
  });

  test('working hours leave nights and weekends as gaps', () => {
    const office = {
      rotation: 'weekly',
      restrictions: [{ days: workdays, from: '09:00', to: '17:00' }],
    };
    const range = { start: Date.parse('2026-11-20T00:00Z'), end: Date.parse('2026-11-24T00:00Z') };
    const duties = dutiesWithin(levelsOf(schedule('UTC', office), []), range);
    const gaps = gapsWithin(duties, range).map(({ start, end }) => `${short(start)} ${short(end)}`);
    expect(gaps).toEqual([
      '2026-11-20T00:00Z 2026-11-20T09:00Z',
      '2026-11-20T17:00Z 2026-11-23T09:00Z',
      '2026-11-23T17:00Z 2026-11-24T00:00Z',
    ]);
  });

  test('a shift lasts until a layer above begins, though its hour is skipped the next time', () => {
    const always = { members: ['A'], start: START, rotation: 'monthly', turnLength: 2 };
    const sundays = [{ days: ['sunday'], from: '02:00', to: '03:00' }];
    const above = { members: ['B'], start: START, rotation: 'weekly', restrictions: sundays };
    const layers = [always, above].map((layer) => LayerInput.parse(layer) as Layer);
    const levels = levelsOf({ ...schedule('Europe/Berlin', {}), layers }, []);
    // On 29 March there is no hour after 02:00.
    const duty = dutyAt(levels, Date.parse('2026-03-24T12:00Z'));
    expect([duty?.member, short(duty?.start ?? 0), short(duty?.end ?? 0)]).toEqual([
      'A',
      '2026-03-22T02:00Z',
      '2026-04-05T00:00Z',
    ]);
  });

  test('with one who has two places, that one has two turns of three', () => {
    const layer = {
      rotation: 'daily',
      members: ['A', 'A', 'B'],
      handoffTime: '00:00',
      start: '2026-05-01T00:00:00.000Z',
    };
    const found = shifts('UTC', layer, '2026-05-01T00:00Z', '2026-05-07T00:00Z');
    expect(found.map((line) => line.at(-1)).join('')).toBe('AABAAB');
  });
});
