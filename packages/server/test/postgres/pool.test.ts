import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { seedIncidents } from '../../src/seed/incidents.ts';
import { openStorage } from '../../src/storage/open.ts';
import { emptyDatabase, urlOf } from '../database.ts';
import { startPostgres } from '../postgres.ts';
import {
  type Answer,
  call,
  createOne,
  created,
  everyIncident,
  expectUnavailable,
} from './calls.ts';
import { serverOn } from './in-process.ts';
import { connection, sessions } from './sessions.ts';

const POOL_SIZE = 4;

/** A server with an incident to read, and two connections past it. */
async function server() {
  const DATABASE_URL = urlOf(await emptyDatabase());
  const { url } = await serverOn(DATABASE_URL, POOL_SIZE);
  const { id } = await created(url, 'Read again and again');
  const [admin, locker] = [await connection(DATABASE_URL), await connection(DATABASE_URL)];
  return { url, admin, locker, read: () => call(url, 'GET', `/incidents/${id}`) };
}

/** Keeps others from what a statement locks; answers the way to let go. */
async function holding(locker: Client, statement: string): Promise<() => Promise<void>> {
  await locker.query('BEGIN');
  await locker.query(statement);
  return async () => void (await locker.query('ROLLBACK'));
}

const times = <T>(count: number, ask: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => ask(n)));

const statusesOf = (answers: readonly Answer<unknown>[]): Set<number> =>
  new Set(answers.map(({ status }) => status));

/** Every new incident needs its row. */
const COUNTER = `SELECT * FROM counters WHERE name = 'incident' FOR UPDATE`;

describe('the connections of a server', () => {
  it('are as many as DATABASE_POOL_SIZE says while 100 requests wait for the database', async () => {
    const { admin, locker, read } = await server();
    const release = await holding(locker, 'LOCK TABLE incidents IN ACCESS EXCLUSIVE MODE');
    const reads = times(100, read);
    const open = async () => (await sessions(admin, 'tocsin')).length;
    await expect.poll(open, { interval: 20 }).toBe(POOL_SIZE);
    const counts = new Set<number>();
    for (let n = 0; n < 10; n += 1) {
      counts.add(await open());
      await sleep(40);
    }
    await release();
    expect(counts).toEqual(new Set([POOL_SIZE]));
    expect(statusesOf(await reads)).toEqual(new Set([200]));
    expect(await sessions(admin, 'tocsin-news')).toHaveLength(1);
  }, 60_000);

  it('go on serving reads while many writes wait', async () => {
    const { url, locker, read } = await server();
    const release = await holding(locker, COUNTER);
    let written = 0;
    const writes = times(50, async (n) => {
      const answer = await createOne(url, `Waits ${n}`);
      written += 1;
      return answer;
    });
    await sleep(500);
    const reads = await times(50, read);
    expect(statusesOf(reads)).toEqual(new Set([200]));
    expect(Math.max(...reads.map(({ ms }) => ms))).toBeLessThan(7_000);
    expect(written).toBe(0);
    await release();
    expect(statusesOf(await writes)).toEqual(new Set([201]));
    expect(await everyIncident(url)).toHaveLength(seedIncidents.length + 1 + 50);
  }, 60_000);

  it('may be fewer than allowed: where PostgreSQL takes no more, requests share what there is', async () => {
    const postgres = await startPostgres(['-c', 'fsync=off', '-c', 'max_connections=6']);
    onTestFinished(() => postgres.remove());
    const { url } = await serverOn(postgres.url, 50);
    const { id } = await created(url, 'In a small house');
    for (let round = 0; round < 3; round += 1) {
      const answers = await Promise.all([
        ...Array.from({ length: 40 }, () => call(url, 'GET', `/incidents/${id}`)),
        ...Array.from({ length: 10 }, (_, n) => createOne(url, `Also ${round}-${n}`)),
      ]);
      expect(statusesOf(answers)).toEqual(new Set([200, 201]));
    }
    expect(await everyIncident(url)).toHaveLength(seedIncidents.length + 1 + 30);
  }, 60_000);

  it('are not taken by exports, which may last', async () => {
    const storage = await openStorage(await emptyDatabase(), { warn: () => {} });
    const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
    const exports = times(8, () =>
      storage.snapshot(async ({ db, tables }) => {
        const before = await db.select().from(tables.counters);
        await finished;
        return [before, await db.select().from(tables.counters)];
      }),
    );
    await storage.write(async ({ db, tables }) => {
      await db.insert(tables.counters).values({ name: 'written meanwhile', value: 1 });
    });
    await storage.check();
    finish();
    // Each saw one moment, before or after the change, from its beginning to its end.
    for (const [before, after] of await exports) expect(after).toEqual(before);
    expect(await storage.db.select().from(storage.tables.counters)).toHaveLength(1);
    await storage.close();
  });
});

describe('a statement that takes too long', () => {
  it('for a lock that another program holds is given up, and all who wait are told', async () => {
    const { url, locker, read } = await server();
    const release = await holding(locker, COUNTER);
    const answers = await times(20, (n) => createOne(url, `Waits ${n}`));
    for (const answer of answers) {
      expectUnavailable(answer);
      expect(answer.ms).toBeLessThan(18_000);
    }
    expect((await read()).status).toBe(200);
    await release();
    await created(url, 'After it');
    expect(await everyIncident(url)).toHaveLength(seedIncidents.length + 2);
  }, 60_000);

  it('is given up when it is a read too, and the next one is served', async () => {
    const { locker, read, url } = await server();
    const release = await holding(locker, 'LOCK TABLE incidents IN ACCESS EXCLUSIVE MODE');
    for (const answer of await times(20, read)) {
      expectUnavailable(answer);
      expect(answer.ms).toBeLessThan(25_000);
    }
    await release();
    expect(statusesOf(await times(20, read))).toEqual(new Set([200]));
    await created(url, 'After it');
  }, 60_000);

  it('by its own work is cancelled, and changes nothing', async () => {
    const { url, admin } = await server();
    const before = await everyIncident(url);
    await admin.query(`CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql
      AS $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$`);
    await admin.query(`CREATE TRIGGER dawdle BEFORE INSERT ON incidents EXECUTE FUNCTION dawdle()`);
    const answer = await createOne(url, 'Dawdles');
    expectUnavailable(answer);
    expect(answer.ms).toBeLessThan(20_000);
    await admin.query('DROP TRIGGER dawdle ON incidents');
    expect(await everyIncident(url)).toEqual(before);
    expect((await created(url, 'Quick again')).number).toBe(before.length + 1);
  }, 60_000);
});
