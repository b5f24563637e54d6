import { kill } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Incident } from '@tocsin/contract';
import type { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { emptyDatabase, urlOf } from '../database.ts';
import { type ServerProcess, startServer } from '../process.ts';
import { type Watcher, watching } from '../watcher.ts';
import { call, created, expectUnavailable } from './calls.ts';
import { crashingServer } from './crashing-server.ts';
import { serverOn } from './in-process.ts';
import { acknowledging, expectNothingLost, expectOnlyUnavailable, startLoad } from './load.ts';
import { connection, sessions, terminate } from './sessions.ts';

const CRASHES = 3;
const TERMINATIONS = 10;

function expectAlive({ child, output }: ServerProcess): void {
  expect(child.exitCode).toBeNull();
  expect(output()).not.toContain('nobody caught');
}

/** Saw each event of the database once, in order. */
async function expectSawAll(watcher: Watcher, all: readonly Incident[]): Promise<void> {
  const createdIds = () =>
    watcher.changes().flatMap((c) => (c.type === 'incident.created' ? [c.incidentId] : []));
  const ofLoad = all.filter(({ title }) => title.startsWith('Load '));
  const options = { timeout: 20_000 };
  await expect.poll(() => createdIds().length, options).toBeGreaterThanOrEqual(ofLoad.length);
  expect(createdIds().toSorted()).toEqual(ofLoad.map(({ id }) => id).toSorted());
  const seqs = watcher.changes().map(({ seq }) => seq);
  expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
}

describe('a PostgreSQL server that crashes while 20 clients are busy', () => {
  it('is missed with 503 only, and all goes on when it is back: nothing is lost', async () => {
    const postgres = await crashingServer();
    const server = await startServer({ DATABASE_URL: postgres.url });
    const { url } = server;
    const watcher = await watching(url);
    const load = startLoad(url);
    for (let crash = 0; crash < CRASHES; crash += 1) {
      await acknowledging(load, 100);
      await postgres.crash();
      expect((await call(url, 'GET', '//ready')).status).toBe(503);
      expect((await call(url, 'GET', '//healthz')).status).toBe(200);
      expectUnavailable(await call(url, 'GET', '/incidents'));
      const [writes, reads] = [load.refusedWrites.length, load.refusedReads.length];
      await expect.poll(() => load.refusedWrites.length).toBeGreaterThan(writes + 20);
      await expect.poll(() => load.refusedReads.length).toBeGreaterThan(reads + 20);

      await postgres.start();
      const back = performance.now();
      await acknowledging(load, 20);
      expect((await call(url, 'GET', '//ready')).status).toBe(200);
      expect(performance.now() - back).toBeLessThan(20_000);
    }
    await load.stop();
    expectOnlyUnavailable(load);
    await expectSawAll(watcher, await expectNothingLost(url, load));
    expectAlive(server);
    // By itself the watch never ended; it was resumed.
    expect(watcher.error()).toBeUndefined();
    const incident = await created(url, 'After all');
    await expect.poll(() => watcher.changes().at(-1)?.incidentId).toBe(incident.id);
  }, 120_000);

  it('is missed no more when it begins anew because one of its processes was killed', async () => {
    const postgres = await crashingServer();
    const server = await startServer({ DATABASE_URL: postgres.url });
    const watcher = await watching(server.url);
    const load = startLoad(server.url);
    for (let crash = 0; crash < CRASHES; crash += 1) {
      await acknowledging(load, 50);
      const admin = await connection(postgres.url);
      const [victim] = await sessions(admin, 'tocsin');
      if (victim === undefined) throw new Error('The server has no connection.');
      kill(victim, 'SIGKILL');
      // It ends every other connection too, this one as well.
      await expect.poll(() => admin.query('SELECT 1').catch(() => 'gone')).toBe('gone');
    }
    await acknowledging(load, 50);
    await load.stop();
    expectOnlyUnavailable(load);
    await expectSawAll(watcher, await expectNothingLost(server.url, load));
    expectAlive(server);
  }, 120_000);
});

/** How many sessions wait for a lock. */
async function waiting(admin: Client): Promise<number> {
  const { rows } = await admin.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0]?.count ?? 0;
}

describe('connections that are cut one by one', () => {
  it('are not missed by reads that come next, nor by writes', async () => {
    const DATABASE_URL = urlOf(await emptyDatabase());
    const { url } = await serverOn(DATABASE_URL);
    const admin = await connection(DATABASE_URL);
    const { id } = await created(url, 'Read again and again');
    for (let round = 0; round < TERMINATIONS; round += 1) {
      const read = () => call(url, 'GET', `/incidents/${id}`);
      await Promise.all(Array.from({ length: 10 }, read));
      if (round === 0) await sleep(1_500);
      expect(await terminate(admin, 'tocsin')).toBeGreaterThan(0);
      const answers = await Promise.all(Array.from({ length: 10 }, read));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      await terminate(admin, 'tocsin');
      await created(url, `Written ${round}`);
    }
  }, 60_000);

  it('are not missed by reads that wait for their answer', async () => {
    const DATABASE_URL = urlOf(await emptyDatabase());
    const { url } = await serverOn(DATABASE_URL);
    const [admin, locker] = [await connection(DATABASE_URL), await connection(DATABASE_URL)];
    // Nothing else that the server does looks at runbooks now.
    await locker.query('BEGIN');
    await locker.query('LOCK TABLE runbooks IN ACCESS EXCLUSIVE MODE');
    const reads = Array.from({ length: 10 }, () => call(url, 'GET', '/runbooks'));
    await expect.poll(() => waiting(admin)).toBe(10);
    expect(await terminate(admin, 'tocsin')).toBeGreaterThanOrEqual(10);
    await expect.poll(() => waiting(admin)).toBe(10);
    await locker.query('COMMIT');
    const statuses = (await Promise.all(reads)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200]));
  }, 60_000);

  it('are not missed by reads under load, and cost no acknowledged write', async () => {
    const DATABASE_URL = urlOf(await emptyDatabase());
    const server = await startServer({ DATABASE_URL });
    const admin = await connection(DATABASE_URL);
    const watcher = await watching(server.url);
    const load = startLoad(server.url);
    let cut = 0;
    for (let round = 0; round < TERMINATIONS; round += 1) {
      await acknowledging(load, 30);
      // Each time it has come back, so that each time there is a loss to be told.
      await expect.poll(() => sessions(admin, 'tocsin-news')).toHaveLength(1);
      cut += await terminate(admin, 'tocsin', 'tocsin-news');
    }
    await acknowledging(load, 30);
    await load.stop();
    expect(cut).toBeGreaterThan(TERMINATIONS);
    expectOnlyUnavailable(load);
    expect(load.refusedReads).toEqual([]);
    await expectSawAll(watcher, await expectNothingLost(server.url, load));
    expectAlive(server);
    await expect.poll(async () => sessions(admin, 'tocsin-news')).toHaveLength(1);
    const losses = server
      .output()
      .split('\n')
      .filter((line) => line.includes('connection was lost'));
    // The log says so, and says no more: nothing of the connection, which knows the password.
    for (const line of losses) {
      expect(Object.keys(JSON.parse(line))).toEqual(['level', 'time', 'reason', 'msg']);
    }
    expect(losses.length).toBeGreaterThanOrEqual(TERMINATIONS);
  }, 60_000);
});
