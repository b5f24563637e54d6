import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { defineJob, GiveUpError, RetryAfterError } from './job.ts';
import { afterFailure, backoff, messageOf } from './rules.ts';

const policy = defineJob({
  name: 'a.b',
  data: z.strictObject({}),
  maxAttempts: 5,
  backoffMs: 1_000,
  maxBackoffMs: 60_000,
});

it('waits twice as long after each attempt, half of it at random, up to a limit', () => {
  expect([1, 2, 3, 6, 7, 8, 500].map((attempt) => backoff(policy, attempt, 1))).toEqual([
    1_000, 2_000, 4_000, 32_000, 60_000, 60_000, 60_000,
  ]);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempt, random) => {
        const most = backoff(policy, attempt, 1);
        const wait = backoff(policy, attempt, random);
        expect(Number.isSafeInteger(wait)).toBe(true);
        expect(wait).toBeGreaterThanOrEqual(most / 2);
        expect(wait).toBeLessThanOrEqual(most);
      },
    ),
  );
});

it('gives up after the last attempt, or when it is told to', () => {
  const chance = { now: 100, random: 0 };
  const after = (error: unknown, attempt: number) => afterFailure(error, attempt, policy, chance);
  const error = new Error('no');
  expect(after(error, 4)).toEqual({ state: 'retrying', error: 'no', dueAt: 4_100 });
  expect(after(error, 5)).toEqual({ state: 'failed', error: 'no' });
  expect(after(new GiveUpError('never'), 1)).toEqual({ state: 'failed', error: 'never' });
  const later = new RetryAfterError('busy', 7_777);
  expect(after(later, 1)).toEqual({ state: 'retrying', error: 'busy', dueAt: 7_877 });
  expect(after(later, 5)).toEqual({ state: 'failed', error: 'busy' });
});

it('makes of whatever was thrown a text that every engine can store', () => {
  expect(messageOf('text')).toBe('text');
  expect(messageOf(new TypeError(''))).toBe('TypeError');
  expect(messageOf(undefined)).toBe('undefined');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 5_000 }), (text) => {
      const message = messageOf(new Error(text));
      expect(message.isWellFormed()).toBe(true);
      expect(message).not.toContain('\0');
      expect(message.length).toBeLessThanOrEqual(2_000);
    }),
  );
});
