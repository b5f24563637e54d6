import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  createClient,
  type Incident,
  type IncidentsCreateInput,
  type IncidentsListInput,
  type Page,
  type Tocsin,
} from '../src/index.ts';
import { incidentFeed } from '../src/live-list/feed.ts';
import { tocsinKey, tocsinQuery } from '../src/react/index.ts';
import { followInCache } from '../src/react/live-cache.ts';
import { type Network, network } from './network.ts';
import { startServer, type TestServer } from './server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const SOON = { timeout: 3_000 };
const BACK = { timeout: 15_000 };
const given: IncidentsCreateInput = { title: 'Slow', severity: 'P3', service: 'react' };
const elsewhere = () => createClient({ url: server.url });

let services = 0;
const ownService = () => `react-${(services += 1)}`;

interface OpenPage {
  tocsin: Tocsin;
  way: Network;
  queryClient: QueryClient;
}

/** What a page has: a client, a cache, and the way to the server. */
function page(url = server.url): OpenPage {
  const way = network();
  const tocsin = createClient({ url, fetch: way.fetch, retries: 0 });
  const queryClient = new QueryClient();
  onTestFinished(() => queryClient.clear());
  return { tocsin, way, queryClient };
}

/** A component that shows a list, without the rendering. */
function shown({ queryClient, tocsin }: OpenPage, input: IncidentsListInput) {
  const observer = new QueryObserver(queryClient, tocsinQuery(tocsin.incidents.list, input));
  const leave = observer.subscribe(() => {});
  onTestFinished(leave);
  const result = () => observer.getCurrentResult();
  return { leave, result, titles: () => result().data?.items.map(({ title }) => title) };
}

function following({ queryClient, tocsin }: OpenPage): () => void {
  const leave = followInCache(queryClient, tocsin);
  let hasLeft = false;
  const leaveOnce = () => {
    if (!hasLeft) leave();
    hasLeft = true;
  };
  onTestFinished(leaveOnce);
  return leaveOnce;
}

/** It is live, and has read again what it had read before. */
async function settled({ tocsin, queryClient }: OpenPage): Promise<void> {
  await expect.poll(() => incidentFeed(tocsin).state(), BACK).toBe('live');
  await new Promise((resolve) => setTimeout(resolve, 200));
  await expect.poll(() => queryClient.isFetching(), BACK).toBe(0);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the cache', () => {
  it('has every list and every incident as it is now', async () => {
    const app = page();
    const service = ownService();
    const list = shown(app, { service, status: 'Open' });
    const closed = shown(app, { service, status: 'Closed' });
    following(app);
    await settled(app);
    const { id } = await elsewhere().incidents.create({ ...given, service });
    await expect.poll(list.titles, SOON).toEqual(['Slow']);
    const one = await app.queryClient.fetchQuery(tocsinQuery(app.tocsin.incidents.get, { id }));
    const asked = app.way.asked('incidents.list') + app.way.asked('incidents.get');
    await elsewhere().incidents.close({ id });
    await expect.poll(closed.titles, SOON).toEqual(['Slow']);
    expect(list.titles()).toEqual([]);
    const { queryKey } = tocsinQuery(app.tocsin.incidents.get, { id });
    const cached = app.queryClient.getQueryData(queryKey);
    expect([one.status, cached?.status]).toEqual(['Open', 'Closed']);
    expect(app.way.asked('incidents.list') + app.way.asked('incidents.get')).toBe(asked);
  });

  it('asks again for what a change alone cannot tell', async () => {
    const app = page();
    const service = ownService();
    const incidents: Incident[] = [];
    for (const title of ['One', 'Two', 'Three']) {
      incidents.push(await elsewhere().incidents.create({ ...given, title, service }));
    }
    const list = shown(app, { service, limit: 2 });
    const id = incidents[2]?.id ?? '';
    const one = new QueryObserver(app.queryClient, tocsinQuery(app.tocsin.incidents.get, { id }));
    onTestFinished(one.subscribe(() => {}));
    const byHand = [...tocsinKey(app.tocsin.incidents.list), 'count'];
    const count = new QueryObserver(app.queryClient, {
      queryKey: byHand,
      queryFn: async () => (await app.tocsin.incidents.list({ service })).total,
    });
    onTestFinished(count.subscribe(() => {}));
    following(app);
    await settled(app);
    await elsewhere().incidents.delete({ id });
    await expect.poll(list.titles, SOON).toEqual(['Two', 'One']);
    await expect.poll(() => one.getCurrentResult().error, SOON).toHaveProperty('code', 'NOT_FOUND');
    await expect.poll(() => count.getCurrentResult().data, SOON).toBe(2);
  });

  it('does not lose what happens while a query is fetched', async () => {
    const app = page();
    const service = ownService();
    const list = shown(app, { service });
    following(app);
    await settled(app);
    const { id } = await elsewhere().incidents.create({ ...given, title: 'Before', service });
    await expect.poll(list.titles, SOON).toEqual(['Before']);
    const asked = app.way.asked('incidents.list');
    const letGo = app.way.hold('answers', 'incidents.list');
    void app.queryClient.refetchQueries();
    await expect.poll(() => app.way.asked('incidents.list'), BACK).toBe(asked + 1);
    await expect.poll(() => app.way.underWay('incidents.list'), BACK).toBe(0);
    await elsewhere().incidents.create({ ...given, title: 'Meanwhile', service });
    await elsewhere().incidents.update({ id, title: 'Changed' });
    // At once, and still so when the older answer has come.
    await expect.poll(list.titles, SOON).toEqual(['Meanwhile', 'Changed']);
    letGo();
    await expect.poll(() => app.queryClient.isFetching(), BACK).toBe(0);
    expect(list.titles()).toEqual(['Meanwhile', 'Changed']);
    expect(app.way.asked('incidents.list')).toBe(asked + 1);
  });

  it('does not lose what happened between the first fetch and the beginning of its watch', async () => {
    const app = page();
    const service = ownService();
    const connect = app.way.hold('requests', 'incidents.watch');
    const letGo = app.way.hold('answers', 'incidents.list');
    const list = shown(app, { service });
    following(app);
    await expect.poll(() => app.way.asked('incidents.list'), BACK).toBe(1);
    await expect.poll(() => app.way.underWay('incidents.list'), BACK).toBe(0);
    await elsewhere().incidents.create({ ...given, service });
    connect();
    await expect.poll(() => incidentFeed(app.tocsin).state(), BACK).toBe('live');
    await pause(300);
    expect(list.titles()).toBe(undefined);
    letGo();
    await expect.poll(list.titles, SOON).toEqual(['Slow']);
  });

  it('knows that what was changed while nobody followed is out of date', async () => {
    const app = page();
    const service = ownService();
    const options = { ...tocsinQuery(app.tocsin.incidents.list, { service }), staleTime: Infinity };
    await app.queryClient.fetchQuery(options);
    const leave = following(app);
    await settled(app);
    const { id } = await elsewhere().incidents.create({ ...given, service });
    const data = () => app.queryClient.getQueryData(options.queryKey);
    await pause(200);
    leave();
    await expect.poll(() => app.way.underWay('incidents.watch'), SOON).toBe(0);
    await elsewhere().incidents.close({ id });
    await pause(200);
    following(app);
    await settled(app);
    const read: Page<Incident> = await app.queryClient.fetchQuery(options);
    expect(read.items.map(({ status }) => status)).toEqual(['Closed']);
    expect(data()).toEqual(read);
  });

  it('asks again for what a change while a query is fetched cannot tell', async () => {
    const app = page();
    const service = ownService();
    for (const title of ['One', 'Two', 'Three']) {
      await elsewhere().incidents.create({ ...given, title, service });
    }
    const list = shown(app, { service, limit: 2 });
    following(app);
    await settled(app);
    const asked = app.way.asked('incidents.list');
    const letGo = app.way.hold('answers', 'incidents.list');
    void app.queryClient.refetchQueries();
    await expect.poll(() => app.way.asked('incidents.list'), BACK).toBe(asked + 1);
    await expect.poll(() => app.way.underWay('incidents.list'), BACK).toBe(0);
    const id = list.result().data?.items[0]?.id ?? '';
    await elsewhere().incidents.delete({ id });
    await expect.poll(list.titles, SOON).toEqual(['Two']);
    letGo();
    await expect.poll(list.titles, SOON).toEqual(['Two', 'One']);
  });

  it('has nothing of what happened during a fetch that was given up, once it is over', async () => {
    const app = page();
    const service = ownService();
    const list = shown(app, { service, status: 'Open' });
    following(app);
    await settled(app);
    const asked = app.way.asked('incidents.list');
    const letGo = app.way.hold('answers', 'incidents.list');
    void app.queryClient.refetchQueries();
    await expect.poll(() => app.way.asked('incidents.list'), BACK).toBe(asked + 1);
    const { id } = await elsewhere().incidents.create({ ...given, service });
    await expect.poll(list.titles, SOON).toEqual(['Slow']);
    list.leave();
    await expect.poll(() => app.queryClient.isFetching(), BACK).toBe(0);
    letGo();
    const { queryKey } = tocsinQuery(app.tocsin.incidents.list, { service, status: 'Open' });
    const kept = () => app.queryClient.getQueryData(queryKey)?.items.map(({ title }) => title);
    expect(kept()).toEqual(['Slow']);
    await elsewhere().incidents.close({ id });
    await expect.poll(kept, SOON).toEqual([]);
    const again = shown(app, { service, status: 'Open' });
    await expect.poll(() => again.result().fetchStatus, BACK).toBe('idle');
    expect(again.titles()).toEqual([]);
  });

  it('knows still that a list is out of date when a change has been written into it', async () => {
    const app = page();
    const service = ownService();
    const { queryKey, ...options } = tocsinQuery(app.tocsin.incidents.list, { service });
    await app.queryClient.fetchQuery({ queryKey, ...options });
    following(app);
    await settled(app);
    await app.queryClient.fetchQuery({ queryKey, ...options });
    await app.queryClient.invalidateQueries({ queryKey, refetchType: 'none' });
    await elsewhere().incidents.create({ ...given, service });
    await expect.poll(() => app.queryClient.getQueryData(queryKey)?.items.length, SOON).toBe(1);
    expect(app.queryClient.getQueryState(queryKey)?.isInvalidated).toBe(true);
  });

  it('is asked for again after a failure that may pass, and not after another', async () => {
    const app = page();
    const service = ownService();
    await elsewhere().incidents.create({ ...given, service });
    following(app);
    await settled(app);
    app.way.refuse('incidents.list', 503);
    const list = shown(app, { service });
    await expect.poll(() => list.result().status, BACK).toBe('error');
    const wrong = shown(app, { limit: 1_000 });
    await expect
      .poll(() => wrong.result().error, BACK)
      .toHaveProperty('code', 'UNPROCESSABLE_CONTENT');
    await expect.poll(list.titles, BACK).toEqual(['Slow']);
    await pause(1_000);
    expect(app.way.asked('incidents.list')).toBe(3);
  });
});

describe('following', () => {
  it('is one connection for all, ends with the last, and goes on where one takes the place of another', async () => {
    const app = page();
    shown(app, { service: ownService() });
    const [one, two] = [following(app), following(app)];
    await settled(app);
    one();
    await pause(100);
    expect([app.way.underWay('incidents.watch'), app.way.asked('incidents.watch')]).toEqual([1, 1]);
    const asked = app.way.asked('incidents.list');
    two();
    const three = following(app);
    await pause(300);
    expect([app.way.underWay('incidents.watch'), app.way.asked('incidents.watch')]).toEqual([1, 1]);
    expect(app.way.asked('incidents.list')).toBe(asked);
    three();
    await expect.poll(() => app.way.underWay('incidents.watch'), SOON).toBe(0);
  });

  it('serves two caches on one client, the second one from where it begins', async () => {
    const app = page();
    following(app);
    await settled(app);
    const second = { ...app, queryClient: new QueryClient() };
    onTestFinished(() => second.queryClient.clear());
    const service = ownService();
    const list = shown(second, { service });
    await expect.poll(list.titles, BACK).toEqual([]);
    await elsewhere().incidents.create({ ...given, service });
    await pause(300);
    expect(list.titles()).toEqual([]);
    following(second);
    await expect.poll(list.titles, SOON).toEqual(['Slow']);
    expect(app.way.asked('incidents.watch')).toBe(1);
  });

  it('recovers, and has missed nothing', async () => {
    const own = await startServer();
    onTestFinished(() => own.close());
    const app = page(own.url);
    await own.stop('SIGKILL');
    const list = shown(app, { service: 'mine' });
    following(app);
    await expect.poll(() => list.result().status, BACK).toBe('error');
    await own.restart();
    const other = createClient({ url: own.url });
    await other.incidents.create({ ...given, service: 'mine' });
    await expect.poll(list.titles, BACK).toEqual(['Slow']);
    await expect.poll(() => incidentFeed(app.tocsin).state(), BACK).toBe('live');
    await own.stop('SIGKILL');
    await expect.poll(() => incidentFeed(app.tocsin).state(), BACK).toBe('lost');
    // As when the window is looked at again.
    await app.queryClient.refetchQueries();
    expect([list.result().status, list.titles()]).toEqual(['error', ['Slow']]);
    await own.restart();
    await other.incidents.create({ ...given, title: 'While away', service: 'mine' });
    await expect.poll(list.titles, BACK).toEqual(['While away', 'Slow']);
    await expect.poll(() => list.result().status, BACK).toBe('success');
  });
});
