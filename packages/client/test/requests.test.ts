import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type IncidentsCreateInput } from '../src/index.ts';
import { httpProxy } from './http-proxy.ts';
import { startServer, type TestServer } from './server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const given: IncidentsCreateInput = {
  title: 'Search is slow',
  severity: 'high',
  service: 'search',
};
const unavailable = { status: 503 };

async function proxied(options: { retries?: number } = {}) {
  const proxy = await httpProxy(server.url);
  return { proxy, tocsin: createClient({ url: proxy.url, ...options }) };
}

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 100));

describe('calls made in the same moment', () => {
  it('are one request for the queries and one for the mutations', async () => {
    const { proxy, tocsin } = await proxied();
    const [health, list, first, second] = await Promise.all([
      tocsin.system.health(),
      tocsin.incidents.list({ limit: 1 }),
      tocsin.runbooks.create({ title: 'One' }),
      tocsin.runbooks.create({ title: 'Two' }),
    ]);
    expect([health.status, list.items.length, first.title, second.title]).toEqual([
      'ok',
      1,
      'One',
      'Two',
    ]);
    expect(proxy.seen.map(({ method, path }) => [method, path])).toEqual([
      ['GET', 'system.health,incidents.list'],
      ['POST', 'runbooks.create,runbooks.create'],
    ]);
  });

  it('fail each for itself', async () => {
    const { proxy, tocsin } = await proxied();
    const results = await Promise.allSettled([
      tocsin.incidents.get({ id: 'nowhere' }),
      tocsin.incidents.list({ limit: 1 }),
      tocsin.incidents.list({ limit: 0 }),
    ]);
    expect(
      results.map((result) => (result.status === 'rejected' ? result.reason : 'fine')),
    ).toEqual([
      expect.objectContaining({ code: 'NOT_FOUND' }),
      'fine',
      expect.objectContaining({ code: 'UNPROCESSABLE_CONTENT' }),
    ]);
    expect(proxy.seen).toHaveLength(1);
  });

  it('are several requests where one would be too long', async () => {
    const { proxy, tocsin } = await proxied();
    const queries = Array.from({ length: 100 }, (_, i) => `word${i} ${'x'.repeat(150)}`);
    const pages = await Promise.all(queries.map((q) => tocsin.incidents.list({ q })));
    expect(pages.map(({ total }) => total)).toEqual(queries.map(() => 0));
    expect(proxy.seen.length).toBeGreaterThan(1);
    expect(proxy.seen.length).toBeLessThan(10);
  });
});

describe('a query that is under way', () => {
  it('is not sent again', async () => {
    const { proxy, tocsin } = await proxied();
    const one = tocsin.incidents.list({ status: 'Open' });
    await aMoment();
    const [first, second, other] = await Promise.all([
      one,
      tocsin.incidents.list({ status: 'Open' }),
      tocsin.incidents.list({ status: 'Closed' }),
    ]);
    expect(second).toEqual(first);
    expect(other).not.toEqual(first);
    // Those who share an answer may each do with it what they like.
    second.items.length = 0;
    expect(first.items.length).toBeGreaterThan(0);
    const paths = proxy.seen.map(({ path }) => path);
    expect(paths.filter((path) => path.includes('incidents.list'))).toHaveLength(paths.length);
    expect(paths.length).toBeLessThanOrEqual(3);
  });

  it('is one request for all who ask at once, and a new one for who asks later', async () => {
    const { proxy, tocsin } = await proxied();
    const many = Array.from({ length: 10 }, () => tocsin.runbooks.list());
    expect(new Set((await Promise.all(many)).map(({ total }) => total)).size).toBe(1);
    expect(proxy.seen.map(({ path }) => path)).toEqual(['runbooks.list']);
    await tocsin.runbooks.list();
    expect(proxy.seen).toHaveLength(2);
  });

  it('goes on for those who still wait when one of them aborts', async () => {
    const { proxy, tocsin } = await proxied();
    const controller = new AbortController();
    const leaves = tocsin.incidents.list({}, { signal: controller.signal });
    const stays = tocsin.incidents.list({});
    controller.abort();
    await expect(leaves).rejects.toMatchObject({ name: 'AbortError' });
    expect((await stays).items.length).toBeGreaterThan(0);
    expect(proxy.seen).toMatchObject([{ isAbandoned: false }]);
  });

  it('is ended when nobody waits for it any more, and begun anew for the next', async () => {
    const { proxy, tocsin } = await proxied();
    proxy.outage = 'hang';
    const [one, two] = [new AbortController(), new AbortController()];
    const calls = [one, two].map(({ signal }) => tocsin.incidents.list({}, { signal }));
    const settled = Promise.allSettled(calls);
    await expect.poll(() => proxy.seen.length).toBe(1);
    one.abort();
    await aMoment();
    expect(proxy.seen[0]?.isClosed).toBe(false);
    two.abort();
    await settled;
    await expect.poll(() => proxy.seen[0]?.isAbandoned).toBe(true);
    proxy.outage = undefined;
    expect((await tocsin.incidents.list({})).items.length).toBeGreaterThan(0);
  });
});

describe('an aborted call', () => {
  it('is not sent at all when the signal was aborted before', async () => {
    const { proxy, tocsin } = await proxied();
    const signal = AbortSignal.abort();
    await expect(tocsin.incidents.list({}, { signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    await expect(tocsin.incidents.create(given, { signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    for await (const _ of tocsin.incidents.watch({}, { signal })) throw new Error('It began.');
    await aMoment();
    expect(proxy.seen).toEqual([]);
  });

  it.each(['query', 'mutation'])(
    'ends the request of a %s, with the reason of the signal',
    async (kind) => {
      const { proxy, tocsin } = await proxied();
      proxy.outage = 'hang';
      const reason = new Error('The user has left.');
      const controller = new AbortController();
      const { signal } = controller;
      const call =
        kind === 'query'
          ? tocsin.incidents.list({}, { signal })
          : tocsin.incidents.create(given, { signal });
      const failed = expect(call).rejects.toBe(reason);
      await expect.poll(() => proxy.seen.length).toBe(1);
      controller.abort(reason);
      await failed;
      await expect.poll(() => proxy.seen[0]?.isAbandoned).toBe(true);
    },
  );

  it('says TimeoutError where that was the reason', async () => {
    const { proxy, tocsin } = await proxied();
    proxy.outage = 'hang';
    const signal = AbortSignal.timeout(200);
    await expect(tocsin.incidents.list({}, { signal })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });

  it('is not repeated', async () => {
    const { proxy, tocsin } = await proxied({ retries: 100 });
    proxy.outage = unavailable;
    const controller = new AbortController();
    const call = tocsin.incidents.list({}, { signal: controller.signal });
    const failed = expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await expect.poll(() => proxy.seen.length).toBeGreaterThan(1);
    controller.abort();
    await failed;
    const sent = proxy.seen.length;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(proxy.seen).toHaveLength(sent);
  });
});

describe('a query that fails for a reason that may pass', () => {
  it.each([
    'cut',
    'cut half of the answer',
    unavailable,
    { status: 502 },
    { status: 429 },
  ] as const)('is repeated: %j', async (fault) => {
    const { proxy, tocsin } = await proxied();
    proxy.faults.push(fault, fault);
    expect((await tocsin.incidents.list()).items.length).toBeGreaterThan(0);
    expect(proxy.seen).toHaveLength(3);
  });

  it('is repeated as often as was said, each time after a longer wait', async () => {
    const { proxy, tocsin } = await proxied({ retries: 2 });
    proxy.outage = unavailable;
    await expect(tocsin.incidents.list()).rejects.toMatchObject({ status: 503 });
    const [first, second, third, ...more] = proxy.seen.map(({ at }) => at);
    expect(more).toEqual([]);
    expect(Number(third) - Number(second)).toBeGreaterThan(Number(second) - Number(first));
    await expect(tocsin.incidents.list({}, { retries: 0 })).rejects.toMatchObject({ status: 503 });
    expect(proxy.seen).toHaveLength(4);
  });

  it('is repeated no sooner than the answer says', async () => {
    const { proxy, tocsin } = await proxied();
    proxy.faults.push({ status: 429, headers: { 'retry-after': '1' } });
    const began = performance.now();
    await tocsin.incidents.list();
    expect(performance.now() - began).toBeGreaterThan(950);
  });

  it('is not repeated when it failed for good', async () => {
    const { proxy, tocsin } = await proxied();
    await expect(tocsin.incidents.get({ id: 'nowhere' })).rejects.toMatchObject({ status: 404 });
    proxy.faults.push({ status: 404 }, { status: 500 });
    await expect(tocsin.incidents.list()).rejects.toMatchObject({ status: 404 });
    await expect(tocsin.incidents.list()).rejects.toMatchObject({ status: 500 });
    expect(proxy.seen).toHaveLength(3);
  });
});

describe('a mutation', () => {
  it.each(['cut', 'cut the answer', unavailable] as const)(
    'is never repeated: %j',
    async (fault) => {
      const { proxy, tocsin } = await proxied({ retries: 5 });
      proxy.faults.push(fault);
      const title = `Once: ${JSON.stringify(fault)}`;
      await expect(tocsin.incidents.create({ ...given, title })).rejects.toMatchObject({
        name: 'TocsinError',
      });
      await aMoment();
      expect(proxy.seen).toHaveLength(1);
      const direct = createClient({ url: server.url });
      const { items } = await direct.incidents.list();
      const made = items.filter((incident) => incident.title === title);
      expect(made).toHaveLength(fault === 'cut the answer' ? 1 : 0);
    },
  );

  it('is sent as often as it is called, equal or not', async () => {
    const { tocsin } = await proxied();
    const [one, two] = await Promise.all([
      tocsin.incidents.create(given),
      tocsin.incidents.create(given),
    ]);
    expect(one.id).not.toBe(two.id);
  });
});
