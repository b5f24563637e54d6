import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/clock.ts';
import { GiveUpError, RetryAfterError } from '../../src/jobs/job.ts';
import { listJobs } from '../../src/jobs/list.ts';
import { cancelJob, cancelJobs, enqueue, retryJob } from '../../src/jobs/queue.ts';
import { errand } from '../errand.ts';
import { type Errand, gate, jobsApp } from '../jobs.ts';
import { pause } from './incident.ts';

const SOON = { timeout: 15_000 };

const later = (iso: string, milliseconds: number) =>
  new Date(Date.parse(iso) + milliseconds).toISOString();

describe('a job', () => {
  it('runs once, after its change has committed, with its data', async () => {
    const runs: unknown[] = [];
    const { storage, app, job, now } = await jobsApp(async ({ data, attempt, context, id }) => {
      runs.push({ data, attempt, actor: context.actor.kind, requestId: context.requestId === id });
    });
    const { id } = await storage.write(async (writer) => {
      const asked = await enqueue(writer, errand, { data: { n: 7 }, at: now() });
      await pause();
      await pause();
      expect(runs).toEqual([]);
      return asked;
    });
    await app.jobs.idle();
    expect(runs).toEqual([{ data: { n: 7 }, attempt: 1, actor: 'system', requestId: true }]);
    expect(await job(id)).toMatchObject({
      state: 'succeeded',
      attempts: 1,
      dueAt: null,
      lease: null,
      error: null,
      createdAt: now(),
      startedAt: now(),
      finishedAt: now(),
    });
    await app.jobs.idle();
    expect(runs).toHaveLength(1);
  });

  it('is not there when its change is rolled back', async () => {
    const runs: number[] = [];
    const { storage, app, now } = await jobsApp(async ({ data }) => void runs.push(data.n));
    const change = storage.write(async (writer) => {
      await enqueue(writer, errand, { data: { n: 1 }, at: now(), key: 'k' });
      throw new Error('changed my mind');
    });
    await expect(change).rejects.toThrow('changed my mind');
    await app.jobs.idle();
    expect(runs).toEqual([]);
    expect(await listJobs(storage, { limit: 10 })).toEqual([]);
  });

  it('wakes up whoever waits for it, without a clock that moves', async () => {
    const ran = gate();
    const { ask } = await jobsApp(async () => ran.open());
    await new Promise((resolve) => setTimeout(resolve, 50));
    await ask();
    await ran.opened;
  });

  it('with data that its definition does not have is refused, with its change', async () => {
    const { storage, ask } = await jobsApp(async () => {});
    await expect(ask({ data: { n: 'x' as unknown as number } })).rejects.toThrow(/expected number/);
    expect(await listJobs(storage, { limit: 10 })).toEqual([]);
  });

  it('whose stored data nobody can use any more has failed, once and visibly', async () => {
    const { storage, ask, app, job, now } = await jobsApp(async () => {});
    const id = await ask({ runAt: later(now(), 1000) });
    await storage.write(async ({ db, tables }) => {
      await db.update(tables.jobs).set({ data: { n: 'old' }, dueAt: now() });
    });
    await app.jobs.idle();
    expect(await job(id)).toMatchObject({ state: 'failed', attempts: 1 });
    expect((await job(id)).error).toMatch(/cannot be used.*n/s);
  });

  it('of a name that this process does not know is left for one that does', async () => {
    const runs: string[] = [];
    const test = await jobsApp(async () => {});
    const { storage, now, clock, state } = test;
    const unknown = { ...errand, name: 'test.of_tomorrow' };
    const { id } = await storage.write((writer) =>
      enqueue(writer, unknown, { data: {}, at: now() }),
    );
    await clock.advance(3_600_000);
    expect(await state(id)).toBe('queued');
    const newer = await jobsApp(async (job) => void runs.push(job.id), {
      storage,
      policy: { name: 'test.of_tomorrow' },
    });
    await newer.clock.advance(3_600_000);
    expect(runs).toEqual([id]);
  });
});

describe('a delayed job', () => {
  it('runs when it is due and not before; of several, in the order in which they are due', async () => {
    const runs: [number, string][] = [];
    const { ask, clock, now, state } = await jobsApp(async ({ data, context }) => {
      runs.push([data.n, new Date(context.clock.now()).toISOString()]);
    });
    const start = now();
    await ask({ data: { n: 3 }, runAt: later(start, 60_000) });
    await ask({ data: { n: 1 }, runAt: later(start, 1_000) });
    await ask({ data: { n: 2 }, runAt: later(start, 30_000) });
    const far = await ask({ data: { n: 4 }, runAt: later(start, 10 * 24 * 3_600_000) });
    await clock.advance(999);
    expect(runs).toEqual([]);
    await clock.advance(100_000);
    expect(runs).toEqual([
      [1, later(start, 1_000)],
      [2, later(start, 30_000)],
      [3, later(start, 60_000)],
    ]);
    expect(await state(far)).toBe('queued');
    await clock.advance(10 * 24 * 3_600_000);
    expect(runs.at(-1)).toEqual([4, later(start, 10 * 24 * 3_600_000)]);
  });

  it('that enqueues another has that run at its own time, too', async () => {
    const runs: [number, number][] = [];
    const test = await jobsApp(async ({ data, finish, context }) => {
      runs.push([data.n, context.clock.now()]);
      const at = new Date(context.clock.now()).toISOString();
      await finish(async (writer) => {
        if (data.n < 5) {
          const next = { data: { n: data.n + 1 }, at, runAt: later(at, 60_000), key: 'chain' };
          await enqueue(writer, errand, next);
        }
      });
    });
    const start = test.clock.now();
    await test.ask({ data: { n: 1 }, key: 'chain' });
    await test.clock.advance(10 * 60_000);
    expect(runs).toEqual([1, 2, 3, 4, 5].map((n) => [n, start + (n - 1) * 60_000]));
  });
});

describe('a job that fails', () => {
  it('is tried again, each time after a longer wait, until it succeeds', async () => {
    const times: number[] = [];
    const { ask, job, clock } = await jobsApp(async ({ attempt, context }) => {
      times.push(context.clock.now());
      if (attempt < 4) throw new Error(`no luck ${attempt}`);
    });
    const id = await ask();
    await clock.advance(0);
    expect(await job(id)).toMatchObject({ state: 'retrying', attempts: 1, error: 'no luck 1' });
    await clock.advance(60_000);
    expect(await job(id)).toMatchObject({ state: 'succeeded', attempts: 4, error: null });
    const waits = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    expect(waits).toHaveLength(3);
    for (const [i, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(500 * 2 ** i);
      expect(wait).toBeLessThanOrEqual(1000 * 2 ** i);
    }
  });

  it('every time has failed in the end, visibly, and can be tried anew', async () => {
    let isMended = false;
    let runs = 0;
    const { ask, job, clock, storage, now, logged } = await jobsApp(async () => {
      runs += 1;
      if (!isMended) throw new Error('mail server says no\0');
    });
    const id = await ask();
    await clock.advance(3_600_000);
    expect(runs).toBe(4);
    const failed = { state: 'failed', attempts: 4, error: 'mail server says no', dueAt: null };
    expect(await job(id)).toMatchObject(failed);
    expect(await listJobs(storage, { states: ['failed'], limit: 5 })).toEqual([await job(id)]);
    expect(logged.filter(({ level }) => level === 'error')).toMatchObject([
      { job: id, name: 'test.errand', attempt: 4, msg: 'job failed' },
    ]);

    isMended = true;
    expect(await storage.write((writer) => retryJob(writer, id, now()))).toBe(true);
    await clock.advance(0);
    expect(await job(id)).toMatchObject({ state: 'succeeded', attempts: 1, error: null });
    expect(await storage.write((writer) => retryJob(writer, id, now()))).toBe(false);
  });

  it('may say that there is no point in another attempt, or when the next is to be', async () => {
    const times: number[] = [];
    const { ask, job, clock } = await jobsApp(async ({ data, attempt, context }) => {
      if (data.n === 0) throw new GiveUpError('gone for good');
      times.push(context.clock.now());
      if (attempt === 1) throw new RetryAfterError('busy', 123_456);
    });
    const given = await ask({ data: { n: 0 } });
    const retried = await ask({ data: { n: 1 } });
    await clock.advance(200_000);
    expect(await job(given)).toMatchObject({
      state: 'failed',
      attempts: 1,
      error: 'gone for good',
    });
    expect(await job(retried)).toMatchObject({ state: 'succeeded', attempts: 2 });
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBe(123_456);
  });

  it('by taking too long is told so, is tried again, and can write nothing more', async () => {
    const began = gate();
    const reasons: string[] = [];
    const refused: string[] = [];
    const { ask, job, clock, state } = await jobsApp(
      async ({ attempt, signal, write }: Errand) => {
        if (attempt > 1) return;
        began.open();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        reasons.push(String(signal.reason));
        // At once, before anybody has written that it failed.
        await write(async () => {}).catch((error: Error) => refused.push(error.name));
      },
      { policy: { timeoutMs: 5_000 }, clock: new ManualClock({ patienceMs: 300 }) },
    );
    const id = await ask();
    await began.opened;
    await clock.advance(5_000);
    await expect.poll(() => refused, SOON).toEqual(['LeaseLostError']);
    await expect.poll(() => state(id), SOON).toBe('retrying');
    expect(await job(id)).toMatchObject({ error: 'It took longer than 5 s.' });
    expect(reasons).toEqual(['Error: It took longer than 5 s.']);
    await clock.advance(10_000);
    await expect.poll(() => state(id), SOON).toBe('succeeded');
    expect((await job(id)).attempts).toBe(2);
  });
});

describe('finish', () => {
  it('writes its change and the success of the job in one, or neither', async () => {
    const { ask, job, clock, storage } = await jobsApp(async ({ attempt, finish }) => {
      await finish(async ({ db, tables: { milestones } }) => {
        await db.insert(milestones).values({ name: `attempt ${attempt}`, at: 'now' });
        if (attempt === 1) throw new Error('after the insert');
      });
    });
    const id = await ask();
    await clock.advance(10_000);
    const rows = await storage.db.select().from(storage.tables.milestones);
    expect(rows.map(({ name }) => name)).toEqual(['attempt 2']);
    expect(await job(id)).toMatchObject({ state: 'succeeded', attempts: 2 });
  });

  it('is the last word: what goes wrong after it changes nothing', async () => {
    let runs = 0;
    const { ask, job, clock } = await jobsApp(async ({ finish, write }) => {
      runs += 1;
      await finish(async () => {});
      await write(async () => {});
    });
    const id = await ask();
    await clock.advance(60_000);
    expect(runs).toBe(1);
    expect(await job(id)).toMatchObject({ state: 'succeeded', attempts: 1, error: null });
  });
});

describe('a key', () => {
  it('lets one job wait, however many ask at once, in however many processes', async () => {
    const { storage, now, ask, clock } = await jobsApp(async () => {});
    const runAt = later(now(), 1000);
    const ids = await Promise.all(Array.from({ length: 30 }, () => ask({ key: 'one', runAt })));
    expect(new Set(ids).size).toBe(1);
    const other = await ask({ key: 'another', runAt });
    expect(other).not.toBe(ids[0]);
    await clock.advance(1000);
    const states = (await listJobs(storage, { limit: 50 })).map(({ state }) => state);
    expect(states).toEqual(['succeeded', 'succeeded']);
    expect(await ask({ key: 'one' })).not.toBe(ids[0]);
  });

  it('does not count a job that runs already; should that fail, the newer one takes its place', async () => {
    const running = gate();
    const goOn = gate();
    const runs: number[] = [];
    const { ask, app, job } = await jobsApp(async ({ data }) => {
      runs.push(data.n);
      if (data.n > 1) return;
      running.open();
      await goOn.opened;
      throw new Error('too late');
    });
    const first = await ask({ data: { n: 1 }, key: 'k' });
    await running.opened;
    const runAt = '2026-03-01T09:00:00.000Z';
    const second = await ask({ data: { n: 2 }, key: 'k', runAt });
    expect(await ask({ data: { n: 3 }, key: 'k', runAt })).toBe(second);
    expect(second).not.toBe(first);
    goOn.open();
    await app.jobs.idle();
    expect(await job(first)).toMatchObject({ state: 'cancelled', error: 'too late' });
    expect(await job(second)).toMatchObject({ state: 'queued', dueAt: runAt });
    expect(runs).toEqual([1]);
  });
});

describe('a cancelled job', () => {
  it('does not run, if its change commits', async () => {
    const runs: number[] = [];
    const { ask, clock, storage, now, state } = await jobsApp(
      async ({ data }) => void runs.push(data.n),
    );
    const runAt = later(now(), 1000);
    const [a, b, c] = await Promise.all([
      ask({ data: { n: 1 }, key: 'a', runAt }),
      ask({ data: { n: 2 }, key: 'b', runAt }),
      ask({ data: { n: 3 }, runAt }),
    ]);
    const undone = storage.write(async (writer) => {
      await cancelJobs(writer, errand, { key: 'b', at: now() });
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    const cancel = (key: string) =>
      storage.write((writer) => cancelJobs(writer, errand, { key, at: now() }));
    expect(await cancel('a')).toBe(1);
    expect(await cancel('a')).toBe(0);
    expect(await storage.write((writer) => cancelJob(writer, c, now()))).toBe(true);
    await clock.advance(60_000);
    expect(runs).toEqual([2]);
    expect([await state(a), await state(b), await state(c)]).toEqual([
      'cancelled',
      'succeeded',
      'cancelled',
    ]);
    expect(await storage.write((writer) => retryJob(writer, c, now()))).toBe(true);
    await clock.advance(0);
    expect(runs).toEqual([2, 3]);
  });

  it('that runs is told so, and can write nothing more', async () => {
    const running = gate();
    const refused: string[] = [];
    const run = async ({ signal, finish }: Errand) => {
      running.open();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      await finish(async ({ db, tables }) => {
        await db.insert(tables.milestones).values({ name: 'written', at: 'now' });
      }).catch((error: Error) => refused.push(error.name));
    };
    const patient = new ManualClock({ patienceMs: 300 });
    const { ask, clock, storage, now, state } = await jobsApp(run, { clock: patient });
    const id = await ask({ key: 'k' });
    await running.opened;
    await storage.write((writer) => cancelJobs(writer, errand, { key: 'k', at: now() }));
    await clock.advance(6_000);
    await expect.poll(() => refused, SOON).toEqual(['LeaseLostError']);
    expect(await storage.db.select().from(storage.tables.milestones)).toEqual([]);
    expect(await state(id)).toBe('cancelled');
  });
});
