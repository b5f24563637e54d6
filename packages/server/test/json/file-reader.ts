import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

/** Reads a state file again and again until it is told to stop, and tells what it found. */
export interface Readings {
  reads: number;
  /** How many incidents there were, each time that this was another number than before. */
  counts: number[];
  problems: string[];
}

const { path, stop } = workerData as { path: string; stop: Int32Array };
const readings: Readings = { reads: 0, counts: [], problems: [] };
parentPort?.postMessage('reading');
while (Atomics.load(stop, 0) === 0) {
  readings.reads += 1;
  try {
    const { schemaVersion, incidents } = JSON.parse(readFileSync(path, 'utf8')) as {
      schemaVersion: number;
      incidents: unknown[];
    };
    if (schemaVersion !== 2) readings.problems.push(`schemaVersion ${schemaVersion}`);
    if (readings.counts.at(-1) !== incidents.length) readings.counts.push(incidents.length);
  } catch (error) {
    readings.problems.push(String(error));
  }
  Atomics.wait(stop, 0, 0, 1);
}
parentPort?.postMessage(readings);
