import { inject, InjectionToken, makeEnvironmentProviders, signal } from '@angular/core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  injectTocsin,
  liveIncidents,
  provideTocsin,
  tocsinConnection,
  tocsinResource,
} from '../src/angular/index.ts';
import { createClient, type IncidentsCreateInput, isTocsinError } from '../src/index.ts';
import { application, componentIn } from './angular-application.ts';
import { network } from './network.ts';
import { startServer, type TestServer } from './server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const SOON = { timeout: 3_000 };
const BACK = { timeout: 15_000 };
const given: IncidentsCreateInput = { title: 'Slow', severity: 'P3', service: 'angular' };
const elsewhere = () => createClient({ url: server.url });

/** An application with one component, and the way from there to the server. */
function app(url = server.url) {
  const way = network();
  const root = application(provideTocsin({ url, fetch: way.fetch }));
  const component = componentIn(root);
  return { root, component, way, inside: component.runInContext.bind(component) };
}

describe('the client', () => {
  it('is one for the whole application', async () => {
    const { root, inside } = app();
    const tocsin = inside(injectTocsin);
    expect(root.runInContext(injectTocsin)).toBe(tocsin);
    expect(await tocsin.system.healthz()).toEqual({ status: 'ok' });
  });

  it('takes options that are injected', async () => {
    const URL_TOKEN = new InjectionToken<string>('url');
    const root = application(
      makeEnvironmentProviders([{ provide: URL_TOKEN, useValue: server.url }]),
      provideTocsin(() => ({ url: inject(URL_TOKEN) })),
    );
    const tocsin = root.runInContext(injectTocsin);
    expect(await tocsin.system.healthz()).toEqual({ status: 'ok' });
  });

  it('says what to do where it is not provided', () => {
    expect(() => application().runInContext(injectTocsin)).toThrow('add provideTocsin({ url })');
  });
});

describe('a resource', () => {
  it('is read again when its input is another, and the old call is aborted', async () => {
    const { inside, way } = app();
    const one = await elsewhere().incidents.create({ ...given, title: 'One' });
    const two = await elsewhere().incidents.create({ ...given, title: 'Two' });
    const id = signal<string | undefined>(undefined);
    const resource = inside(() =>
      tocsinResource(injectTocsin().incidents.get, () => {
        const chosen = id();
        return chosen === undefined ? undefined : { id: chosen };
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([resource.status(), way.asked('incidents.get')]).toEqual(['idle', 0]);
    const letGo = way.hold('requests', 'incidents.get');
    id.set(one.id);
    await expect.poll(() => way.underWay('incidents.get'), BACK).toBe(1);
    id.set(two.id);
    await expect
      .poll(() => [way.asked('incidents.get'), way.underWay('incidents.get')], BACK)
      .toEqual([2, 1]);
    letGo();
    await expect.poll(() => resource.value()?.title, BACK).toBe('Two');
    expect(resource.reload()).toBe(true);
    await expect.poll(() => way.asked('incidents.get'), BACK).toBe(3);
  });

  it('needs no input where the procedure needs none, and tells what went wrong', async () => {
    const { inside } = app();
    const [list, missing] = inside(() => {
      const tocsin = injectTocsin();
      return [
        tocsinResource(tocsin.runbooks.list),
        tocsinResource(tocsin.incidents.get, () => ({ id: 'none' })),
      ] as const;
    });
    await expect.poll(() => list.value()?.items.length, BACK).toBeGreaterThan(0);
    await expect.poll(() => missing.status(), BACK).toBe('error');
    expect(isTocsinError(missing.error(), 'NOT_FOUND')).toBe(true);
  });

  it('is only for what reads', () => {
    const { inside } = app();
    const { incidents } = inside(injectTocsin);
    const id = () => ({ id: '1' });
    expect(() => inside(() => tocsinResource(incidents.close, id))).toThrow(
      'incidents.close is a mutation: call it where the change is wanted',
    );
    expect(() => inside(() => tocsinResource(async () => 1))).toThrow('is not a procedure');
  });
});

describe('live incidents', () => {
  it('follow what others do, and another filter', async () => {
    const { inside } = app();
    const service = signal('one');
    const { incidents, connection } = inside(() => ({
      incidents: liveIncidents(() => ({ status: 'Open', service: service() })),
      connection: tocsinConnection(),
    }));
    expect([incidents.status(), connection()]).toEqual(['loading', 'connecting']);
    const titles = () => incidents.value()?.items.map(({ title }) => title);
    await expect.poll(titles, BACK).toEqual([]);
    await expect.poll(connection, BACK).toBe('live');
    const { id } = await elsewhere().incidents.create({ ...given, service: 'one' });
    await expect.poll(titles, SOON).toEqual(['Slow']);
    service.set('two');
    await expect.poll(titles, SOON).toEqual([]);
    await elsewhere().incidents.update({ id, service: 'two' });
    await expect.poll(titles, SOON).toEqual(['Slow']);
    expect(incidents.status()).toBe('resolved');
  });

  it('take an input that never changes, or none, and wait for one that is not there yet', async () => {
    const { inside, way } = app();
    const status = signal<'Closed' | undefined>(undefined);
    const [all, open, none] = inside(() => [
      liveIncidents(),
      liveIncidents({ status: 'Open' }),
      liveIncidents(() => (status() ? { status: status() } : undefined)),
    ]);
    await expect.poll(() => [all, open].every((list) => list?.hasValue()), BACK).toBe(true);
    expect(all?.value()?.total).toBeGreaterThan(open?.value()?.total ?? Infinity);
    expect([none?.status(), none?.value()]).toEqual(['idle', undefined]);
    expect(way.asked('incidents.watch')).toBe(1);
    status.set('Closed');
    await expect.poll(() => none?.value()?.items[0]?.status, BACK).toBe('Closed');
  });

  it('end with their component', async () => {
    const { component, inside, way } = app();
    const incidents = inside(() => liveIncidents());
    await expect.poll(() => way.underWay('incidents.watch'), BACK).toBe(1);
    await expect.poll(() => incidents.hasValue(), BACK).toBe(true);
    component.destroy();
    await expect.poll(() => way.underWay('incidents.watch'), SOON).toBe(0);
  });

  it('recover, and have missed nothing', async () => {
    const own = await startServer();
    onTestFinished(() => own.close());
    const { inside } = app(own.url);
    await own.stop('SIGKILL');
    const { incidents, connection } = inside(() => ({
      incidents: liveIncidents({ service: 'mine' }),
      connection: tocsinConnection(),
    }));
    await expect.poll(() => incidents.status(), BACK).toBe('error');
    await expect.poll(connection, BACK).toBe('lost');
    await own.restart();
    const other = createClient({ url: own.url });
    await other.incidents.create({ ...given, service: 'mine' });
    const titles = () => (incidents.hasValue() ? incidents.value().items.map((i) => i.title) : []);
    await expect.poll(titles, BACK).toEqual(['Slow']);
    await expect.poll(connection, BACK).toBe('live');
    await own.stop('SIGKILL');
    await expect.poll(connection, BACK).toBe('lost');
    expect(titles()).toEqual(['Slow']);
    await own.restart();
    await other.incidents.create({ ...given, title: 'While away', service: 'mine' });
    await expect.poll(titles, BACK).toEqual(['While away', 'Slow']);
  });
});
