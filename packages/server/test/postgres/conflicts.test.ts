import { setTimeout as sleep } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import type { Client } from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStorage } from '../../src/storage/open.ts';
import type { Storage, Writer } from '../../src/storage/storage.ts';
import { emptyDatabase, urlOf } from '../database.ts';
import { call, createOne, created, everyIncident, expectUnavailable } from './calls.ts';
import { serverOn } from './in-process.ts';
import { connection } from './sessions.ts';

/** So many storages as so many processes have, and a connection past them, on one database. */
async function storages(count: number) {
  const database = await emptyDatabase();
  const admin = await connection(urlOf(database));
  const opened: Storage[] = [];
  for (let n = 0; n < count; n += 1) opened.push(await openStorage(database, { warn: () => {} }));
  onTestFinished(async () => void (await Promise.all(opened.map((storage) => storage.close()))));
  return { database, admin, opened };
}

/** A server on a database of its own, and a connection past it. */
async function server() {
  const DATABASE_URL = urlOf(await emptyDatabase());
  const { url } = await serverOn(DATABASE_URL);
  return { url, admin: await connection(DATABASE_URL), before: await everyIncident(url) };
}

async function add(writer: Writer, name: string, value: number): Promise<void> {
  const { counters } = writer.tables;
  await writer.db
    .update(counters)
    .set({ value: sql`${counters.value} + ${value}` })
    .where(eq(counters.name, name));
}

async function valuesOf({ db, tables: { counters } }: Storage): Promise<Record<string, number>> {
  const rows = await db.select().from(counters);
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

describe('a change that meets a conflict', () => {
  it('is made again after a deadlock, and counts once', async () => {
    const { admin, opened } = await storages(1);
    const [storage] = opened as [Storage];
    await admin.query(`INSERT INTO counters VALUES ('x', 0), ('y', 0)`);
    // The other program waits patiently, so that PostgreSQL finds the deadlock in the change.
    await admin.query(`SET deadlock_timeout = '60s'`);
    await admin.query('BEGIN');
    await admin.query(`UPDATE counters SET value = value + 10 WHERE name = 'y'`);
    let attempts = 0;
    const { promise: hasX, resolve: tellX } = Promise.withResolvers<void>();
    const change = storage.write(async (writer) => {
      attempts += 1;
      await add(writer, 'x', 1);
      tellX();
      await add(writer, 'y', 1);
      return 'done';
    });
    await hasX;
    await admin.query(`UPDATE counters SET value = value + 10 WHERE name = 'x'`);
    await admin.query('COMMIT');
    expect(await change).toBe('done');
    expect(attempts).toBe(2);
    expect(await valuesOf(storage)).toEqual({ x: 11, y: 11 });
  });

  it('is made again after a serialisation failure, over REST, and is there once', async () => {
    const { url, admin, before } = await server();
    await hinder(admin, 3, CONFLICT);
    const { number, id } = await created(url, 'At the fourth attempt');
    expect(number).toBe(before.length + 1);
    expect(await attemptsOf(admin)).toBe(4);
    const { rows } = await admin.query('SELECT type FROM events WHERE entity_id = $1', [id]);
    expect(rows.filter(({ type }) => type === 'incident.created')).toHaveLength(1);
    expect(await everyIncident(url)).toHaveLength(before.length + 1);
  }, 60_000);

  it('is refused with 503 when it meets one at every attempt', async () => {
    const { url, admin, before } = await server();
    await hinder(admin, 1_000_000, CONFLICT);
    expectUnavailable(await createOne(url, 'Never'));
    expect(await everyIncident(url)).toEqual(before);
    expect((await call(url, 'GET', '//ready')).status).toBe(200);
  }, 60_000);

  it('meets none by itself where the database makes transactions serializable', async () => {
    const { database, admin } = await storages(0);
    await admin.query(`INSERT INTO counters VALUES ('x', 0)`);
    const name = admin.database ?? '';
    await admin.query(`ALTER DATABASE ${name} SET default_transaction_isolation = 'serializable'`);
    const one = await openStorage(database, { warn: () => {} });
    const other = await openStorage(database, { warn: () => {} });
    let attempts = 0;
    const racing = Array.from({ length: 40 }, (_, n) =>
      (n % 2 === 0 ? one : other).write(async (writer) => {
        attempts += 1;
        await add(writer, 'x', 1);
      }),
    );
    await Promise.all(racing);
    expect(await valuesOf(one)).toEqual({ x: 40 });
    expect(attempts).toBe(40);
    await Promise.all([one.close(), other.close()]);
  });
});

describe('a change whose connection is cut', () => {
  it('is made again on another one while nothing is committed', async () => {
    const { url, admin, before } = await server();
    await hinder(admin, 1, CUT);
    expect((await created(url, 'At the second attempt')).number).toBe(before.length + 1);
    expect(await attemptsOf(admin)).toBe(2);
    expect(await everyIncident(url)).toHaveLength(before.length + 1);
  }, 60_000);

  it('is not made again when it was committing: it may have been done', async () => {
    const { url, admin, before } = await server();
    await hinder(admin, 1, CUT, 'at commit');
    expectUnavailable(await createOne(url, 'Nobody knows'));
    expect(await attemptsOf(admin)).toBe(1);
    await created(url, 'The next one');
    expect(await everyIncident(url)).toHaveLength(before.length + 1);
  }, 60_000);
});

describe('a process that freezes in the middle of a change', () => {
  it('loses its turn to the others, and makes its change when it wakes', async () => {
    const { admin, opened } = await storages(2);
    const [frozen, other] = opened as [Storage, Storage];
    await admin.query(`INSERT INTO counters VALUES ('x', 0), ('y', 0)`);
    const { promise: hasX, resolve: tellX } = Promise.withResolvers<void>();
    let [attempts, awake] = [0, false];
    const change = frozen.write(async (writer) => {
      attempts += 1;
      await add(writer, 'x', 1);
      tellX();
      if (attempts === 1) await sleep(9_000);
      awake = true;
      await add(writer, 'y', 1);
    });
    await hasX;
    await other.write((writer) => add(writer, 'x', 10));
    expect(awake).toBe(false);
    expect(await valuesOf(other)).toEqual({ x: 10, y: 0 });
    await change;
    expect(attempts).toBe(2);
    expect(await valuesOf(other)).toEqual({ x: 11, y: 1 });
  });
});

const CONFLICT = `RAISE 'could not serialize' USING ERRCODE = '40001'`;
const CUT = 'PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1)';

/** Lets something happen to so many attempts to store an incident: at once, or when they commit. */
async function hinder(
  admin: Client,
  times: number,
  happening: string,
  when: 'at once' | 'at commit' = 'at once',
): Promise<void> {
  // A sequence does not roll back, so it counts the attempts.
  await admin.query('CREATE SEQUENCE attempts');
  await admin.query(`CREATE FUNCTION hinder() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('attempts') <= ${times} THEN ${happening}; END IF;
    RETURN NEW;
  END $$`);
  const [trigger, deferred] =
    when === 'at once' ? ['TRIGGER', ''] : ['CONSTRAINT TRIGGER', 'DEFERRABLE INITIALLY DEFERRED'];
  await admin.query(`CREATE ${trigger} hinder AFTER INSERT ON incidents ${deferred}
    FOR EACH ROW EXECUTE FUNCTION hinder()`);
}

async function attemptsOf(admin: Client): Promise<number> {
  const { rows } = await admin.query<{ last_value: string }>('SELECT last_value FROM attempts');
  return Number(rows[0]?.last_value);
}
