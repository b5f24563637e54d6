import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Client from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../src/storage/sqlite/open.ts';
import type { Storage, Writer } from '../src/storage/storage.ts';
import { temporaryFolder } from './database.ts';

async function opened(): Promise<{ storage: Storage; path: string }> {
  const path = join(await temporaryFolder(), 'tocsin.db');
  const storage = openSqlite(path);
  onTestFinished(() => storage.close());
  return { storage, path };
}

const add = async ({ db, tables }: Writer, name: string) => {
  await db.insert(tables.milestones).values({ name, at: 'now' });
};

const namesIn = async ({ db, tables }: Storage): Promise<string[]> =>
  (await db.select().from(tables.milestones)).map(({ name }) => name);

it('changes that wait together share a commit', async () => {
  const { storage } = await opened();
  let commits = 0;
  storage.onCommit(() => (commits += 1));
  await Promise.all(
    Array.from({ length: 250 }, (_, i) => storage.write((writer) => add(writer, `${i}`))),
  );
  expect(await namesIn(storage)).toHaveLength(250);
  expect(commits).toBe(3);
});

it('where the commit fails nobody is told that a change was made, and none was', async () => {
  const { storage } = await opened();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 5 }, (_, i) =>
      storage.write(async (writer) => {
        await add(writer, `${i}`);
        if (i !== 2) return;
        // Found out at the commit only.
        await writer.db.run(sql`pragma defer_foreign_keys = on`);
        const note = { id: 'n', timestamp: 'now', author: 'a', text: 'of no incident' };
        await writer.db.insert(writer.tables.incidentNotes).values({ ...note, incidentId: 'none' });
      }),
    ),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'rejected'));
  expect(await namesIn(storage)).toEqual([]);
  await storage.write((writer) => add(writer, 'next'));
  expect(await namesIn(storage)).toEqual(['next']);
});

it('a change that has waited too long for another program is refused; a later one waits on', async () => {
  const { storage, path } = await opened();
  const other = new Client(path);
  other.exec('BEGIN IMMEDIATE');
  const began = Date.now();
  const first = storage.write((writer) => add(writer, 'first'));
  const failed = expect(first).rejects.toThrow(/locked/);
  await sleep(3_000);
  const second = storage.write((writer) => add(writer, 'second'));
  await failed;
  expect(Date.now() - began).toBeLessThan(6_500);
  other.exec('ROLLBACK');
  other.close();
  await second;
  expect(await namesIn(storage)).toEqual(['second']);
}, 20_000);

it('closing waits for every change that was asked for', async () => {
  const { storage, path } = await opened();
  const all = Promise.all(
    Array.from({ length: 250 }, (_, i) => storage.write((writer) => add(writer, `${i}`))),
  );
  await storage.close();
  await all;
  const client = new Client(path, { readonly: true });
  onTestFinished(() => void client.close());
  expect(client.prepare('SELECT count(*) AS n FROM milestones').get()).toEqual({ n: 250 });
});
