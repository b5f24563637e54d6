import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../src/storage/sqlite/open.ts';
import { temporaryFolder } from './database.ts';
import type { Openings } from './storage-opener.ts';

const DATABASES = 120;
const OPENERS = 4;

it('lets several open a new database at the same moment', async () => {
  const folder = await temporaryFolder();
  const workerData: Openings = {
    paths: Array.from({ length: DATABASES }, (_, i) => join(folder, `${i}.db`)),
    openers: OPENERS,
    ready: new Int32Array(new SharedArrayBuffer(DATABASES * Int32Array.BYTES_PER_ELEMENT)),
  };
  const program = new URL('storage-opener.ts', import.meta.url);
  const problems = await Promise.all(
    Array.from({ length: OPENERS }, () => once(new Worker(program, { workerData }), 'message')),
  );
  expect(problems.flat(2)).toEqual([]);
}, 60_000);

it('waits for another program that is just making the database', async () => {
  const path = join(await temporaryFolder(), 'tocsin.db');
  const program = new URL('sqlite-locker.ts', import.meta.url);
  const worker = new Worker(program, { workerData: { path, milliseconds: 400 } });
  await once(worker, 'message');
  const began = performance.now();
  const storage = openSqlite(path);
  onTestFinished(() => storage.close());
  expect(performance.now() - began).toBeGreaterThan(200);
  await storage.check();
});

it('does not wait for what is no database, and leaves it as it is', async () => {
  const path = join(await temporaryFolder(), 'notes.txt');
  const notes = 'These are notes, and no database of anybody. '.repeat(30);
  writeFileSync(path, notes);
  const began = performance.now();
  expect(() => openSqlite(path)).toThrow(/not a database/);
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(readFileSync(path, 'utf8')).toBe(notes);
});
