import { describe, expect, it } from 'vitest';
import { mondaysBefore, weeksOf } from './history.ts';

describe('the last weeks', () => {
  it.each([
    ['2026-03-09T00:00:00.000Z', '2026-03-09'],
    ['2026-03-15T23:59:59.999Z', '2026-03-09'],
    ['2026-03-16T00:00:00.000Z', '2026-03-16'],
  ])('at %s end with that of %s', (now, monday) => {
    expect(mondaysBefore(Date.parse(now), 4).at(-1)).toBe(monday);
  });

  it('follow each other over the end of a year', () => {
    expect(mondaysBefore(Date.parse('2026-01-06T12:00:00.000Z'), 3)).toEqual([
      '2025-12-22',
      '2025-12-29',
      '2026-01-05',
    ]);
  });

  it('are there even when nothing was opened', () => {
    const all = [{ group: '2026-01-05', opened: 3 }];
    const urgent = [{ group: '2026-01-05', opened: 1 }];
    expect(weeksOf(['2025-12-29', '2026-01-05'], all, urgent)).toEqual([
      { monday: '2025-12-29', all: 0, urgent: 0 },
      { monday: '2026-01-05', all: 3, urgent: 1 },
    ]);
  });
});
