import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestRank, weekOf } from './rules.ts';

it('a percentile is the least value that so many of all do not exceed', () => {
  const values = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(values, fc.constantFrom(0.5, 0.9, 0.95), (all, share) => {
      const found = nearestRank(Float64Array.from(all).sort(), share);
      const within = (limit: number) => all.filter((value) => value <= limit).length;
      const enough = (limit: number) => within(limit) >= share * all.length;
      expect(all).toContain(found);
      expect(enough(found ?? -1)).toBe(true);
      expect(all.filter((value) => value < (found ?? -1)).some(enough)).toBe(false);
    }),
  );
  expect(nearestRank([], 0.5)).toBeNull();
});

it.each([
  ['1969-12-31T23:59:59.999Z', '1969-12-29'],
  ['2026-03-01T23:59:59.999Z', '2026-02-23'],
  ['2026-03-02T00:00:00.000Z', '2026-03-02'],
  ['2026-03-08T12:00:00.000Z', '2026-03-02'],
])('%s is in the week of %s', (createdAt, monday) => {
  expect(weekOf(createdAt)).toBe(monday);
});
