import { parentPort, workerData } from 'node:worker_threads';
import { openSqlite } from '../src/storage/sqlite/open.ts';

/** Who opens what: one database after the other, each at the same moment as all other openers. */
export interface Openings {
  paths: string[];
  openers: number;
  /** For each path, how many are ready to open it. */
  ready: Int32Array;
}

const { paths, openers, ready } = workerData as Openings;
const problems: string[] = [];
for (const [i, path] of paths.entries()) {
  Atomics.add(ready, i, 1);
  // All at the same moment, so they wait busily; but not for one that has failed.
  const deadline = Date.now() + 10_000;
  while (Atomics.load(ready, i) < openers) {
    if (Date.now() > deadline) throw new Error('The other openers do not come.');
  }
  try {
    await openSqlite(path).close();
  } catch (error) {
    problems.push(String(error));
  }
}
parentPort?.postMessage(problems);
