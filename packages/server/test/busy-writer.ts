import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import Client from 'better-sqlite3';

/** Commits to a database without pause until it is told to stop, and tells how often it did. */
const { path, stop } = workerData as { path: string; stop: Int32Array };
const client = new Client(path, { timeout: 5000 });
const change = client.prepare(`UPDATE counters SET value = value + 1 WHERE name = 'busy'`);
client.exec(`INSERT INTO counters VALUES ('busy', 0)`);
parentPort?.postMessage('writing');
let commits = 0;
for (; Atomics.load(stop, 0) === 0; commits += 1) {
  change.run();
  await sleep(1);
}
client.close();
parentPort?.postMessage(commits);
