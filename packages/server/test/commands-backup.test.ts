import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Incident } from '@tocsin/contract';
import Client from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import type { DatabaseConfig } from '../src/config.ts';
import { load } from '../src/storage/load.ts';
import { openStorage } from '../src/storage/open.ts';
import { parseState } from '../src/storage/parse-state.ts';
import type { State } from '../src/storage/state.ts';
import { temporaryFolder } from './database.ts';
import { launch } from './launch.ts';
import { command, exported, live, newDatabase } from './moving.ts';
import { startPostgres } from './postgres.ts';

const CLIENTS = 20;

type Sqlite = Extract<DatabaseConfig, { engine: 'sqlite' }>;

async function emptySqlite(): Promise<Sqlite> {
  return { engine: 'sqlite', path: join(await temporaryFolder(), 'tocsin.db'), isDefault: false };
}

/** So much that it cannot be copied between two changes: most parts are followed by another. */
async function fill(database: DatabaseConfig): Promise<void> {
  const at = '2026-01-01T00:00:00.000Z';
  const filler = Array.from({ length: 3000 }, (_, i) => ({
    position: i,
    id: `filler ${i}`,
    number: i + 1,
    title: `filler ${i}`,
    version: 1,
    severity: 'P4',
    status: 'Open',
    phase: 'open',
    service: 'filler',
    assignedTo: null,
    createdAt: at,
    updatedAt: at,
    acknowledgedAt: null,
    resolvedAt: null,
    notes: [{ id: `note ${i}`, timestamp: at, author: 'a', text: '- '.repeat(20_000) }],
  })) as State['incidents'];
  const storage = await openStorage(database, { warn: () => {} });
  await storage.write((writer) =>
    load(writer, {
      ...nothing,
      incidents: filler,
      counters: [{ name: 'incident', value: filler.length }],
      milestones: [{ name: 'seeded', at }],
    }),
  );
  await storage.close();
}

/** What an empty file of the oldest program has. */
const nothing = parseState(Buffer.from('{"schemaVersion":1,"incidents":[],"runbooks":[]}')).state;

async function serve(database: Sqlite): Promise<string> {
  const environment = { DATABASE_URL: `sqlite:${database.path}` };
  const launched = launch([], { environment });
  onTestFinished(() => void launched.child.kill('SIGKILL'));
  return launched.listening();
}

async function call<T>(url: string, method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.ok).toBe(true);
  return (await response.json()) as T;
}

it('a copy made while 20 clients write is whole, and has all that was answered before', async () => {
  const database = await emptySqlite();
  await fill(database);
  const url = await serve(database);
  /** The newest answer for each incident. */
  const answered = new Map<string, Incident>();
  let writing = true;
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let n = 0; writing; n += 1) {
      const input = { title: `from ${client}, ${n}`, severity: 'P1', service: 'a' };
      const created = await call<Incident>(url, 'POST', '/incidents', input);
      answered.set(created.id, created);
      const note = { author: 'a', text: `note ${n}` };
      const noted = await call<Incident>(url, 'POST', `/incidents/${created.id}/notes`, note);
      answered.set(created.id, noted);
    }
  });
  await expect.poll(() => answered.size, { timeout: 20_000 }).toBeGreaterThan(100);
  const before = [...answered.values()];
  const copy = join(database.path, '..', 'copy.db');
  const { code, stdout, stderr } = await command(database, ['backup', copy]);
  const after = answered.size;
  writing = false;
  await Promise.all(clients);
  expect([code, stdout]).toEqual([0, '']);
  const pages = Number(/^backed up (\d+) pages to (.*)\n$/.exec(stderr)?.[1]);
  expect(pages).toBeGreaterThan(25_000);
  expect(after).toBeGreaterThan(before.length);

  const client = new Client(copy);
  expect(client.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(client.pragma('foreign_key_check')).toEqual([]);
  expect(client.pragma('page_count', { simple: true })).toBe(pages);
  client.close();

  const restored = await serve({ ...database, path: copy });
  for (const incident of before) {
    const found = await call<Incident>(restored, 'GET', `/incidents/${incident.id}`);
    if (found.version === incident.version) expect(found).toMatchObject(incident);
    expect(found.version).toBeGreaterThanOrEqual(incident.version);
    expect(found.notes.slice(0, incident.notes.length)).toEqual(incident.notes);
  }
  const title = { title: 'after the restoration', severity: 'P1', service: 'a' };
  const { number } = await call<Incident>(restored, 'POST', '/incidents', title);
  expect(number).toBeGreaterThan(3000 + before.length);
}, 120_000);

it('a copy of a large database is done soon, though another process never stops writing', async () => {
  const database = await emptySqlite();
  await fill(database);
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { path: database.path, stop };
  const worker = new Worker(new URL('busy-writer.ts', import.meta.url), { workerData });
  onTestFinished(() => void worker.terminate());
  await once(worker, 'message');
  const copy = join(database.path, '..', 'copy.db');
  const backup = launch(['backup', copy], {
    environment: { DATABASE_URL: `sqlite:${database.path}` },
  });
  const deadline = setTimeout(() => backup.child.kill('SIGKILL'), 20_000);
  const { code } = await backup.ended;
  clearTimeout(deadline);
  Atomics.store(stop, 0, 1);
  const [commits] = (await once(worker, 'message')) as [number];
  expect(commits).toBeGreaterThan(100);
  expect(code, 'null: it was not done after 20 seconds').toBe(0);
  const client = new Client(copy);
  expect(client.pragma('integrity_check', { simple: true })).toBe('ok');
  client.close();
}, 60_000);

it('a copy has the same export as its source', async () => {
  const database = await emptySqlite();
  await live(database);
  const copy = join(database.path, '..', 'copy.db');
  expect((await command(database, ['backup', copy])).code).toBe(0);
  expect(await exported({ ...database, path: copy })).toBe(await exported(database));
});

it('a copy is not made where it cannot be, or would destroy something', async () => {
  const database = await emptySqlite();
  await live(database);
  const folder = await temporaryFolder();
  const taken = join(folder, 'taken.db');
  writeFileSync(taken, 'mine');
  const exists = await command(database, ['backup', taken]);
  expect([exists.code, exists.stderr]).toEqual([
    1,
    `${taken} exists already; name another file.\n`,
  ]);
  expect(readFileSync(taken, 'utf8')).toBe('mine');
  const nowhere = join(folder, 'no', 'folder.db');
  const missing = await command(database, ['backup', nowhere]);
  expect(missing.code).toBe(1);
  expect(missing.stderr).toMatch(/folder\.db cannot be written: .*directory does not exist\n$/);
});

it('the other engines say what to do instead', async () => {
  const server = await startPostgres(['-c', 'fsync=off']);
  onTestFinished(() => server.remove());
  for (const [engine, advice] of [
    ['json', 'copy its file'],
    ['postgres', 'use pg_dump'],
  ] as const) {
    const file = join(await temporaryFolder(), 'copy.db');
    const database = await newDatabase(engine, server.url);
    const { code, stdout, stderr } = await command(database, ['backup', file]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(`backup is for SQLite; for ${engine}, ${advice}.\n`);
    expect(existsSync(file)).toBe(false);
  }
}, 60_000);
