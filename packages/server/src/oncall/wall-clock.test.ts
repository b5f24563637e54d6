import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wallClockOf } from './wall-clock.ts';

const zones = [...Intl.supportedValuesOf('timeZone'), 'Asia/Kolkata', 'US/Pacific', 'UTC'];
const anyZone = fc.constantFrom(...zones);
const anyTime = fc.integer({
  min: Date.parse('1900-01-01T00:00:00Z'),
  max: Date.parse('2150-01-01T00:00:00Z'),
});

/** What the runtime itself says that a clock shows, to the second. */
function shownBy(zone: string, time: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(time);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

describe('a wall clock', () => {
  test('shows what the runtime says, in every zone, at any time', () => {
    fc.assert(
      fc.property(anyZone, anyTime, (zone, time) => {
        const second = Math.floor(time / 1000) * 1000;
        expect(wallClockOf(zone).localAt(second)).toBe(shownBy(zone, second));
      }),
      { numRuns: 600 },
    );
  });

  test('shows it around every change of a zone, two of which are days apart', () => {
    // In 2000 these began daylight saving time on 8 October and ended it a week later.
    for (const zone of ['America/Boa_Vista', 'America/Noronha', 'America/Maceio']) {
      const clock = wallClockOf(zone);
      for (let hour = 0; hour < 31 * 24; hour += 1) {
        const time = Date.parse('2000-10-01T00:00:00Z') + hour * 3_600_000;
        expect(clock.localAt(time)).toBe(shownBy(zone, time));
      }
    }
  });

  test('reaches a time when it first shows it, or has passed it', () => {
    fc.assert(
      fc.property(anyZone, anyTime, (zone, local) => {
        const clock = wallClockOf(zone);
        const time = clock.reaches(local);
        expect(clock.localAt(time)).toBeGreaterThanOrEqual(local);
        // Not before: within a day no clock was ever set back and forth.
        for (const before of [1, 1_000, 60_000, 1_800_000, 3_600_000, 7_200_000, 86_399_999]) {
          expect(clock.localAt(time - before)).toBeLessThan(local);
        }
      }),
      { numRuns: 600 },
    );
  });

  test('reaches later times never earlier', () => {
    fc.assert(
      fc.property(anyZone, anyTime, fc.nat({ max: 7 * 86_400_000 }), (zone, local, more) => {
        const clock = wallClockOf(zone);
        expect(clock.reaches(local + more)).toBeGreaterThanOrEqual(clock.reaches(local));
      }),
      { numRuns: 600 },
    );
  });

  test('is the same whatever the case of its name, and goes on when it has forgotten', () => {
    const clock = wallClockOf('Europe/Berlin');
    expect(wallClockOf('europe/BERLIN')).toBe(clock);
    const summer = (year: number) => Date.UTC(year, 6, 1);
    for (let year = 1980; year < 2600; year += 1) {
      expect(clock.localAt(summer(year)) - summer(year)).toBe(7_200_000);
      expect(clock.localAt(summer(year) - 180 * 86_400_000) % 86_400_000).toBe(3_600_000);
    }
    expect(clock.localAt(summer(2026)) - summer(2026)).toBe(7_200_000);
  });
});
