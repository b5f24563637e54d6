import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openStorage } from '../../src/storage/open.ts';
import { emptyDatabase, urlOf } from '../database.ts';
import { startServer } from '../process.ts';
import { createOne, created } from './calls.ts';
import { connection, sessions, shut, terminate } from './sessions.ts';

const quiet = { warn: () => {} };

describe('closing', () => {
  it.each([0, 100, 450, 520, 560])(
    'leaves no connection behind %d ms after the one that listens was lost',
    async (milliseconds) => {
      const database = await emptyDatabase();
      const admin = await connection(urlOf(database));
      const storage = await openStorage(database, quiet);
      await terminate(admin, 'tocsin-news');
      await sleep(milliseconds);
      await storage.close();
      await sleep(800);
      await expect.poll(() => sessions(admin, 'tocsin-news')).toEqual([]);
      await expect.poll(() => sessions(admin, 'tocsin')).toEqual([]);
    },
  );

  it('waits for the changes that were asked for', async () => {
    const database = await emptyDatabase();
    const storage = await openStorage(database, quiet);
    const admin = await connection(urlOf(database));
    const changes = Array.from({ length: 20 }, (_, n) =>
      storage.write(async ({ db, tables }) => {
        await db.insert(tables.counters).values({ name: `counter ${n}`, value: n });
      }),
    );
    await storage.close();
    await Promise.all(changes);
    const { rows } = await admin.query('SELECT count(*)::int AS count FROM counters');
    expect(rows).toEqual([{ count: 20 }]);
  });

  it('tells nobody any more who listened for commits', async () => {
    const database = await emptyDatabase();
    const [one, other] = [await openStorage(database, quiet), await openStorage(database, quiet)];
    let heard = 0;
    const stop = one.onCommit(() => (heard += 1));
    const change = () =>
      other.write(async ({ db, tables }) => {
        await db.insert(tables.counters).values({ name: `heard ${heard}`, value: 1 });
      });
    await change();
    await expect.poll(() => heard).toBe(1);
    stop();
    await change();
    await sleep(200);
    expect(heard).toBe(1);
    await Promise.all([one.close(), other.close()]);
  });
});

describe('a server that is told to stop', () => {
  it('ends at once though it has lost the connection that listens', async () => {
    const DATABASE_URL = urlOf(await emptyDatabase());
    const admin = await connection(DATABASE_URL);
    const server = await startServer({ DATABASE_URL });
    await created(server.url, 'Before');
    const open = await shut(DATABASE_URL);
    await terminate(admin, 'tocsin', 'tocsin-news');
    await sleep(700);
    const began = performance.now();
    expect(await server.stop('SIGTERM')).toBe(0);
    expect(performance.now() - began).toBeLessThan(8_000);
    await open();
    await sleep(700);
    await expect.poll(() => sessions(admin, 'tocsin-news')).toEqual([]);
  }, 60_000);

  it('finishes the writes that it has begun', async () => {
    const DATABASE_URL = urlOf(await emptyDatabase());
    const admin = await connection(DATABASE_URL);
    const server = await startServer({ DATABASE_URL });
    await admin.query('BEGIN');
    await admin.query(`SELECT * FROM counters WHERE name = 'incident' FOR UPDATE`);
    const writes = Array.from({ length: 10 }, (_, n) => createOne(server.url, `Last ${n}`));
    await sleep(500);
    const stopped = server.stop('SIGTERM');
    await sleep(500);
    await admin.query('COMMIT');
    const answers = await Promise.all(writes);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(await stopped).toBe(0);
    const { rows } = await admin.query(`SELECT id FROM incidents WHERE title LIKE 'Last %'`);
    expect(rows).toHaveLength(answers.length);
  }, 60_000);
});
