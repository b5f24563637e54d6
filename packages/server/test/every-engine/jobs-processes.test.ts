import { setTimeout as sleep } from 'node:timers/promises';
import { asc, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { DatabaseConfig } from '../../src/config.ts';
import { listJobs } from '../../src/jobs/list.ts';
import type { Job } from '../../src/jobs/queries.ts';
import { enqueue } from '../../src/jobs/queue.ts';
import { openStorage } from '../../src/storage/open.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { emptyDatabase, engine } from '../database.ts';
import { errand } from '../errand.ts';
import { type JobsWorker, jobsWorker } from '../jobs-worker-process.ts';

const LEASE_SECONDS = 2;
/** The JSON file serves one process. */
const WORKERS = engine === 'json' ? 1 : 2;
const JOBS = 150 * WORKERS;

const worker = (database: DatabaseConfig) => jobsWorker(database, LEASE_SECONDS);

/** Opens the database as long as `work` takes: of the JSON file's processes this is one, too. */
async function using<T>(database: DatabaseConfig, work: (s: Storage) => Promise<T>): Promise<T> {
  const storage = await openStorage(database, { warn: () => {} });
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

const askFor = (database: DatabaseConfig, count: number, workMs: number): Promise<string[]> =>
  using(database, (storage) =>
    storage.write(async (writer) => {
      const ids: string[] = [];
      for (let i = 0; i < count; i += 1) {
        const at = new Date().toISOString();
        ids.push((await enqueue(writer, errand, { data: { n: workMs }, at })).id);
      }
      return ids;
    }),
  );

interface Told {
  seq: number;
  type: string;
  entityId: string;
  actor: string;
  data: Record<string, unknown>;
}

const outcome = (database: DatabaseConfig): Promise<{ jobs: Job[]; told: Told[] }> =>
  using(database, async (storage) => {
    const { events } = storage.tables;
    const told = await storage.db
      .select()
      .from(events)
      .where(eq(events.entity, 'errand'))
      .orderBy(asc(events.seq));
    return { jobs: await listJobs(storage, { limit: 1_000 }), told };
  });

const countOf = (workers: readonly JobsWorker[], word: string): number =>
  workers.flatMap(({ lines }) => lines().filter((line) => line.startsWith(word))).length;

it('a job whose process is killed in the middle of it is taken over by another', async () => {
  const database = await emptyDatabase();
  const [id] = await askFor(database, 1, 3_000);
  const first = await worker(database);
  await expect.poll(first.lines, { timeout: 10_000 }).toContain(`began ${id} 1`);
  const killedAt = Date.now();
  await first.stop('SIGKILL');
  const second = await worker(database);
  const mayBegin = Math.max(Date.now(), killedAt + LEASE_SECONDS * 1_000);
  await expect.poll(second.lines, { timeout: 15_000 }).toContain(`began ${id} 2`);
  expect(Date.now() - mayBegin).toBeLessThan(5_000);
  await expect.poll(second.lines, { timeout: 15_000 }).toContain(`ended ${id} 2`);
  await second.stop('SIGTERM');
  const { jobs, told } = await outcome(database);
  expect(jobs).toMatchObject([{ id, state: 'succeeded', attempts: 2, lease: null }]);
  expect(told.map(({ type, data }) => [type, data['attempt']])).toEqual([
    ['began', 1],
    ['began', 2],
    ['ended', 2],
  ]);
}, 120_000);

it('jobs are shared among processes: each is run by one, once, and a stop ends none of them', async () => {
  const database = await emptyDatabase();
  const ids = await askFor(database, 200, 60);
  const workers = await Promise.all(Array.from({ length: WORKERS }, () => worker(database)));
  await expect.poll(() => countOf(workers, 'ended'), { timeout: 30_000 }).toBeGreaterThan(50);
  await workers[0]?.stop('SIGTERM');
  const last = WORKERS > 1 ? workers : [...workers, await worker(database)];
  await expect.poll(() => countOf(last, 'ended'), { timeout: 30_000 }).toBe(200);
  await last[1]?.stop('SIGTERM');

  const { jobs, told } = await outcome(database);
  expect(jobs.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect(new Set(jobs.map(({ state, attempts }) => `${state} ${attempts}`))).toEqual(
    new Set(['succeeded 1']),
  );
  const words = (word: string) => told.filter(({ type }) => type === word);
  expect(
    words('began')
      .map(({ entityId }) => entityId)
      .toSorted(),
  ).toEqual(ids.toSorted());
  expect(
    words('ended')
      .map(({ entityId }) => entityId)
      .toSorted(),
  ).toEqual(ids.toSorted());
  expect(new Set(told.map(({ actor }) => actor)).size).toBe(2);
}, 90_000);

it('no job is lost, nor ended twice, though processes are killed again and again', async () => {
  const database = await emptyDatabase();
  const ids = await askFor(database, JOBS, 150);
  const all: JobsWorker[] = [];
  const start = async () => {
    const workers = await Promise.all(Array.from({ length: WORKERS }, () => worker(database)));
    all.push(...workers);
    return workers;
  };
  for (let round = 0; round < 5; round += 1) {
    const ended = countOf(all, 'ended');
    const workers = await start();
    const options = { timeout: 30_000, interval: 5 };
    await expect.poll(() => countOf(all, 'ended'), options).toBeGreaterThan(ended);
    // One after the other: those that still live may be taking over when it is their turn.
    for (const one of workers) {
      await sleep(Math.random() * 100);
      await one.stop('SIGKILL');
    }
  }
  const last = await start();
  expect(countOf(all, 'ended')).toBeLessThan(JOBS);
  // One that was killed may have kept its last words, so not all ends are told.
  const enough = JOBS - 5 * errand.concurrency;
  await expect.poll(() => countOf(all, 'ended'), { timeout: 60_000 }).toBeGreaterThan(enough);
  await sleep((LEASE_SECONDS + 3) * 1_000);
  for (const one of last) await one.stop('SIGTERM');

  const { jobs, told } = await outcome(database);
  expect(jobs.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect(new Set(jobs.map(({ state }) => state))).toEqual(new Set(['succeeded']));
  const ended = told.filter(({ type }) => type === 'ended').map(({ entityId }) => entityId);
  expect(ended.toSorted()).toEqual(ids.toSorted());
  // At any one time, one process at most was at it: who began anew did so after the other's end.
  for (const { id, attempts } of jobs) {
    const own = told.filter(({ entityId }) => entityId === id);
    const began = own.filter(({ type }) => type === 'began').map(({ data }) => data['attempt']);
    expect(new Set(began).size).toBe(began.length);
    expect(began.every((attempt) => Number(attempt) <= attempts)).toBe(true);
    expect(own.at(-1)?.type).toBe('ended');
  }
}, 180_000);
