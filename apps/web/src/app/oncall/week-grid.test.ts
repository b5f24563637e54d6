import { describe, expect, it } from 'vitest';
import { barsOf, momentAt, rowsFrom, shareAt, startOfWeek } from './week-grid.ts';

const HOUR = 3_600_000;
const local = (...parts: [number, number, number, number?]) => new Date(...parts).getTime();
const monday = local(2026, 2, 2);
const [week, next] = rowsFrom(monday, 2);
if (!week || !next) throw new Error('There are two rows.');

it('a week begins on Monday, also for a Sunday', () => {
  expect(startOfWeek(local(2026, 2, 8, 23))).toBe(monday);
  expect(startOfWeek(monday)).toBe(monday);
});

it('rows follow one another without a gap', () => {
  expect(next.edges[0]).toBe(week.edges[7]);
});

it('a day takes a seventh of a week, however long it lasts', () => {
  for (let day = 0; day < 7; day += 1) {
    expect(shareAt(week, local(2026, 2, 2 + day))).toBeCloseTo(day / 7);
    expect(shareAt(week, local(2026, 2, 2 + day, 12))).toBeCloseTo((day + 0.5) / 7, 1);
  }
});

describe('a moment of a place', () => {
  it('is that which is drawn there', () => {
    const at = local(2026, 2, 4, 9);
    expect(momentAt(week, shareAt(week, at), HOUR)).toBe(at);
  });

  it('is a whole step of its day', () => {
    expect(momentAt(week, 0.4999, HOUR)).toBe(local(2026, 2, 5, 12));
  });

  it.each([-0.2, 0])('is the beginning at %d', (share) => {
    expect(momentAt(week, share, HOUR)).toBe(monday);
  });

  it.each([1, 1.7])('is the end at %d', (share) => {
    expect(momentAt(week, share, HOUR)).toBe(local(2026, 2, 9));
  });
});

describe('a bar', () => {
  const span = (from: number, to: number) => ({
    start: new Date(from).toISOString(),
    end: new Date(to).toISOString(),
  });

  it('is cut off where its row ends, and goes on in the next', () => {
    const long = span(local(2026, 2, 6), local(2026, 2, 11));
    const [bar] = barsOf(week, [long]);
    expect(bar).toMatchObject({ isFromBefore: false, isGoingOn: true });
    expect(bar?.left).toBeCloseTo(4 / 7);
    expect(bar?.width).toBeCloseTo(3 / 7);
    const [rest] = barsOf(next, [long]);
    expect(rest).toMatchObject({ left: 0, isFromBefore: true, isGoingOn: false });
    expect(rest?.width).toBeCloseTo(2 / 7);
  });

  it('is not there where it only touches the row', () => {
    expect(barsOf(next, [span(local(2026, 2, 6), local(2026, 2, 9))])).toEqual([]);
  });
});
