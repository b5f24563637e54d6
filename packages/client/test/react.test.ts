import { MutationObserver, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement, type FunctionComponent } from 'react';
import { renderToString } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, isTocsinError, type Tocsin } from '../src/index.ts';
import {
  TocsinProvider,
  tocsinKey,
  tocsinMutation,
  tocsinQuery,
  useLiveIncidents,
  useTocsin,
  useTocsinConnection,
} from '../src/react/index.ts';
import { network } from './network.ts';
import { startServer, type TestServer } from './server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const BACK = { timeout: 15_000 };
const client = () => createClient({ url: server.url });

describe('the options of a query', () => {
  it('read, under a key that tells what', async () => {
    const { incidents, runbooks } = client();
    const queryClient = new QueryClient();
    const open = tocsinQuery(incidents.list, { status: 'Open' });
    expect(open.queryKey).toEqual(['tocsin', 'incidents', 'list', { status: 'Open' }]);
    expect((await queryClient.fetchQuery(open)).items.length).toBeGreaterThan(0);
    const all = tocsinQuery(runbooks.list);
    expect(all.queryKey).toEqual(['tocsin', 'runbooks', 'list', {}]);
    expect((await queryClient.fetchQuery(all)).items.length).toBeGreaterThan(0);
    await queryClient.invalidateQueries({ queryKey: tocsinKey(incidents.list) });
    expect(queryClient.getQueryState(open.queryKey)?.isInvalidated).toBe(true);
    expect(queryClient.getQueryState(all.queryKey)?.isInvalidated).toBe(false);
  });

  it('fail once with what the call fails with', async () => {
    const way = network();
    const { incidents } = createClient({ url: server.url, fetch: way.fetch });
    const queryClient = new QueryClient();
    const missing = queryClient.fetchQuery({ ...tocsinQuery(incidents.get, { id: 'none' }) });
    const error = await missing.catch((thrown: unknown) => thrown);
    expect(isTocsinError(error, 'NOT_FOUND')).toBe(true);
    expect(way.asked('incidents.get')).toBe(1);
  });

  it('end the call where the query is cancelled', async () => {
    const way = network();
    const { incidents } = createClient({ url: server.url, fetch: way.fetch });
    const queryClient = new QueryClient();
    way.hold('requests', 'incidents.list');
    const options = tocsinQuery(incidents.list);
    const answer = queryClient.fetchQuery(options).catch(() => 'cancelled');
    await expect.poll(() => way.underWay('incidents.list'), BACK).toBe(1);
    await queryClient.cancelQueries(options);
    expect(await answer).toBe('cancelled');
    await expect.poll(() => way.underWay('incidents.list'), BACK).toBe(0);
  });

  it('are only for what reads', () => {
    const { incidents } = client();
    expect(() => tocsinQuery(incidents.close, { id: '1' })).toThrow(
      'incidents.close is a mutation: it has options by tocsinMutation()',
    );
    expect(() => tocsinMutation(incidents.get)).toThrow(
      'incidents.get is a query: it has options by tocsinQuery()',
    );
  });
});

it('the options of a mutation change something', async () => {
  const { incidents } = client();
  const create = new MutationObserver(new QueryClient(), tocsinMutation(incidents.create));
  const made = await create.mutate({ title: 'Slow', severity: 'P3', service: 'react' });
  const { id } = made;
  expect(create.options.mutationKey).toEqual(['tocsin', 'incidents', 'create']);
  expect(await incidents.get({ id })).toEqual({ ...made, alertCount: 0, alerts: [] });
  const refused = new MutationObserver(new QueryClient(), tocsinMutation(incidents.update));
  const error = await refused.mutate({ id, title: '' }).catch((thrown: unknown) => thrown);
  expect(isTocsinError(error, 'UNPROCESSABLE_CONTENT')).toBe(true);
});

describe('a page that is rendered on a server', () => {
  const rendered = (
    component: FunctionComponent,
    tocsin: Tocsin,
    queryClient = new QueryClient(),
  ) =>
    renderToString(
      createElement(
        QueryClientProvider,
        { client: queryClient },
        createElement(TocsinProvider, { client: tocsin }, createElement(component)),
      ),
    );

  it('has the client, what was fetched before, and no connection', async () => {
    const way = network();
    const tocsin = createClient({ url: server.url, fetch: way.fetch });
    const queryClient = new QueryClient();
    const { total } = await queryClient.fetchQuery(
      tocsinQuery(tocsin.incidents.list, { status: 'Open' }),
    );
    const Shown = () => {
      const { data } = useLiveIncidents({ status: 'Open' });
      return `${useTocsin() === tocsin}, ${useTocsinConnection()}, ${data?.total} open`;
    };
    expect(rendered(Shown, tocsin, queryClient)).toBe(`true, connecting, ${total} open`);
    const All = () => (useLiveIncidents().isPending ? 'loading' : 'loaded');
    expect(rendered(All, tocsin)).toBe('loading');
    expect(way.asked('incidents.watch')).toBe(0);
  });

  it('says what to do without a provider', () => {
    const Shown = () => useTocsin().system.health.name;
    expect(() => renderToString(createElement(Shown))).toThrow('put <TocsinProvider client={…}>');
  });
});
