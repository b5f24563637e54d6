import { join } from 'node:path';
import Client from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { timestamp } from '../src/clock.ts';
import { handleJob } from '../src/jobs/job.ts';
import { enqueue } from '../src/jobs/queue.ts';
import { dumpOf } from '../src/storage/dump.ts';
import { load } from '../src/storage/load.ts';
import { openStorage } from '../src/storage/open.ts';
import { testApp } from './app.ts';
import { emptyDatabase, temporaryFolder } from './database.ts';
import { errand } from './errand.ts';
import { gate, jobsApp } from './jobs.ts';

describe('the server', () => {
  it('runs jobs from when it listens until it closes, and lets finish what runs', async () => {
    const [began, goOn] = [gate(), gate()];
    const runs: string[] = [];
    const handler = handleJob(errand, async ({ id, finish }) => {
      began.open();
      await goOn.opened;
      await finish(async () => void runs.push(id));
    });
    const storage = await openStorage(await emptyDatabase(), { warn: () => {} });
    onTestFinished(() => storage.close());
    const test = await testApp({ storage, handlers: [handler] });
    const { id } = await storage.write((writer) =>
      enqueue(writer, errand, { data: {}, at: timestamp(test.clock.now()) }),
    );
    await test.rest('GET', '/incidents');
    expect(runs).toEqual([]);
    await test.listen();
    await began.opened;
    const closed = test.app.close();
    goOn.open();
    await closed;
    expect(runs).toEqual([id]);
    const [job] = await storage.db.select().from(storage.tables.jobs);
    expect(job?.state).toBe('succeeded');
  });

  it('counts attempts by name and outcome, their time, and the jobs that should run and do not', async () => {
    const blocked = gate();
    const test = await jobsApp(async ({ data, attempt }) => {
      if (data.n === 1 && attempt === 1) throw new Error('once');
      if (data.n === 2) throw new Error('always');
      if (data.n === 3) await blocked.opened;
    });
    for (const n of [0, 1, 2]) await test.ask({ data: { n } });
    await test.clock.advance(3_600_000);
    for (let i = 0; i < 8; i += 1) await test.ask({ data: { n: 3 } });
    await expect
      .poll(
        async () =>
          (await test.storage.db.select().from(test.storage.tables.jobs)).filter(
            ({ state }) => state === 'running',
          ).length,
      )
      .toBe(5);
    await test.ask({ runAt: '2026-12-01T00:00:00.000Z' });
    const { text } = await test.rest('GET', '//metrics');
    const value = (series: string) =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${series} `))
          ?.split(' ')[1],
      );
    const total = (outcome: string) =>
      value(`tocsin_jobs_total{name="test.errand",outcome="${outcome}"}`);
    expect([total('succeeded'), total('retried'), total('failed')]).toEqual([2, 4, 1]);
    expect(value('tocsin_job_duration_seconds_count{name="test.errand"}')).toBe(7);
    expect(value('tocsin_jobs_due')).toBe(3);
    blocked.open();
    await test.app.jobs.idle();
    expect((await test.rest('GET', '//metrics')).text).toContain('tocsin_jobs_due 0\n');
  });

  it('has a line in its log for each attempt, with the job and how it ended', async () => {
    const test = await jobsApp(async ({ attempt, context }) => {
      context.log.info({ attempt }, 'from within');
      if (attempt === 1) throw new Error('once');
    });
    const id = await test.ask();
    await test.clock.advance(10_000);
    expect(test.logged.filter(({ job }) => job === id)).toMatchObject([
      { level: 'info', name: 'test.errand', msg: 'from within' },
      { level: 'warn', attempt: 1, err: { message: 'once' }, msg: 'job failed for now' },
      { level: 'info', attempt: 2, msg: 'from within' },
      { level: 'info', attempt: 2, msg: 'job done' },
    ]);
  });
});

it('jobs move with the database to another engine, and run there', async () => {
  const runs: number[] = [];
  const test = await jobsApp(async () => {});
  const at = test.now();
  const runAt = timestamp(test.clock.now() + 60_000);
  const waiting = await test.ask({ data: { n: 7 }, runAt, key: 'k' });
  const done = await test.ask();
  await test.app.jobs.idle();
  const path = join(await temporaryFolder(), 'state.json');
  const moved = await openStorage({ engine: 'json', path }, { warn: () => {} });
  await moved.write(async (writer) => load(writer, await test.storage.snapshot(dumpOf)));
  await moved.close();

  const storage = await openStorage({ engine: 'json', path }, { warn: () => {} });
  onTestFinished(() => storage.close());
  const there = await jobsApp(async ({ data }) => void runs.push(data.n), { storage });
  expect(await there.job(done)).toEqual(await test.job(done));
  expect(await there.job(waiting)).toMatchObject({ state: 'queued', dueAt: runAt, key: 'k' });
  expect(await there.ask({ key: 'k', at })).toBe(waiting);
  await there.clock.advance(60_000);
  expect(runs).toEqual([7]);
});

describe('while the database cannot be written', () => {
  it('jobs wait, and their outcomes too; when it can be, they go on', async () => {
    const database = await emptyDatabase();
    if (database.engine !== 'sqlite') throw new Error('This is of SQLite.');
    const storage = await openStorage(database, { warn: () => {} });
    onTestFinished(() => storage.close());
    const [began, goOn] = [gate(), gate()];
    const runs: number[] = [];
    const test = await jobsApp(
      async ({ data }) => {
        runs.push(data.n);
        began.open();
        await goOn.opened;
      },
      { storage },
    );
    const first = await test.ask({ data: { n: 1 } });
    const second = await test.ask({ data: { n: 2 }, runAt: timestamp(test.clock.now() + 1_000) });
    await began.opened;
    const other = new Client(database.path);
    onTestFinished(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    goOn.open();
    const waiting = () => test.logged.filter(({ msg }) => String(msg).startsWith('jobs wait'));
    await expect.poll(() => waiting().length, { timeout: 15_000 }).toBe(1);
    expect(waiting()[0]).toMatchObject({ level: 'warn', err: { code: 'SQLITE_BUSY' } });
    expect(await test.state(first)).toBe('running');
    other.exec('ROLLBACK');
    await test.clock.advance(1_000);
    expect([await test.state(first), await test.state(second)]).toEqual(['succeeded', 'succeeded']);
    expect(runs).toEqual([1, 2]);
  }, 40_000);
});
