import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { throttled } from './throttled.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const lasting = (milliseconds: number) =>
  vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)));

it('many who ask at once are one piece of work', async () => {
  const work = lasting(1);
  const ask = throttled(work, 250);
  for (let i = 0; i < 10; i += 1) ask();
  await vi.advanceTimersByTimeAsync(1000);
  expect(work).toHaveBeenCalledTimes(1);
});

it('who never stops asking does not put it off', async () => {
  const work = lasting(1);
  const ask = throttled(work, 250);
  for (let i = 0; i < 20; i += 1) {
    ask();
    await vi.advanceTimersByTimeAsync(50);
  }
  expect(work.mock.calls.length).toBeGreaterThanOrEqual(3);
});

it('who asks during the work gets a later one, and slow work is followed by a rest', async () => {
  const work = lasting(1000);
  const ask = throttled(work, 250);
  ask();
  await vi.advanceTimersByTimeAsync(300);
  ask();
  await vi.advanceTimersByTimeAsync(3000);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(3000);
  expect(work).toHaveBeenCalledTimes(2);
});

it('work that fails is asked for again', async () => {
  const work = vi.fn(() => Promise.reject(new Error('no')));
  const ask = throttled(work, 250);
  ask();
  await vi.advanceTimersByTimeAsync(300);
  ask();
  await vi.advanceTimersByTimeAsync(300);
  expect(work).toHaveBeenCalledTimes(2);
});
