import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  createClient,
  type IncidentsCreateInput,
  type IncidentsListInput,
  isTocsinError,
  type Tocsin,
} from '../src/index.ts';
import { incidentFeed } from '../src/live-list/feed.ts';
import { followList, type ListResult } from '../src/live-list/live-list.ts';
import { type Network, network } from './network.ts';
import { startServer, type TestServer } from './server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const SOON = { timeout: 3_000 };
const BACK = { timeout: 15_000 };
const given: IncidentsCreateInput = { title: 'Slow', severity: 'P3', service: 'search' };

interface Followed {
  results: ListResult[];
  titles(): string[];
  leave(): void;
}

function follow(tocsin: Tocsin, input: IncidentsListInput): Followed {
  const results: ListResult[] = [];
  const leave = followList(tocsin, input, (result) => results.push(result));
  onTestFinished(leave);
  return {
    results,
    leave,
    titles() {
      const last = results.at(-1);
      return last && 'page' in last ? last.page.items.map(({ title }) => title) : [];
    },
  };
}

/** A client with its own way to the server. */
function client(url = server.url): { tocsin: Tocsin; way: Network } {
  const way = network();
  return { tocsin: createClient({ url, fetch: way.fetch }), way };
}

/** A service of its own, so that other tests are not in the list. */
let services = 0;
const ownService = () => `service-${(services += 1)}`;

const isLive = (tocsin: Tocsin) => () => incidentFeed(tocsin).state() === 'live';

describe('a live list', () => {
  it('follows what others do', async () => {
    const { tocsin } = client();
    const { tocsin: other } = client();
    const service = ownService();
    const list = follow(tocsin, { service, status: 'Open' });
    await expect.poll(isLive(tocsin), BACK).toBe(true);
    const { id } = await other.incidents.create({ ...given, service });
    await expect.poll(list.titles, SOON).toEqual(['Slow']);
    await other.incidents.update({ id, title: 'Slower' });
    await expect.poll(list.titles, SOON).toEqual(['Slower']);
    await other.incidents.close({ id });
    await expect.poll(list.titles, SOON).toEqual([]);
    await other.incidents.reopen({ id });
    await expect.poll(list.titles, SOON).toEqual(['Slower']);
    await other.incidents.delete({ id });
    await expect.poll(list.titles, SOON).toEqual([]);
  });

  it('reads again what a change alone cannot tell', async () => {
    const { tocsin, way } = client();
    const service = ownService();
    for (const title of ['One', 'Two', 'Three']) {
      await tocsin.incidents.create({ ...given, title, service });
    }
    const list = follow(tocsin, { service, limit: 2 });
    const search = follow(tocsin, { service, q: 'gone' });
    await expect.poll(list.titles, BACK).toEqual(['Three', 'Two']);
    await expect.poll(isLive(tocsin), BACK).toBe(true);
    const { items } = await tocsin.incidents.list({ service });
    await tocsin.incidents.delete({ id: items[1]?.id ?? '' });
    await expect.poll(list.titles, SOON).toEqual(['Three', 'One']);
    await tocsin.incidents.addNote({ id: items[0]?.id ?? '', text: 'The index is gone.' });
    await expect.poll(search.titles, SOON).toEqual(['Three']);
    const asked = way.asked('incidents.list');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(way.asked('incidents.list')).toBe(asked);
  });

  it('does not lose what happens while it is read', async () => {
    const { tocsin, way } = client();
    const { tocsin: other } = client();
    const service = ownService();
    const first = follow(tocsin, { service: ownService() });
    await expect.poll(isLive(tocsin), BACK).toBe(true);
    await expect.poll(() => first.results.length, BACK).toBeGreaterThan(0);
    const { id } = await other.incidents.create({ ...given, title: 'Before', service });

    const asked = way.asked('incidents.list');
    const letGo = way.hold('answers', 'incidents.list');
    const list = follow(tocsin, { service });
    await expect.poll(() => way.asked('incidents.list'), BACK).toBe(asked + 1);
    await expect.poll(() => way.underWay('incidents.list'), BACK).toBe(0);
    // The server has answered without these; the answer is still on its way.
    await other.incidents.create({ ...given, title: 'Meanwhile', service });
    await other.incidents.update({ id, title: 'Changed meanwhile' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(list.results).toEqual([]);
    letGo();
    await expect.poll(list.titles, SOON).toEqual(['Meanwhile', 'Changed meanwhile']);
  });

  it('reads again what a change while it was read cannot tell', async () => {
    const { tocsin, way } = client();
    const service = ownService();
    for (const title of ['One', 'Two', 'Three']) {
      await tocsin.incidents.create({ ...given, title, service });
    }
    const { items } = await tocsin.incidents.list({ service });
    follow(tocsin, { service: ownService() });
    await expect.poll(isLive(tocsin), BACK).toBe(true);
    const letGo = way.hold('answers', 'incidents.list');
    const asked = way.asked('incidents.list');
    const list = follow(tocsin, { service, limit: 2 });
    await expect.poll(() => way.asked('incidents.list'), BACK).toBe(asked + 1);
    await expect.poll(() => way.underWay('incidents.list'), BACK).toBe(0);
    await client().tocsin.incidents.delete({ id: items[0]?.id ?? '' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    letGo();
    await expect.poll(list.titles, SOON).toEqual(['Two', 'One']);
  });

  it('does not lose what happens between a read under way and the beginning of its watch', async () => {
    const { tocsin, way } = client();
    const service = ownService();
    const connect = way.hold('requests', 'incidents.watch');
    const letGo = way.hold('answers', 'incidents.list');
    const list = follow(tocsin, { service });
    await expect.poll(() => way.asked('incidents.list'), BACK).toBe(1);
    await expect.poll(() => way.underWay('incidents.list'), BACK).toBe(0);
    await client().tocsin.incidents.create({ ...given, service });
    connect();
    await expect.poll(isLive(tocsin), BACK).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 300));
    letGo();
    await expect.poll(list.titles, SOON).toEqual(['Slow']);
  });

  it('does not lose what happened between its first read and the beginning of its watch', async () => {
    const { tocsin, way } = client();
    const { tocsin: other } = client();
    const service = ownService();
    const letGo = way.hold('requests', 'incidents.watch');
    const list = follow(tocsin, { service });
    await expect.poll(() => list.results.length, BACK).toBe(1);
    expect(incidentFeed(tocsin).state()).toBe('connecting');
    await other.incidents.create({ ...given, service });
    letGo();
    await expect.poll(list.titles, BACK).toEqual(['Slow']);
  });

  it('is one, with one read and one connection, however many follow it', async () => {
    const { tocsin, way } = client();
    const input = { service: ownService() };
    const [one, two] = [follow(tocsin, input), follow(tocsin, { ...input })];
    follow(tocsin, { service: ownService() });
    await expect.poll(isLive(tocsin), BACK).toBe(true);
    await expect.poll(() => two.results.length, BACK).toBeGreaterThan(0);
    const late = follow(tocsin, input);
    expect(late.results).toEqual([one.results.at(-1)]);
    await tocsin.incidents.create({ ...given, ...input });
    await expect.poll(late.titles, SOON).toEqual(['Slow']);
    expect([one.titles(), two.titles()]).toEqual([['Slow'], ['Slow']]);
    expect(way.asked('incidents.watch')).toBe(1);
    // Each of the two lists at once, and again when the watch began.
    expect(way.asked('incidents.list')).toBeLessThanOrEqual(4);
  });

  it('disconnects when the last one has left, and connects anew', async () => {
    const { tocsin, way } = client();
    const service = ownService();
    const [one, two] = [follow(tocsin, { service }), follow(tocsin, { service: ownService() })];
    await expect.poll(isLive(tocsin), BACK).toBe(true);
    one.leave();
    one.leave();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([way.underWay('incidents.watch'), way.asked('incidents.watch')]).toEqual([1, 1]);
    two.leave();
    // Somebody comes before it is noticed that nobody is there.
    const three = follow(tocsin, { service });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([way.underWay('incidents.watch'), way.asked('incidents.watch')]).toEqual([1, 1]);
    three.leave();
    await expect.poll(() => way.underWay('incidents.watch'), SOON).toBe(0);
    expect(incidentFeed(tocsin).state()).toBe('connecting');

    await tocsin.incidents.create({ ...given, service });
    const told = one.results.length;
    const four = follow(tocsin, { service });
    await expect.poll(four.titles, BACK).toEqual(['Slow']);
    await expect.poll(isLive(tocsin), BACK).toBe(true);
    await tocsin.incidents.create({ ...given, title: 'Again', service });
    await expect.poll(four.titles, SOON).toEqual(['Again', 'Slow']);
    expect(one.results).toHaveLength(told);
  });
});

describe('a live list without a server', () => {
  it('keeps what it has, and gets what it missed when the server is back', async () => {
    const own = await startServer();
    onTestFinished(() => own.close());
    const { tocsin } = client(own.url);
    const states: string[] = [];
    onTestFinished(incidentFeed(tocsin).observe((state) => states.push(state)));
    const list = follow(tocsin, { status: 'Open', service: 'mine' });
    await expect.poll(isLive(tocsin), BACK).toBe(true);
    const { id } = await tocsin.incidents.create({ ...given, service: 'mine' });
    await expect.poll(list.titles, SOON).toEqual(['Slow']);
    await own.stop('SIGKILL');
    await expect.poll(() => incidentFeed(tocsin).state(), BACK).toBe('lost');
    expect(list.titles()).toEqual(['Slow']);
    await own.restart();
    const { tocsin: other } = client(own.url);
    await other.incidents.close({ id });
    await other.incidents.create({ ...given, title: 'While away', service: 'mine' });
    await expect.poll(list.titles, BACK).toEqual(['While away']);
    await expect.poll(() => states, BACK).toEqual(['live', 'lost', 'live']);
    expect(list.results.every((result) => 'page' in result)).toBe(true);
  });

  it('says so, and reads when there is one', async () => {
    const own = await startServer();
    onTestFinished(() => own.close());
    await own.stop('SIGKILL');
    const { tocsin } = client(own.url);
    const list = follow(tocsin, { status: 'Open' });
    await expect.poll(() => list.results.length, SOON).toBe(1);
    const [first] = list.results;
    expect(first && 'error' in first && isTocsinError(first.error, 'NETWORK_ERROR')).toBe(true);
    await own.restart();
    await expect.poll(() => list.titles().length, BACK).toBeGreaterThan(0);
  });

  it('is read anew where another database has come in its place', async () => {
    const [one, two] = await Promise.all([startServer(), startServer()]);
    onTestFinished(async () => void (await Promise.all([one.close(), two.close()])));
    const { tocsin, way } = client(one.url);
    const list = follow(tocsin, { status: 'Open', service: 'mine' });
    await expect.poll(isLive(tocsin), BACK).toBe(true);
    for (const title of ['One', 'Two']) {
      await tocsin.incidents.create({ ...given, title, service: 'mine' });
    }
    await expect.poll(list.titles, SOON).toEqual(['Two', 'One']);
    way.url = two.url;
    await one.stop('SIGKILL');
    await expect.poll(list.titles, BACK).toEqual([]);
    await tocsin.incidents.create({ ...given, service: 'mine' });
    await expect.poll(list.titles, SOON).toEqual(['Slow']);
  });
});

describe('a live list that is refused', () => {
  it('is read again when the reason may pass', async () => {
    const { tocsin, way } = client();
    const service = ownService();
    await tocsin.incidents.create({ ...given, service });
    way.refuse('incidents.list', 503, 2);
    const list = follow(tocsin, { service });
    await expect.poll(() => list.results.length, BACK).toBeGreaterThan(0);
    expect(list.results[0]).toHaveProperty('error.code', 'BAD_RESPONSE');
    await expect.poll(list.titles, BACK).toEqual(['Slow']);
  });

  it('is not asked for again and again when the input is wrong', async () => {
    const { tocsin, way } = client();
    const list = follow(tocsin, { limit: 1_000 });
    await expect.poll(isLive(tocsin), BACK).toBe(true);
    await expect
      .poll(() => list.results.at(-1), BACK)
      .toHaveProperty('error.code', 'UNPROCESSABLE_CONTENT');
    await tocsin.incidents.create(given);
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(way.asked('incidents.list')).toBeLessThanOrEqual(2);
  });

  it('is there without being live where no streams get through, and live when they do', async () => {
    const { tocsin, way } = client();
    const service = ownService();
    way.refuse('incidents.watch', 404);
    const list = follow(tocsin, { service });
    await expect.poll(() => incidentFeed(tocsin).state(), BACK).toBe('lost');
    await expect.poll(() => list.results.length, BACK).toBeGreaterThan(0);
    await tocsin.incidents.create({ ...given, service });
    await expect.poll(list.titles, BACK).toEqual(['Slow']);
    expect(incidentFeed(tocsin).state()).toBe('live');
  });
});
