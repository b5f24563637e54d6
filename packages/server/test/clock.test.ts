import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ManualClock, sleepUntil, systemClock } from '../src/clock.ts';

const DAY = 24 * 3_600_000;

describe('the system clock', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-03-01T08:00:00.000Z') }));
  afterEach(() => void vi.useRealTimers());

  it('calls back at a moment that is further away than any timer of the machine reaches', () => {
    const calls: number[] = [];
    const at = Date.now() + 60 * DAY;
    systemClock.setTimer(at, () => calls.push(Date.now()));
    vi.advanceTimersByTime(60 * DAY - 1);
    expect(calls).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(calls).toEqual([at]);
    vi.advanceTimersByTime(DAY);
    expect(calls).toHaveLength(1);
  });

  it('notices within a minute that the machine has slept, or that its clock was set', () => {
    let calls = 0;
    systemClock.setTimer(Date.now() + 3_600_000, () => (calls += 1));
    vi.advanceTimersByTime(10_000);
    vi.setSystemTime(Date.now() + 2 * 3_600_000);
    vi.advanceTimersByTime(60_000);
    expect(calls).toBe(1);
  });

  it('does not call early when the clock is set back', () => {
    let calls = 0;
    systemClock.setTimer(Date.now() + 30_000, () => (calls += 1));
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(30_000);
    expect(calls).toBe(0);
    vi.advanceTimersByTime(3_600_000);
    expect(calls).toBe(1);
  });

  it('calls soon, and not at once, for a moment that has passed; and not when it was called off', () => {
    let calls = 0;
    systemClock.setTimer(Date.now() - DAY, () => (calls += 1));
    systemClock.setTimer(Date.now() + 90_000, () => (calls += 100)).cancel();
    const late = systemClock.setTimer(Date.now() + 90_000, () => (calls += 100));
    expect(calls).toBe(0);
    vi.advanceTimersByTime(60_000);
    late.cancel();
    vi.advanceTimersByTime(DAY);
    expect(calls).toBe(1);
  });
});

describe('a clock that is moved by hand', () => {
  it('calls what is due on the way, in order and each at its own moment', async () => {
    const clock = new ManualClock({ start: 0 });
    const calls: [string, number][] = [];
    const call = (name: string) => () => calls.push([name, clock.now()]);
    clock.setTimer(300, call('c'));
    clock.setTimer(100, call('a'));
    clock.setTimer(100, call('b'));
    clock.setTimer(100, call('off')).cancel();
    clock.setTimer(-5, call('overdue'));
    await clock.advance(0);
    await clock.advance(299);
    expect(calls).toEqual([
      ['overdue', 0],
      ['a', 100],
      ['b', 100],
    ]);
    expect(clock.now()).toBe(299);
    await clock.advance(1);
    expect(calls.at(-1)).toEqual(['c', 300]);
  });

  it('waits for the work that a call causes before it moves on', async () => {
    const clock = new ManualClock({ start: 0 });
    const steps: string[] = [];
    let background = Promise.resolve();
    clock.waitFor(() => background);
    const namedWork = async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      steps.push(`named work at ${clock.now()}`);
      clock.setTimer(15, () => steps.push(`its timer at ${clock.now()}`));
    };
    clock.setTimer(10, async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      steps.push(`returned work at ${clock.now()}`);
      background = namedWork();
    });
    clock.setTimer(20, () => steps.push(`next timer at ${clock.now()}`));
    await clock.advance(100);
    expect(steps).toEqual([
      'returned work at 10',
      'named work at 10',
      'its timer at 15',
      'next timer at 20',
    ]);
  });

  it('moves on past work that waits for the clock itself', async () => {
    const clock = new ManualClock({ start: 0, patienceMs: 20 });
    const steps: number[] = [];
    clock.setTimer(10, async () => {
      await sleepUntil(clock, 50);
      steps.push(clock.now());
    });
    await clock.advance(100);
    expect(steps).toEqual([50]);
  });

  it('is moved by one at a time', async () => {
    const clock = new ManualClock({ start: 0 });
    const calls: number[] = [];
    for (let at = 1; at <= 50; at += 1)
      clock.setTimer(at, async () => void calls.push(clock.now()));
    await Promise.all(Array.from({ length: 10 }, () => clock.advance(5)));
    expect(calls).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    expect(clock.now()).toBe(50);
  });

  it('passes on what a call throws, and can be moved after that', async () => {
    const clock = new ManualClock({ start: 0 });
    clock.setTimer(1, () => Promise.reject(new Error('no')));
    await expect(clock.advance(10)).rejects.toThrow('no');
    await clock.advance(10);
    expect(clock.now()).toBe(11);
  });
});

describe('a sleep', () => {
  it('ends at its moment, or with the reason of whoever ends it', async () => {
    const clock = new ManualClock({ start: 0 });
    const controller = new AbortController();
    const [sleeps, broken] = [sleepUntil(clock, 10), sleepUntil(clock, 10, controller.signal)];
    controller.abort(new Error('enough'));
    await expect(broken).rejects.toThrow('enough');
    await clock.advance(10);
    await sleeps;
    await expect(sleepUntil(clock, 20, controller.signal)).rejects.toThrow('enough');
  });
});
