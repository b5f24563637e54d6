import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
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
