import { describe, expect, it } from 'vitest';
import { ageText, durationText, utcText } from './times.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a duration', () => {
  it.each([
    [-5, '0s'],
    [59_999, '59s'],
    [MINUTE, '1m'],
    [HOUR - 1, '59m'],
    [HOUR, '1h'],
    [3 * HOUR + 5 * MINUTE, '3h 5m'],
    [DAY, '1d'],
    [2 * DAY + 4 * HOUR, '2d 4h'],
    [61 * DAY, '61d'],
  ])('of %d ms is %s', (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text);
  });
});

describe('an age', () => {
  const now = Date.parse('2026-03-10T12:00:00.000Z');

  it.each([
    ['2026-03-10T12:00:05.000Z', '0s'],
    ['2026-03-10T11:59:15.000Z', '45s'],
    ['2026-03-10T11:01:00.000Z', '59m'],
    ['2026-03-10T01:00:00.000Z', '11h'],
    ['2026-01-01T00:00:00.000Z', '68d'],
  ])('of %s is %s', (at, text) => {
    expect(ageText(at, now)).toBe(text);
  });
});

it('UTC is told to the second', () => {
  expect(utcText('2026-03-10T12:34:56.789Z')).toBe('2026-03-10 12:34:56 UTC');
});
