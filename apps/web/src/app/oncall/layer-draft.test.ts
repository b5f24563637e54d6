import { expect, it } from 'vitest';
import type { Layer } from '@tocsin/client';
import { draftOf, layerOf, newLayer } from './layer-draft.ts';

const weekly: Layer = {
  rotation: 'weekly',
  turnLength: 2,
  handoffDay: 'friday',
  handoffTime: '08:30',
  members: ['Mara', 'Jonas'],
  restrictions: [{ days: ['monday'], from: '09:00', to: '17:00' }],
  start: '2026-03-02T08:00:00.000Z',
  end: null,
  timeZone: 'Europe/Berlin',
};

it('a rotation that is not changed is saved as it was', () => {
  expect(layerOf(draftOf(weekly))).toEqual(weekly);
});

it('of another kind it has the fields of that kind only', () => {
  const { handoffDay: _, ...rest } = weekly;
  expect(layerOf({ ...draftOf(weekly), rotation: 'daily' })).toEqual({
    ...rest,
    rotation: 'daily',
  });
  expect(layerOf({ ...draftOf(weekly), rotation: 'monthly' })).toEqual({
    ...rest,
    rotation: 'monthly',
    handoffDate: 1,
  });
});

it('a new one begins when it is saved', () => {
  expect(layerOf(newLayer(['Mara']))).not.toHaveProperty('start');
});
