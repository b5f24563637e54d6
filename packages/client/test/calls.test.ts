import { contract } from '@tocsin/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createClient,
  type IncidentsCreateInput,
  isTocsinError,
  TocsinError,
} from '../src/index.ts';
import { httpProxy } from './http-proxy.ts';
import { startServer, type TestServer } from './server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const client = () => createClient({ url: server.url });
const given: IncidentsCreateInput = {
  title: 'Search is slow',
  severity: 'high',
  service: 'search',
};

/** What a call throws. */
const thrownBy = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => Promise.reject(new Error('It did not fail.')),
    (error: unknown) => error,
  );

describe('a call', () => {
  it('reads, changes and reads again', async () => {
    const tocsin = client();
    const created = await tocsin.incidents.create(given);
    expect(created).toMatchObject({ ...given, severity: 'P2', status: 'Open', version: 1 });
    const taken = await tocsin.incidents.update({ id: created.id, assignedTo: 'Mara' });
    expect(taken.assignedTo).toBe('Mara');
    const noted = await tocsin.incidents.addNote({ id: created.id, text: 'Rebuilding.' });
    expect(noted.notes.map(({ text }) => text)).toEqual(['Rebuilding.']);
    expect(await tocsin.incidents.close({ id: created.id })).toMatchObject({ changed: true });
    expect(await tocsin.incidents.close({ id: created.id })).toMatchObject({ changed: false });
    const found = await tocsin.incidents.list({ q: 'rebuilding', status: 'Closed' });
    expect(found.items.map(({ id }) => id)).toContain(created.id);
    await tocsin.incidents.delete({ id: created.id });
    expect(
      isTocsinError(await thrownBy(tocsin.incidents.get({ id: created.id })), 'NOT_FOUND'),
    ).toBe(true);
  });

  it('needs no input where every field of it may be left out', async () => {
    const { items, total } = await client().incidents.list();
    expect(total).toBeGreaterThan(0);
    expect(items.length).toBe(total);
    expect(await client().system.healthz()).toEqual({ status: 'ok' });
    expect(await client().system.metrics()).toContain('process_cpu');
  });

  it('takes a field that is undefined for one that is left out', async () => {
    const all = await client().runbooks.list();
    expect(await client().runbooks.list({ q: undefined, tag: undefined })).toEqual(all);
  });

  it('pages to the end', async () => {
    const tocsin = client();
    const titles: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await tocsin.runbooks.list({ limit: 2, cursor: cursor ?? undefined });
      titles.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor;
    } while (cursor !== null);
    const all = await tocsin.runbooks.list();
    expect(titles).toEqual(all.items.map(({ title }) => title));
    expect(titles.length).toBeGreaterThan(2);
  });

  it('carries text of every kind unharmed', async () => {
    const content = 'ä€😀 "quotes" \\ \n\t </script> %20 \u2028';
    const { id } = await client().runbooks.create({ title: 'Ünïcode & more?', content });
    expect((await client().runbooks.get({ id })).content).toBe(content);
  });

  it('is there for every procedure of the contract, and knows its name', () => {
    const tocsin = client();
    const names = Object.entries(contract).flatMap(([feature, procedures]) =>
      Object.keys(procedures).map((name) => `${feature}.${name}`),
    );
    const functions = Object.values(tocsin).flatMap((feature: object) => Object.values(feature));
    expect(functions.map(({ name }: { name: string }) => name)).toEqual(names);
  });

  it('works where the URL ends with a slash, and in a folder of a proxy', async () => {
    const withSlash = createClient({ url: `${server.url}/` });
    expect(await withSlash.system.healthz()).toEqual({ status: 'ok' });
    const inFolder = createClient({
      url: 'http://example.test/ops/',
      fetch: (input, init) => {
        const { url } = new Request(input);
        expect(url).toMatch(/^http:\/\/example\.test\/ops\/trpc\/system\.healthz\?/);
        return fetch(url.replace('http://example.test/ops', server.url), init);
      },
    });
    expect(await inFolder.system.healthz()).toEqual({ status: 'ok' });
  });
});

describe('an error', () => {
  it('has the code, the status and the id of the request', async () => {
    const error = await thrownBy(client().incidents.get({ id: 'nowhere' }));
    expect(error).toBeInstanceOf(TocsinError);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'TocsinError',
      code: 'NOT_FOUND',
      status: 404,
      message: 'There is no incident nowhere.',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      errors: [],
    });
  });

  it('is narrowed by its code', async () => {
    const { id } = await client().incidents.create(given);
    const stale = await thrownBy(client().incidents.update({ id, title: 'x', ifVersion: 99 }));
    expect(isTocsinError(stale)).toBe(true);
    expect(isTocsinError(stale, 'PRECONDITION_FAILED')).toBe(true);
    expect(isTocsinError(stale, 'NOT_FOUND')).toBe(false);
    expect(isTocsinError(new Error('NOT_FOUND'), 'NOT_FOUND')).toBe(false);
    expect(isTocsinError(undefined)).toBe(false);
  });

  it('names every field that is wrong', async () => {
    const wrong = { title: ' ', severity: 'urgent', sevice: 'x' };
    const error = await thrownBy(client().incidents.create(wrong as never));
    if (!isTocsinError(error, 'UNPROCESSABLE_CONTENT')) throw error;
    expect(error.status).toBe(422);
    expect(error.errors.map(({ loc, type }) => [loc.join('.'), type])).toEqual(
      expect.arrayContaining([
        ['input.title', 'invalid_format'],
        ['input.severity', 'invalid_value'],
        ['input.service', 'missing'],
        ['input.sevice', 'extra_forbidden'],
      ]),
    );
    expect(error.message).toContain('severity');
  });

  it('says NETWORK_ERROR where nobody answers', async () => {
    const gone = await startServer();
    await gone.close();
    const tocsin = createClient({ url: gone.url, retries: 0 });
    const error = await thrownBy(tocsin.incidents.list());
    expect(error).toMatchObject({ code: 'NETWORK_ERROR', status: 0, requestId: undefined });
    expect((error as Error).cause).toBeInstanceOf(TypeError);
    expect(await thrownBy(tocsin.incidents.create(given))).toMatchObject({ code: 'NETWORK_ERROR' });
  });

  it.each(['cut', 'cut half of the answer'] as const)(
    'says NETWORK_ERROR after: %s',
    async (fault) => {
      const proxy = await httpProxy(server.url);
      proxy.faults.push(fault);
      const tocsin = createClient({ url: proxy.url, retries: 0 });
      expect(await thrownBy(tocsin.incidents.list())).toMatchObject({ code: 'NETWORK_ERROR' });
    },
  );

  it('says BAD_RESPONSE where something else answers', async () => {
    const proxy = await httpProxy(server.url);
    proxy.faults.push({ status: 502, headers: { 'x-request-id': 'r1', 'retry-after': '7' } });
    const tocsin = createClient({ url: proxy.url, retries: 0 });
    expect(await thrownBy(tocsin.incidents.list())).toMatchObject({
      code: 'BAD_RESPONSE',
      status: 502,
      requestId: 'r1',
      retryAfter: 7,
      message: `${proxy.url}/trpc/incidents.list answered 502, and not as Tocsin does.`,
    });
    const json = { 'content-type': 'application/json' };
    proxy.faults.push({ status: 404, headers: json, body: '{"message":"no such route"}' });
    expect(await thrownBy(tocsin.incidents.list())).toMatchObject({
      code: 'BAD_RESPONSE',
      status: 404,
    });
    const elsewhere = createClient({ url: `${server.url}/api/v1` });
    const missing = await thrownBy(elsewhere.incidents.get({ id: 'x' }));
    expect(isTocsinError(missing, 'NOT_FOUND')).toBe(false);
    expect(isTocsinError(missing, 'BAD_RESPONSE')).toBe(true);
  });

  it('tells of what is too large in the same way', async () => {
    const content = 'x'.repeat(2 * 1024 ** 2);
    const error = await thrownBy(client().runbooks.create({ title: 'Large', content }));
    expect(error).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', status: 413 });
  });

  it('says so when a query is longer than a URL may be', async () => {
    const services = Array.from({ length: 20 }, (_, i) => `${i} ${'€'.repeat(90)}`);
    const error = await thrownBy(client().incidents.list({ service: services }));
    expect(error).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', status: 413 });
  });
});

describe('a token', () => {
  it('is sent with every request', async () => {
    const proxy = await httpProxy(server.url);
    const tocsin = createClient({ url: proxy.url, token: 'secret' });
    await tocsin.incidents.list();
    await tocsin.runbooks.create({ title: 'A token' });
    for await (const _ of tocsin.incidents.watch()) break;
    expect(proxy.seen.map(({ method, headers }) => [method, headers.authorization])).toEqual([
      ['GET', 'Bearer secret'],
      ['POST', 'Bearer secret'],
      ['GET', 'Bearer secret'],
    ]);
    expect(JSON.stringify(proxy.seen.map(({ path }) => path))).not.toContain('secret');
  });

  it('is asked for before each request, and may be none', async () => {
    const proxy = await httpProxy(server.url);
    const tokens = ['one', undefined];
    const tocsin = createClient({ url: proxy.url, token: async () => tokens.shift() });
    await tocsin.system.healthz();
    await tocsin.system.healthz();
    expect(proxy.seen.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer one',
      undefined,
    ]);
  });

  it('that cannot be had is no fault of the network', async () => {
    const cause = new TypeError('The session is over.');
    const tocsin = createClient({ url: server.url, token: () => Promise.reject(cause) });
    const error = await thrownBy(tocsin.incidents.list());
    expect(isTocsinError(error)).toBe(false);
    expect(error).toMatchObject({ message: expect.stringContaining('token') as string, cause });
    expect(await thrownBy(tocsin.incidents.watch().next())).toMatchObject({ cause });
  });
});
