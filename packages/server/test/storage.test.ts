import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Client from 'better-sqlite3';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../src/storage/sqlite/open.ts';
import type { Reader, Storage, Writer } from '../src/storage/storage.ts';
import { temporaryFolder } from './database.ts';

const counter = 'test';

async function emptyPath(): Promise<string> {
  return join(await temporaryFolder(), 'tocsin.db');
}

function opened(path: string): Storage {
  const storage = openSqlite(path);
  onTestFinished(() => storage.close());
  return storage;
}

async function read({ db, tables: { counters } }: Reader): Promise<number | undefined> {
  const [row] = await db.select().from(counters).where(eq(counters.name, counter));
  return row?.value;
}

async function set({ db, tables: { counters } }: Writer, value: number): Promise<void> {
  await db
    .insert(counters)
    .values({ name: counter, value })
    .onConflictDoUpdate({ target: counters.name, set: { value } });
}

describe('write', () => {
  it('survives that the database ends the transaction by itself', async () => {
    const storage = opened(await emptyPath());
    const ended = storage.write(async (writer) => {
      await set(writer, 1);
      await writer.db.run(sql`insert or rollback into counters values (${counter}, 2)`);
    });
    await expect(ended).rejects.toThrow(/UNIQUE|rollback/i);
    await storage.write((writer) => set(writer, 3));
    expect(await read(storage)).toBe(3);
  });

  it('keeps references: what belongs to an incident cannot be without it, and goes with it', async () => {
    const storage = opened(await emptyPath());
    const orphan = storage.write(({ db, tables }) =>
      db
        .insert(tables.incidentNotes)
        .values({ id: 'n', incidentId: 'nobody', timestamp: 't', author: 'a', text: 'x' }),
    );
    await expect(orphan).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' });
    await storage.write(async ({ db, tables }) => {
      const times = { createdAt: 't', updatedAt: 't' };
      const row = { id: 'r', title: 'x', tags: [], content: '', version: 1, ...times };
      await db.insert(tables.runbooks).values(row);
      await db.insert(tables.runbookTags).values({ tag: 'a', runbookId: 'r' });
      await db.delete(tables.runbooks);
    });
    expect(await storage.db.select().from(storage.tables.runbookTags)).toEqual([]);
  });
});

describe('a reader', () => {
  it('cannot change anything', async () => {
    const storage = opened(await emptyPath());
    // What the type forbids, the connection must forbid too.
    const reaching = storage as unknown as Writer;
    await expect((async () => set(reaching, 1))()).rejects.toMatchObject({
      code: 'SQLITE_READONLY',
    });
  });
});

describe('the state of the database', () => {
  it('is good after opening, and what has been closed cannot be used', async () => {
    const storage = openSqlite(await emptyPath());
    await expect(storage.check()).resolves.toBeUndefined();
    await storage.close();
    await expect(storage.check()).rejects.toThrow(/not open/);
  });

  it('tells a database that cannot be used from one that refuses', async () => {
    const path = await emptyPath();
    const storage = opened(path);
    const blocker = new Client(path);
    onTestFinished(() => void blocker.close());
    blocker.exec('BEGIN IMMEDIATE');
    const [busy] = await Promise.allSettled([storage.write((writer) => set(writer, 1))]);
    blocker.exec('ROLLBACK');
    expect(busy).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_BUSY' } });
    expect(storage.isUnavailable((busy as PromiseRejectedResult).reason)).toBe(true);

    const refused = await storage
      .write(async ({ db, tables: { milestones } }) => {
        await db.insert(milestones).values({ name: 'once', at: 't' });
        await db.insert(milestones).values({ name: 'once', at: 't' });
      })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Error);
    expect(storage.isUnavailable(refused)).toBe(false);
    expect(storage.isUnavailable(new Error('something else'))).toBe(false);
    expect(storage.isUnavailable('SQLITE_BUSY')).toBe(false);
    await storage.write((writer) => set(writer, 2));
  });

  it('finds the cause of an error that wraps one of the database', async () => {
    const storage = opened(await emptyPath());
    const full = new Client.SqliteError('disk is full', 'SQLITE_FULL');
    const wrapped = new Error('query failed', { cause: new Error('deeper', { cause: full }) });
    expect(storage.isUnavailable(wrapped)).toBe(true);
  });
});

describe('migrations', () => {
  const applied = (path: string): unknown[] => {
    const client = new Client(path);
    const rows = client.prepare('SELECT hash FROM migrations ORDER BY hash').all();
    client.close();
    return rows;
  };

  it('are applied once; data outlives opening again', async () => {
    const path = await emptyPath();
    const storage = openSqlite(path);
    await storage.write((writer) => set(writer, 42));
    const before = applied(path);
    expect(before.length).toBeGreaterThan(0);
    await storage.close();
    expect(await read(opened(path))).toBe(42);
    expect(applied(path)).toEqual(before);
  });

  it('refuse a database that a newer version wrote, and leave it as it is', async () => {
    const path = await emptyPath();
    await openSqlite(path).close();
    const client = new Client(path);
    client.prepare('INSERT INTO migrations VALUES (?, ?)').run('of tomorrow', 1);
    client.close();
    const before = applied(path);
    expect(() => openSqlite(path)).toThrow(/newer version of Tocsin/);
    expect(applied(path)).toEqual(before);
  });

  it('leave nothing behind when one of them fails', async () => {
    const path = await emptyPath();
    const client = new Client(path);
    client.exec('CREATE TABLE runbooks (of_another_program TEXT)');
    expect(() => openSqlite(path)).toThrow(/runbooks.*already exists/);
    const tables = client.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all();
    client.close();
    expect(tables).toEqual([{ name: 'runbooks' }]);
  });
});

describe('the database file', () => {
  it('is made together with the folders it is in', async () => {
    const path = join(await temporaryFolder(), 'a', 'b', 'c.db');
    await opened(path).check();
  });

  it('may be in a folder that is there already, beside other files', async () => {
    const folder = join(await temporaryFolder(), 'used');
    mkdirSync(folder);
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    await opened(join(folder, 'x.db')).check();
  });
});
