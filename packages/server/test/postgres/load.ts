import type { Incident } from '@tocsin/contract';
import { expect, onTestFinished } from 'vitest';
import { type Answer, call, createOne, everyIncident, expectUnavailable } from './calls.ts';

/** What 20 busy clients were told. */
export interface Load {
  /** Incidents whose creation was acknowledged. */
  acknowledged: Incident[];
  /** Creations that were refused: nothing is known of them. */
  refusedWrites: Answer[];
  refusedReads: Answer[];
  reads: number;
  slowestMs: number;
  /** No more; settles when the last has its answer. */
  stop(): Promise<void>;
}

/** Creates and reads by turns without a pause, from so many clients, until it is stopped. */
export function startLoad(url: string, clients = 20): Load {
  let stopped = false;
  const load: Load = {
    acknowledged: [],
    refusedWrites: [],
    refusedReads: [],
    reads: 0,
    slowestMs: 0,
    async stop() {
      stopped = true;
      await working;
    },
  };

  async function work(client: number): Promise<void> {
    for (let n = 0; !stopped; n += 1) {
      const write = await createOne(url, `Load ${client}-${n}`);
      if (write.status === 201) load.acknowledged.push(write.body);
      else load.refusedWrites.push(write);
      const known = load.acknowledged.at(-1);
      const read = await call(url, 'GET', known ? `/incidents/${known.id}` : '/incidents?limit=1');
      if (read.status === 200) load.reads += 1;
      else load.refusedReads.push(read);
      load.slowestMs = Math.max(load.slowestMs, write.ms, read.ms);
    }
  }
  const working = Promise.all(Array.from({ length: clients }, (_, client) => work(client)));
  // A client whose server has gone fails the test when it is asked to stop.
  working.catch(() => {});
  onTestFinished(() => {
    stopped = true;
  });
  return load;
}

/** Answers when so many more creations were acknowledged. */
export async function acknowledging(load: Load, more: number): Promise<void> {
  const goal = load.acknowledged.length + more;
  await expect
    .poll(() => load.acknowledged.length, { timeout: 30_000, interval: 10 })
    .toBeGreaterThanOrEqual(goal);
}

/** Every acknowledged write is there; what was refused may be there, but not as something else. */
export async function expectNothingLost(url: string, load: Load): Promise<Incident[]> {
  const all = await everyIncident(url);
  const stored = new Map(all.map((incident) => [incident.id, incident]));
  for (const incident of load.acknowledged) expect(stored.get(incident.id)).toEqual(incident);
  const ofLoad = all.filter(({ title }) => title.startsWith('Load '));
  expect(ofLoad.length - load.acknowledged.length).toBeLessThanOrEqual(load.refusedWrites.length);
  expect(new Set(ofLoad.map(({ title }) => title)).size).toBe(ofLoad.length);
  expect(new Set(all.map(({ number }) => number)).size).toBe(all.length);
  return all;
}

/** Whoever could not be served was told so in a moment, and to come back. */
export function expectOnlyUnavailable({ refusedReads, refusedWrites, slowestMs }: Load): void {
  for (const answer of [...refusedReads, ...refusedWrites]) expectUnavailable(answer);
  expect(slowestMs).toBeLessThan(15_000);
}
