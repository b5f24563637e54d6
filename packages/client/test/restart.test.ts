import { expect, it, onTestFinished } from 'vitest';
import { createClient } from '../src/index.ts';
import { startServer } from './server.ts';
import { createAll, numbered, watch } from './watcher.ts';

/** The longest that a connection may take to come back: the longest wait, and some load. */
const BACK = { timeout: 15_000 };

it.each([
  ['SIGKILL', 0],
  ['SIGTERM', 0],
  ['SIGKILL', 6_000],
] as const)(
  'a server that ends by %s and comes back after %i ms has told every change once',
  async (signal, awayMs) => {
    const server = await startServer();
    onTestFinished(() => server.close());
    const tocsin = createClient({ url: server.url });
    const watcher = watch(tocsin);
    await expect.poll(() => watcher.items.length).toBe(1);
    await createAll(tocsin, numbered(1, 3));
    // Killed while it may still have something to tell.
    await server.stop(signal);
    await new Promise((resolve) => setTimeout(resolve, awayMs));
    await server.restart();
    await createAll(tocsin, numbered(4, 6));
    await expect.poll(watcher.titles, BACK).toEqual(numbered(1, 6));
    await createAll(tocsin, numbered(7, 8));
    await expect.poll(watcher.titles).toEqual(numbered(1, 8));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(watcher.titles()).toEqual(numbered(1, 8));
    expect(watcher.items.filter(({ type }) => type === 'watch.started')).toHaveLength(1);
    expect(watcher.states).toEqual(['connecting', 'live', 'lost', 'live']);
    watcher.stop();
    await watcher.done;
  },
  60_000,
);

it('a loop that begins before its server does finds it', async () => {
  const server = await startServer();
  onTestFinished(() => server.close());
  await server.stop('SIGTERM');
  const tocsin = createClient({ url: server.url });
  const watcher = watch(tocsin);
  await expect.poll(() => watcher.states).toEqual(['connecting', 'lost']);
  await server.restart();
  await expect.poll(() => watcher.states, BACK).toEqual(['connecting', 'lost', 'live']);
  await createAll(tocsin, numbered(1, 1));
  await expect.poll(watcher.titles).toEqual(numbered(1, 1));
  watcher.stop();
  await watcher.done;
});

it('a query waits through a short restart', async () => {
  const server = await startServer();
  onTestFinished(() => server.close());
  await server.stop('SIGKILL');
  const tocsin = createClient({ url: server.url, retries: 8 });
  const list = tocsin.incidents.list();
  await server.restart();
  expect((await list).items.length).toBeGreaterThan(0);
});
