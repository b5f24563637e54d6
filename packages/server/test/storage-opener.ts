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
  let known = Atomics.add(ready, i, 1) + 1;
  // The last to come wakes all others; nobody waits for ever for one that has failed.
  Atomics.notify(ready, i);
  for (; known < openers; known = Atomics.load(ready, i)) {
    if (Atomics.wait(ready, i, known, 10_000) === 'timed-out') {
      throw new Error('The other openers do not come.');
    }
  }
  try {
    await openSqlite(path).close();
  } catch (error) {
    problems.push(String(error));
  }
}
parentPort?.postMessage(problems);
