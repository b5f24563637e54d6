import { expect, it } from 'vitest';
import { fieldMoment, fieldText, soonText } from './oncall-times.ts';

const now = new Date(2026, 2, 4, 12).getTime();
const at = (...parts: [number, number, number, number]) => new Date(...parts).toISOString();

it.each([
  [at(2026, 2, 4, 17), /^17:00$/],
  [at(2026, 2, 5, 9), /^Thu 09:00$/],
  [at(2026, 3, 1, 9), /Apr.*09:00$/],
])('%s is told as short as can be', (moment, text) => {
  expect(soonText(moment, now)).toMatch(text);
});

it('a field has the moment that it was given', () => {
  expect(fieldMoment(fieldText(now))).toBe(new Date(now).toISOString());
  expect(fieldMoment('')).toBeUndefined();
});
