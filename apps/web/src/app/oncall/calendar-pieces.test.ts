import { expect, it } from 'vitest';
import { piecesOf, saidOf } from './calendar-pieces.ts';

const shift = {
  start: '2026-03-02T08:00:00.000Z',
  end: '2026-03-03T08:00:00.000Z',
  member: 'Mara',
  personId: null,
  layer: null,
};
const calendar = {
  scheduleId: 's',
  from: '2026-03-01T08:00:00.000Z',
  to: '2026-03-04T08:00:00.000Z',
  shifts: [
    { ...shift, source: 'members' as const, overrideId: null },
    {
      ...shift,
      start: '2026-03-03T08:00:00.000Z',
      end: '2026-03-04T08:00:00.000Z',
      source: 'override' as const,
      overrideId: 'o',
    },
  ],
  gaps: [{ start: '2026-03-01T08:00:00.000Z', end: '2026-03-02T08:00:00.000Z' }],
};

it('shifts, overrides and gaps are in the order of their times', () => {
  expect(piecesOf(calendar).map(({ kind, overrideId }) => [kind, overrideId])).toEqual([
    ['gap', null],
    ['shift', null],
    ['override', 'o'],
  ]);
  expect(piecesOf(undefined)).toEqual([]);
});

it('each says in words what it shows', () => {
  const said = piecesOf(calendar).map(saidOf);
  expect(said[0]).toMatch(/^Nobody is on call, /);
  expect(said[1]).toMatch(/^Mara, .* to /);
  expect(said[2]).toMatch(/by an override$/);
});
