import { expect, it } from 'vitest';
import { hueOf, initialsOf } from './person-looks.ts';

it.each([
  ['Mara Lindqvist', 'ML'],
  ['Mara', 'M'],
  ['Ana María de la Cruz', 'AC'],
  ['jean-luc', 'JL'],
  ['😀 Smile', '😀S'],
  ['', ''],
])('%s is %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

it('a name keeps its colour, and many names have many', () => {
  expect(hueOf('Mara')).toBe(hueOf('Mara'));
  const names = Array.from({ length: 40 }, (_, i) => `Person ${i}`);
  expect(new Set(names.map(hueOf)).size).toBeGreaterThan(8);
});
