import { describe, expect, it } from 'vitest';
import { ManualClock, timestamp } from '../../src/clock.ts';
import { handleJob, type JobRun } from '../../src/jobs/job.ts';
import { findJob, listJobs } from '../../src/jobs/list.ts';
import { enqueue } from '../../src/jobs/queue.ts';
import { errand } from '../errand.ts';
import { gate, jobsApp } from '../jobs.ts';
import { pause } from './incident.ts';

const DAY = 24 * 3_600_000;

describe('at once', () => {
  it('run as many as are allowed, of each name and in all; slow ones leave room for others', async () => {
    const most = { slow: 0, all: 0 };
    const now = { slow: 0, all: 0 };
    const quick: number[] = [];
    const goOn = gate();
    const run = async ({ data }: JobRun<{ n: number }>) => {
      now.all += 1;
      now.slow += 1;
      most.all = Math.max(most.all, now.all);
      most.slow = Math.max(most.slow, now.slow);
      await goOn.opened;
      now.all -= 1;
      now.slow -= 1;
      return void data;
    };
    const other = { ...errand, name: 'test.quick', concurrency: 4 };
    const handler = handleJob(other, async ({ data }) => {
      now.all += 1;
      most.all = Math.max(most.all, now.all);
      await pause();
      quick.push(data.n);
      now.all -= 1;
    });
    const test = await jobsApp(run, {
      handlers: [handler],
      jobs: { concurrency: 5 },
      policy: { concurrency: 3 },
    });
    const at = test.now();
    await test.storage.write(async (writer) => {
      for (let n = 0; n < 20; n += 1) await enqueue(writer, errand, { data: { n }, at });
      for (let n = 0; n < 20; n += 1) await enqueue(writer, other, { data: { n }, at });
    });
    await expect.poll(() => quick.length, { timeout: 10_000 }).toBe(20);
    expect(quick).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(most).toEqual({ slow: 3, all: 5 });
    expect(now).toEqual({ slow: 3, all: 3 });
    goOn.open();
    await test.app.jobs.idle();
    const jobs = await listJobs(test.storage, { limit: 100 });
    expect(new Set(jobs.map(({ state }) => state))).toEqual(new Set(['succeeded']));
    expect(most.slow).toBe(3);
  });

  it('a thousand are done, each once', async () => {
    const runs = new Map<string, number>();
    const { storage, app, now } = await jobsApp(
      async ({ id }) => void runs.set(id, (runs.get(id) ?? 0) + 1),
      { jobs: { concurrency: 50 }, policy: { concurrency: 50 } },
    );
    const began = performance.now();
    await storage.write(async (writer) => {
      for (let n = 0; n < 1000; n += 1) await enqueue(writer, errand, { data: { n }, at: now() });
    });
    await app.jobs.idle();
    const seconds = (performance.now() - began) / 1000;
    console.log(`1,000 jobs on ${storage.engine}: ${Math.round(1000 / seconds)} a second`);
    expect(runs.size).toBe(1000);
    expect(Math.max(...runs.values())).toBe(1);
    const jobs = await listJobs(storage, { states: ['succeeded'], limit: 2000 });
    expect(jobs).toHaveLength(1000);
  }, 60_000);
});

/** Two servers on one database, as two processes are: each with a clock and jobs of its own. */
async function twoServers(run: (server: number, job: JobRun<{ n: number }>) => Promise<void>) {
  const clock = () => new ManualClock({ patienceMs: 300 });
  const policy = { timeoutMs: DAY };
  const first = await jobsApp((job) => run(1, job), { policy, clock: clock() });
  const { storage } = first;
  const second = await jobsApp((job) => run(2, job), { storage, policy, clock: clock() });
  return { first, second };
}

describe('of two servers', () => {
  it('one runs a job, and goes on holding it as long as it runs', async () => {
    const goOn = gate();
    const runs: number[] = [];
    const { first, second } = await twoServers(async (server) => {
      runs.push(server);
      await goOn.opened;
    });
    const id = await first.ask();
    await expect.poll(() => runs).toHaveLength(1);
    // Both clocks move, as they do: leases are renewed every five seconds.
    for (let i = 0; i < 8; i += 1) {
      await Promise.all([first.clock.advance(5_000), second.clock.advance(5_000)]);
      await expect
        .poll(async () => Date.parse((await first.job(id)).dueAt ?? ''), { timeout: 15_000 })
        .toBe(first.clock.now() + 15_000);
    }
    expect(runs).toHaveLength(1);
    goOn.open();
    await expect.poll(() => first.state(id)).toBe('succeeded');
    expect((await first.job(id)).attempts).toBe(1);
  });

  it('one takes over from the other that has stood still, which then can write nothing', async () => {
    const [began, goOn] = [gate(), gate()];
    const refused: string[] = [];
    const { first, second } = await twoServers(async (server, { attempt, write, finish }) => {
      const tell = (word: string) =>
        write(async ({ db, tables: { milestones } }) => {
          await db.insert(milestones).values({ name: `${server} ${word} ${attempt}`, at: 'now' });
        });
      if (attempt === 1) {
        await tell('began');
        began.open();
        await goOn.opened;
        await tell('wrote').catch((error: Error) => refused.push(error.name));
        await finish(async () => {}).catch((error: Error) => refused.push(error.name));
        return;
      }
      await tell('took over');
    });
    const id = await first.ask();
    await began.opened;
    const stuck = (await first.storage.db.select().from(first.storage.tables.milestones))[0];
    const other = stuck?.name.startsWith('1') ? second : first;
    await other.clock.advance(14_999);
    expect(await other.state(id)).toBe('running');
    await other.clock.advance(2);
    expect(await other.job(id)).toMatchObject({ state: 'succeeded', attempts: 2 });
    goOn.open();
    await expect.poll(() => refused).toEqual(['LeaseLostError', 'LeaseLostError']);
    await Promise.all([first.app.jobs.idle(), second.app.jobs.idle()]);
    const { milestones } = first.storage.tables;
    const rows = await first.storage.db.select({ name: milestones.name }).from(milestones);
    expect(rows.map(({ name }) => name.slice(2)).toSorted()).toEqual(['began 1', 'took over 2']);
    expect(await other.job(id)).toMatchObject({ state: 'succeeded', attempts: 2 });
    const told = [...first.logged, ...second.logged].map(({ msg }) => msg);
    expect(told).toContain('job taken over');
    expect(told).toContain('job lost: it was cancelled or taken over');
  });

  it('neither tries a job for ever whose every attempt ends with its process', async () => {
    const test = await jobsApp(async () => {});
    const at = test.now();
    const id = await test.ask({ runAt: '2026-03-02T08:00:00.000Z' });
    await test.storage.write(async ({ db, tables: { jobs } }) => {
      await db
        .update(jobs)
        .set({ state: 'running', attempts: errand.maxAttempts, lease: 'dead/1', dueAt: at });
    });
    await test.app.jobs.idle();
    expect(await test.job(id)).toMatchObject({ state: 'failed', attempts: 4, lease: null });
    expect((await test.job(id)).error).toMatch(/process/);
  });
});

describe('a server that stops', () => {
  it('takes no more, and lets finish what runs', async () => {
    const [began, goOn] = [gate(), gate()];
    const { app, ask, state } = await jobsApp(
      async () => {
        began.open();
        await goOn.opened;
      },
      { policy: { concurrency: 1 } },
    );
    const running = await ask();
    const waiting = await ask();
    await began.opened;
    const stopped = app.jobs.stop();
    await pause();
    goOn.open();
    await stopped;
    expect([await state(running), await state(waiting)]).toEqual(['succeeded', 'queued']);
  });

  it('gives back what does not finish in time: another begins it at once, as if it had not run', async () => {
    const began = gate();
    let aborted = 0;
    const first = await jobsApp(
      async ({ data, signal }) => {
        signal.addEventListener('abort', () => (aborted += 1));
        began.open();
        // One of them heeds its signal.
        await new Promise<void>((_, reject) => {
          if (data.n === 1) signal.addEventListener('abort', () => reject(signal.reason as Error));
        });
      },
      { jobs: { graceMs: 50 } },
    );
    const ids = [
      await first.ask({ data: { n: 1 } }),
      await first.ask({ data: { n: 2 }, key: 'k' }),
    ];
    await began.opened;
    await expect.poll(() => first.state(ids[1] ?? '')).toBe('running');
    await first.app.jobs.stop();
    expect(aborted).toBe(2);
    for (const id of ids) {
      const given = { state: 'queued', attempts: 0, lease: null, dueAt: first.now() };
      expect(await first.job(id)).toMatchObject(given);
    }
    const attempts: number[] = [];
    const second = await jobsApp(async ({ attempt }) => void attempts.push(attempt), {
      storage: first.storage,
    });
    await second.app.jobs.idle();
    expect(attempts).toEqual([1, 1]);
  });
});

it('jobs that ended are deleted after a while, those that failed much later', async () => {
  const test = await jobsApp(
    async ({ data }) => {
      if (data.n === 1) throw new Error('no');
    },
    { jobs: { keepMs: 2 * DAY }, policy: { maxAttempts: 1 } },
  );
  const { storage, clock, ask } = test;
  const [good, bad] = [await ask({ data: { n: 0 } }), await ask({ data: { n: 1 } })];
  const future = await ask({ runAt: timestamp(clock.now() + 30 * DAY) });
  await storage.write(async (writer) => {
    for (let n = 0; n < 1_200; n += 1) await enqueue(writer, errand, { data: {}, at: test.now() });
  });
  await test.app.jobs.idle();
  await clock.advance(2 * DAY - 3_600_000);
  expect(await listJobs(storage, { limit: 2_000 })).toHaveLength(1_203);
  await clock.advance(2 * 3_600_000);
  expect((await listJobs(storage, { limit: 2_000 })).map(({ id }) => id)).toEqual([future, bad]);
  expect(await findJob(storage, good)).toBeUndefined();
}, 60_000);
