import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import Client from 'better-sqlite3';

/** Holds a database for a while, as another program does that is just making it. */
const { path, milliseconds } = workerData as { path: string; milliseconds: number };
const client = new Client(path);
client.exec('BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS of_another (x)');
parentPort?.postMessage('held');
await sleep(milliseconds);
client.exec('ROLLBACK');
client.close();
