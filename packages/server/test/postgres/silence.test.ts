import { kill } from 'node:process';
import { expect, it, onTestFinished } from 'vitest';
import { emptyDatabase, urlOf } from '../database.ts';
import { startServer } from '../process.ts';
import { watching } from '../watcher.ts';
import { call, createOne, created, expectUnavailable } from './calls.ts';
import { crashingServer } from './crashing-server.ts';
import { connection, sessions } from './sessions.ts';

it('answers 503 in bounded time while PostgreSQL keeps its connections but says nothing', async () => {
  const postgres = await crashingServer();
  const { url } = await startServer({ DATABASE_URL: postgres.url, DATABASE_POOL_SIZE: '5' });
  const { id } = await created(url, 'Before the silence');
  const watcher = await watching(url);
  const read = () => call(url, 'GET', `/incidents/${id}`);
  const times = <T>(count: number, ask: () => Promise<T>) =>
    Promise.all(Array.from({ length: count }, ask));
  await times(10, read);

  const wake = await postgres.freeze();
  for (const limit of [20_000, 15_000]) {
    const [reads, writes, ready] = await Promise.all([
      times(10, read),
      times(10, () => createOne(url, 'In the silence')),
      call<unknown>(url, 'GET', '//ready'),
    ]);
    for (const answer of [...reads, ...writes]) {
      expectUnavailable(answer);
      expect(answer.ms).toBeLessThan(limit);
    }
    expect(ready.status).toBe(503);
    expect((await call(url, 'GET', '//healthz')).ms).toBeLessThan(5_000);
  }

  wake();
  await expect.poll(async () => (await read()).status, { timeout: 20_000 }).toBe(200);
  const { id: next } = await created(url, 'After the silence');
  const seen = () => watcher.changes().map(({ incidentId }) => incidentId);
  await expect.poll(seen, { timeout: 30_000 }).toContain(next);
  expect((await call(url, 'GET', '//ready')).status).toBe(200);
}, 150_000);

it('notices when nothing is heard because the connection that listens is silent', async () => {
  const DATABASE_URL = urlOf(await emptyDatabase());
  const admin = await connection(DATABASE_URL);
  const a = await startServer({ DATABASE_URL });
  const [listening] = await sessions(admin, 'tocsin-news');
  if (listening === undefined) throw new Error('The server does not listen.');
  const b = await startServer({ DATABASE_URL });
  const watcher = await watching(a.url);
  kill(listening, 'SIGSTOP');
  onTestFinished(() => void kill(listening, 'SIGCONT'));
  const ids = [];
  for (const { url } of [b, a]) ids.push((await created(url, 'Unheard')).id);
  expect(watcher.changes()).toEqual([]);
  const seen = () => watcher.changes().map(({ incidentId }) => incidentId);
  await expect.poll(seen, { timeout: 30_000 }).toEqual(ids);
  expect(a.output()).toContain('a database connection was lost');
}, 90_000);
