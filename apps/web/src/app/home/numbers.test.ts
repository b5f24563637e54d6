import type { Incident } from '@tocsin/client';
import { describe, expect, it } from 'vitest';
import { daysBefore, openByService, timesOf } from './numbers.ts';

const HOUR = 3_600_000;

const incident = (fields: Partial<Incident>): Incident => ({
  id: 'a',
  number: 1,
  title: 't',
  severity: 'P3',
  status: 'Open',
  phase: 'open',
  service: 'api',
  assignedTo: null,
  createdAt: '2026-03-10T08:00:00.000Z',
  updatedAt: '2026-03-10T08:00:00.000Z',
  acknowledgedAt: null,
  resolvedAt: null,
  mttaSeconds: null,
  mttrSeconds: null,
  snoozedUntil: null,
  mergedInto: null,
  notes: [],
  version: 1,
  ...fields,
});
const resolvedAfter = (hours: number): Incident =>
  incident({
    acknowledgedAt: '2026-03-10T08:30:00.000Z',
    resolvedAt: new Date(Date.parse('2026-03-10T08:00:00.000Z') + hours * HOUR).toISOString(),
  });

describe('the last days', () => {
  it('end with today and follow each other without a gap', () => {
    const days = daysBefore(new Date(2026, 2, 10, 15), 30);
    expect(days).toHaveLength(30);
    expect(days.at(-1)?.from).toEqual(new Date(2026, 2, 10));
    expect(days.at(-1)?.to).toEqual(new Date(2026, 2, 11));
    for (const [i, day] of days.entries()) {
      if (i > 0) expect(day.from).toEqual(days[i - 1]?.to);
    }
  });
});

describe('services', () => {
  it('stand by how many are open, and how many of them are urgent', () => {
    const open = [
      incident({ service: 'web' }),
      incident({ service: 'api', severity: 'P1' }),
      incident({ service: 'search' }),
      incident({ service: 'search', severity: 'P2' }),
    ];
    expect(openByService(open)).toEqual([
      { service: 'search', count: 2, urgent: 1 },
      { service: 'api', count: 1, urgent: 1 },
      { service: 'web', count: 1, urgent: 0 },
    ]);
  });
});

describe('times', () => {
  it('are not known before an incident was resolved', () => {
    expect(timesOf([])).toEqual({ toAcknowledge: undefined, toResolve: undefined });
  });

  it('are the mean, the median and the ninth tenth', () => {
    const { toAcknowledge, toResolve } = timesOf(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 100].map(resolvedAfter),
    );
    expect(toResolve).toEqual({ count: 10, mean: 14.5 * HOUR, median: 5 * HOUR, p90: 9 * HOUR });
    expect(toAcknowledge?.median).toBe(HOUR / 2);
  });

  it('of one are that one', () => {
    const { toResolve } = timesOf([resolvedAfter(2)]);
    expect(toResolve).toEqual({ count: 1, mean: 2 * HOUR, median: 2 * HOUR, p90: 2 * HOUR });
  });
});
