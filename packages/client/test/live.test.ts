import { getEventListeners } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../src/index.ts';
import { type HttpProxy, httpProxy } from './http-proxy.ts';
import { startServer, type TestServer } from './server.ts';
import { createAll, numbered, watch } from './watcher.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

/** The longest that a connection may take to come back: the longest wait, and some load. */
const BACK = { timeout: 12_000 };
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 300));

async function proxied() {
  const proxy = await httpProxy(server.url);
  return {
    proxy,
    tocsin: createClient({ url: proxy.url }),
    direct: createClient({ url: server.url }),
  };
}

const openStreams = ({ seen }: HttpProxy) =>
  seen.filter(({ path, isClosed }) => path === 'incidents.watch' && !isClosed).length;

describe('watching', () => {
  it('tells of each change as it is made', async () => {
    const tocsin = createClient({ url: server.url });
    const watcher = watch(tocsin);
    await expect.poll(() => watcher.items.length).toBe(1);
    expect(watcher.items[0]?.type).toBe('watch.started');
    expect(watcher.states).toEqual(['connecting', 'live']);
    await createAll(tocsin, numbered(1, 3));
    await expect.poll(watcher.titles).toEqual(numbered(1, 3));
    watcher.stop();
    await watcher.done;
    expect(watcher.states).toEqual(['connecting', 'live']);
  });

  it('begins after the item that is named', async () => {
    const tocsin = createClient({ url: server.url });
    await createAll(tocsin, ['before']);
    const { value: started } = await tocsin.incidents.watch().next();
    await createAll(tocsin, numbered(1, 2));
    const watcher = watch(tocsin, { lastEventId: String(started?.seq) });
    await expect.poll(watcher.titles).toEqual(numbered(1, 2));
    expect(watcher.items[0]).toEqual(started);
    watcher.stop();
    await watcher.done;
  });

  it('asks nothing of the server before the first item is asked for', async () => {
    const { proxy, tocsin } = await proxied();
    const changes = tocsin.incidents.watch();
    await aMoment();
    expect(proxy.seen).toEqual([]);
    await changes.return?.();
  });

  it('loses nothing of what comes while the loop is busy', async () => {
    const tocsin = createClient({ url: server.url });
    const titles: (string | undefined)[] = [];
    for await (const change of tocsin.incidents.watch()) {
      if (change.type === 'watch.started') await createAll(tocsin, numbered(1, 20));
      else titles.push(change.incident?.title);
      if (titles.length === 20) break;
    }
    expect(titles).toEqual(numbered(1, 20));
  });

  it('throws what the server refuses, and does not ask again', async () => {
    const { proxy, tocsin } = await proxied();
    const watcher = watch(tocsin, { lastEventId: 'yesterday' });
    await expect(watcher.done).rejects.toMatchObject({
      code: 'UNPROCESSABLE_CONTENT',
      status: 422,
      errors: [{ loc: ['input', 'lastEventId'] }],
    });
    await aMoment();
    expect(proxy.seen).toHaveLength(1);
  });

  it.each([
    { status: 403, headers: { 'content-type': 'text/html' } },
    { status: 404, headers: { 'content-type': 'application/json' }, body: '{"no":"route"}' },
    { status: 200, headers: { 'content-type': 'text/html' } },
  ])('throws where something else answers for good: %j', async (fault) => {
    const { proxy, tocsin } = await proxied();
    proxy.outage = fault;
    const { done } = watch(tocsin);
    await expect(done).rejects.toMatchObject({ code: 'BAD_RESPONSE', status: fault.status });
    expect(proxy.seen).toHaveLength(1);
  });

  it('throws the error of a refusal that is in the form of Tocsin', async () => {
    const { proxy, tocsin } = await proxied();
    const data = { code: 'METHOD_NOT_SUPPORTED', httpStatus: 405, requestId: 'r7' };
    proxy.outage = {
      status: 405,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ error: { json: { message: 'Not so.', code: -32005, data } } }),
    };
    await expect(watch(tocsin).done).rejects.toMatchObject({
      name: 'TocsinError',
      message: 'Not so.',
      code: 'METHOD_NOT_SUPPORTED',
      status: 405,
      requestId: 'r7',
    });
  });
});

describe('leaving', () => {
  it('a loop by break closes the connection', async () => {
    const { proxy, tocsin } = await proxied();
    for await (const change of tocsin.incidents.watch()) {
      expect(change.type).toBe('watch.started');
      expect(openStreams(proxy)).toBe(1);
      break;
    }
    await expect.poll(() => openStreams(proxy)).toBe(0);
  });

  it('a loop by an exception closes the connection', async () => {
    const { proxy, tocsin } = await proxied();
    const loop = async () => {
      for await (const change of tocsin.incidents.watch()) throw new Error(change.type);
    };
    await expect(loop()).rejects.toThrow('watch.started');
    await expect.poll(() => openStreams(proxy)).toBe(0);
  });

  it('by the signal ends the loop without an error, and leaves no listener behind', async () => {
    const { proxy, tocsin } = await proxied();
    const controller = new AbortController();
    const watcher = watch(tocsin, {}, { signal: controller.signal });
    await expect.poll(() => watcher.items.length).toBe(1);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
    controller.abort();
    await watcher.done;
    await expect.poll(() => openStreams(proxy)).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('while an item is waited for ends the wait', async () => {
    const { proxy, tocsin } = await proxied();
    const changes = tocsin.incidents.watch();
    await changes.next();
    const waiting = changes.next();
    await changes.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await changes.next()).toEqual({ done: true, value: undefined });
    await expect.poll(() => openStreams(proxy)).toBe(0);
  });

  it('while the server is away ends the tries', async () => {
    const { proxy, tocsin } = await proxied();
    proxy.outage = 'cut';
    const watcher = watch(tocsin);
    await expect.poll(() => proxy.seen.length).toBeGreaterThan(1);
    watcher.stop();
    await watcher.done;
    const tried = proxy.seen.length;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(proxy.seen).toHaveLength(tried);
  });
});

describe('a lost connection', () => {
  it('is resumed: each change that was made meanwhile comes once, in order', async () => {
    const { proxy, tocsin, direct } = await proxied();
    const watcher = watch(tocsin);
    await expect.poll(() => watcher.items.length).toBe(1);
    await createAll(direct, numbered(1, 3));
    await expect.poll(watcher.titles).toHaveLength(3);
    proxy.outage = 'cut';
    proxy.cut();
    await createAll(direct, numbered(4, 6));
    await expect.poll(() => watcher.states.at(-1)).toBe('lost');
    proxy.outage = undefined;
    await expect.poll(watcher.titles, BACK).toEqual(numbered(1, 6));
    proxy.cut();
    await createAll(direct, numbered(7, 8));
    await expect.poll(watcher.titles, BACK).toEqual(numbered(1, 8));
    await aMoment();
    expect(watcher.titles()).toEqual(numbered(1, 8));
    expect(watcher.items.filter(({ type }) => type === 'watch.started')).toHaveLength(1);
    expect(watcher.states).toEqual(['connecting', 'live', 'lost', 'live', 'lost', 'live']);
    expect(watcher.reasons[2]).toMatchObject({ name: 'TocsinError', code: 'NETWORK_ERROR' });
    watcher.stop();
  });

  it('is resumed where it began when nothing had happened yet', async () => {
    const { proxy, tocsin, direct } = await proxied();
    const watcher = watch(tocsin);
    await expect.poll(() => watcher.items.length).toBe(1);
    proxy.outage = { status: 503 };
    proxy.cut();
    await createAll(direct, numbered(1, 2));
    proxy.outage = undefined;
    await expect.poll(watcher.titles, BACK).toEqual(numbered(1, 2));
    watcher.stop();
  });

  it('is made again with a new token', async () => {
    const proxy = await httpProxy(server.url);
    let token = 1;
    const tocsin = createClient({ url: proxy.url, token: () => `token ${token++}` });
    const watcher = watch(tocsin);
    await expect.poll(() => watcher.items.length).toBe(1);
    proxy.cut();
    await expect.poll(() => proxy.seen.length, BACK).toBe(2);
    expect(proxy.seen.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token 1',
      'Bearer token 2',
    ]);
    watcher.stop();
  });

  it.each([{ status: 502 }, { status: 503 }, { status: 429 }] as const)(
    'waits through a proxy that answers for a server that is away: %j',
    async (fault) => {
      const { proxy, tocsin } = await proxied();
      proxy.outage = fault;
      const watcher = watch(tocsin);
      await expect.poll(() => proxy.seen.length).toBeGreaterThan(2);
      expect(watcher.states).toEqual(['connecting', 'lost']);
      expect(watcher.reasons[1]).toMatchObject({ code: 'BAD_RESPONSE', ...fault });
      proxy.outage = undefined;
      await expect.poll(() => watcher.items.length, BACK).toBe(1);
      expect(watcher.states).toEqual(['connecting', 'lost', 'live']);
      watcher.stop();
    },
  );

  it('is tried ever more slowly, not without pause', async () => {
    const { proxy, tocsin } = await proxied();
    proxy.outage = 'cut';
    const watcher = watch(tocsin);
    await expect.poll(() => proxy.seen.length, BACK).toBe(5);
    watcher.stop();
    const times = proxy.seen.map(({ at }) => at);
    const waits = times.slice(1).map((at, i) => at - Number(times[i]));
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits[0]).toBeGreaterThan(90);
  });
});
