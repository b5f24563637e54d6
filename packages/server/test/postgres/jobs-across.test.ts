import { expect, it, onTestFinished } from 'vitest';
import { enqueue } from '../../src/jobs/queue.ts';
import { openStorage } from '../../src/storage/open.ts';
import { emptyDatabase, urlOf } from '../database.ts';
import { errand } from '../errand.ts';
import { eventStream } from '../event-stream.ts';
import { jobsWorker } from '../jobs-worker-process.ts';
import { startServer } from '../process.ts';

it('a job that one process enqueues begins at once in another, and at its time', async () => {
  const database = await emptyDatabase();
  const storage = await openStorage(database, { warn: () => {} });
  onTestFinished(() => storage.close());
  const worker = await jobsWorker(database);
  const ask = async (delayMs: number) => {
    const at = new Date().toISOString();
    const runAt = new Date(Date.now() + delayMs).toISOString();
    const { id } = await storage.write((writer) =>
      enqueue(writer, errand, { data: { n: 0 }, at, runAt }),
    );
    await expect.poll(worker.lines, { timeout: 10_000, interval: 5 }).toContain(`began ${id} 1`);
    return Date.now() - Date.parse(runAt);
  };
  const late: number[] = [];
  for (const delay of [0, 0, 0, 700, 1_000]) {
    // Long enough for the worker to have gone to sleep.
    await new Promise((resolve) => setTimeout(resolve, 200));
    late.push(await ask(delay));
  }
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
  // Were it not woken up, it would look again after ten minutes.
  expect(Math.max(...late)).toBeLessThan(3_000);
}, 60_000);

it('a stream of events that one process serves tells of what happens in another', async () => {
  const DATABASE_URL = urlOf(await emptyDatabase());
  const [one, other] = [await startServer({ DATABASE_URL }), await startServer({ DATABASE_URL })];
  const streams = [
    await eventStream(one.url, '?type=incident.created'),
    await eventStream(other.url, '?type=incident.created'),
  ];
  for (const stream of streams) await expect.poll(() => stream.items.length).toBe(1);
  const created = Array.from({ length: 40 }, (_, i) =>
    fetch(`${(i % 2 === 0 ? one : other).url}/api/v1/incidents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: `incident ${i}`, severity: 'P2', service: 'a' }),
    }),
  );
  expect((await Promise.all(created)).every(({ status }) => status === 201)).toBe(true);
  for (const stream of streams) {
    await expect.poll(() => stream.events().length, { timeout: 10_000 }).toBe(40);
    const seqs = stream.events().map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
  }
  expect(streams[0]?.events()).toEqual(streams[1]?.events());
});
