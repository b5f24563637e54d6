import type { EscalationStep } from '@tocsin/client';
import { expect, it } from 'vitest';
import { draftOf, stepOf } from './step-draft.ts';

const step: EscalationStep = {
  delayMinutes: 15,
  targets: [
    { type: 'schedule', team: 'payments' },
    { type: 'schedule', team: 'search' },
    { type: 'person', person: 'Mara' },
  ],
};

it('a step that is not changed is saved as it was', () => {
  expect(stepOf(draftOf(step))).toEqual(step);
});

it('names are told apart by commas', () => {
  expect(stepOf({ ...draftOf(step), names: ' a ,, b', others: [] }).targets).toEqual([
    { type: 'schedule', team: 'a' },
    { type: 'schedule', team: 'b' },
  ]);
});
