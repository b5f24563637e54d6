import { getEventListeners } from 'node:events';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Incident } from '@tocsin/contract';
import { describe, expect, it } from 'vitest';
import { createFeed } from '../src/events/feed.ts';
import { someIncident, someRunbook, type TestApp, testApp } from './app.ts';
import { temporaryFolder } from './database.ts';
import { startServer } from './process.ts';
import { tcpProxy } from './tcp-proxy.ts';
import { startWatching, titlesOf, type Watcher, watching } from './watcher.ts';

/** Stock clients wait three seconds before they come back. */
const RECONNECTED = { timeout: 12_000 };

async function arrived(watcher: Watcher, count: number, options = { timeout: 10_000 }) {
  await expect.poll(() => watcher.changes().length, options).toBeGreaterThanOrEqual(count);
}

/** Lets what should not come have its chance to come. */
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 300));

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `change ${from + i}`);

const createAll = async (test: TestApp, titles: readonly string[]) => {
  for (const title of titles) await someIncident(test, { title });
};

describe('incidents.watch', () => {
  it('tells every change of an incident in order, with what changed and how it is now', async () => {
    const test = await testApp();
    const watcher = await watching(await test.listen());
    const { id } = await someIncident(test);
    await test.clock.advance(1000);
    await test.rest('PATCH', `/incidents/${id}`, { title: 'Slower', assignedTo: 'Mara' });
    await test.rest('PATCH', `/incidents/${id}`, { status: 'acknowledged' });
    await test.rest('PATCH', `/incidents/${id}`, { status: 'in_progress', severity: 'P1' });
    await test.rest('POST', `/incidents/${id}/notes`, { text: 'Found it.' });
    await arrived(watcher, 5);
    await test.rest('POST', `/incidents/${id}/close`);
    await test.rest('POST', `/incidents/${id}/close`);
    await test.rest('POST', `/incidents/${id}/reopen`);
    const { body: last } = await test.rest<Incident>('GET', `/incidents/${id}`);
    await arrived(watcher, 7);
    await test.rest('DELETE', `/incidents/${id}`);
    await arrived(watcher, 8);

    const changes = watcher.changes();
    expect(changes.map(({ type }) => type)).toEqual([
      'incident.created',
      'incident.updated',
      'incident.acknowledged',
      'incident.started',
      'incident.note_added',
      'incident.resolved',
      'incident.reopened',
      'incident.deleted',
    ]);
    expect(changes.map(({ changes }) => changes)).toEqual([
      {},
      {
        title: { from: 'Checkout is slow', to: 'Slower' },
        assignedTo: { from: null, to: 'Mara' },
      },
      { phase: { from: 'open', to: 'acknowledged' } },
      { phase: { from: 'acknowledged', to: 'in_progress' }, severity: { from: 'P2', to: 'P1' } },
      {},
      {
        phase: { from: 'in_progress', to: 'resolved' },
        status: { from: 'Open', to: 'Closed' },
      },
      { phase: { from: 'resolved', to: 'open' }, status: { from: 'Closed', to: 'Open' } },
      {},
    ]);
    expect({ ...changes[6]?.incident, alertCount: 0, alerts: [] }).toEqual(last);
    expect(changes[7]?.incident).toBeNull();
    expect(new Set(changes.map(({ incidentId }) => incidentId))).toEqual(new Set([id]));
    expect(new Set(changes.map(({ actor }) => actor))).toEqual(new Set(['anonymous']));
    expect(changes[0]?.at).toBe('2026-03-01T08:00:00.000Z');
    expect(changes[1]?.at).toBe('2026-03-01T08:00:01.000Z');
    const seqs = watcher.items.map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
    expect(watcher.items[0]?.type).toBe('watch.started');
  });

  it('begins with what happens next, not with what has been', async () => {
    const test = await testApp();
    await someIncident(test, { title: 'before' });
    const watcher = await watching(await test.listen());
    await someIncident(test, { title: 'after' });
    await arrived(watcher, 1);
    expect(titlesOf(watcher)).toEqual(['after']);
  });

  it('replays the past to whoever asks for what came after an id', async () => {
    const test = await testApp();
    await createAll(test, numbered(1, 450));
    const url = await test.listen();
    const all = await watching(url, { lastEventId: '0' });
    await arrived(all, 450);
    expect(titlesOf(all)).toEqual(numbered(1, 450));
    const rest = await watching(url, { lastEventId: String(all.changes()[399]?.seq) });
    await arrived(rest, 50);
    expect(titlesOf(rest)).toEqual(numbered(401, 450));
  });

  it('shows an incident that is gone as gone, in all that is replayed of it', async () => {
    const test = await testApp();
    const { id } = await someIncident(test);
    await test.rest('DELETE', `/incidents/${id}`);
    const watcher = await watching(await test.listen(), { lastEventId: '0' });
    await arrived(watcher, 2);
    expect(watcher.changes().map(({ type, incident }) => [type, incident])).toEqual([
      ['incident.created', null],
      ['incident.deleted', null],
    ]);
  });

  it('tells nothing of changes that were refused, and nothing of runbooks', async () => {
    const test = await testApp();
    const watcher = await watching(await test.listen());
    const { id } = await someIncident(test);
    await test.rest('PATCH', `/incidents/${id}`, { title: 'x' }, { 'if-match': '"9"' });
    await test.rest('PATCH', `/incidents/${id}`, { title: '' });
    await test.rest('PATCH', `/incidents/${id}`, { severity: 'P2' });
    await someRunbook(test);
    await someIncident(test);
    await arrived(watcher, 2);
    expect(watcher.changes().map(({ type }) => type)).toEqual([
      'incident.created',
      'incident.created',
    ]);
  });

  it('narrows to one incident', async () => {
    const test = await testApp();
    const [one, other] = [await someIncident(test), await someIncident(test)];
    const watcher = await watching(await test.listen(), { incidentId: one.id });
    await test.rest('POST', `/incidents/${other.id}/close`);
    await test.rest('POST', `/incidents/${one.id}/notes`, { text: 'mine' });
    await someIncident(test);
    await test.rest('DELETE', `/incidents/${one.id}`);
    await arrived(watcher, 2);
    await aMoment();
    expect(watcher.changes().map(({ type, incidentId }) => [type, incidentId])).toEqual([
      ['incident.note_added', one.id],
      ['incident.deleted', one.id],
    ]);
  });

  it.each(['yesterday', '-1', '1.5', '1 OR 1=1', '9'.repeat(16)])(
    'refuses %j as the id to resume from',
    async (lastEventId) => {
      const test = await testApp();
      const watcher = startWatching(await test.listen(), { lastEventId });
      await expect.poll(watcher.error).toBeTruthy();
      expect(watcher.error()?.data).toMatchObject({
        code: 'UNPROCESSABLE_CONTENT',
        httpStatus: 422,
        errors: [{ loc: ['input', 'lastEventId'] }],
      });
      expect(watcher.items).toEqual([]);
    },
  );

  it('tells each of fifty watchers every change', async () => {
    const test = await testApp();
    const url = await test.listen();
    const watchers = await Promise.all(Array.from({ length: 50 }, () => watching(url)));
    await createAll(test, numbered(1, 20));
    await Promise.all(watchers.map((watcher) => arrived(watcher, 20, { timeout: 15_000 })));
    for (const watcher of watchers) expect(titlesOf(watcher)).toEqual(numbered(1, 20));
  });
});

describe('a lost connection', () => {
  it('is resumed without a gap: each change that was made meanwhile comes once, in order', async () => {
    const test = await testApp();
    const proxy = await tcpProxy(await test.listen());
    const watcher = await watching(proxy.url);
    await createAll(test, numbered(1, 3));
    await arrived(watcher, 3);
    proxy.cut();
    await createAll(test, numbered(4, 6));
    proxy.mend();
    await arrived(watcher, 6, RECONNECTED);
    proxy.cut();
    await createAll(test, numbered(7, 8));
    proxy.mend();
    await createAll(test, numbered(9, 10));
    await arrived(watcher, 10, RECONNECTED);
    await createAll(test, numbered(11, 12));
    await arrived(watcher, 12);
    await aMoment();
    expect(titlesOf(watcher)).toEqual(numbered(1, 12));
    expect(watcher.starts()).toBe(3);
    expect(watcher.error()).toBeUndefined();
  });

  it('is resumed where it began when nothing had happened yet', async () => {
    const test = await testApp();
    await createAll(test, ['long ago']);
    const proxy = await tcpProxy(await test.listen());
    const watcher = await watching(proxy.url);
    proxy.cut();
    await createAll(test, numbered(1, 2));
    proxy.mend();
    await arrived(watcher, 2, RECONNECTED);
    await aMoment();
    expect(titlesOf(watcher)).toEqual(numbered(1, 2));
  });

  it('is resumed for the one incident that was watched', async () => {
    const test = await testApp();
    const [one, other] = [await someIncident(test), await someIncident(test)];
    const proxy = await tcpProxy(await test.listen());
    const watcher = await watching(proxy.url, { incidentId: one.id });
    proxy.cut();
    await test.rest('POST', `/incidents/${other.id}/close`);
    await test.rest('POST', `/incidents/${one.id}/close`);
    proxy.mend();
    await arrived(watcher, 1, RECONNECTED);
    await aMoment();
    expect(watcher.changes().map(({ incidentId }) => incidentId)).toEqual([one.id]);
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'is resumed when the server ends by %s and comes back on the same port and database',
    async (signal) => {
      const DATABASE_URL = `sqlite:${join(await temporaryFolder(), 'tocsin.db')}`;
      const first = await startServer({ DATABASE_URL });
      const { url } = first;
      const watcher = await watching(url);
      const create = async (titles: readonly string[]) => {
        for (const title of titles) {
          const body = JSON.stringify({ title, severity: 'P2', service: 'a' });
          const headers = { 'content-type': 'application/json' };
          const { status } = await fetch(`${url}/api/v1/incidents`, {
            method: 'POST',
            headers,
            body,
          });
          expect(status).toBe(201);
        }
      };
      await create(numbered(1, 3));
      await first.stop(signal);
      await startServer({ DATABASE_URL, PORT: new URL(url).port });
      await create(numbered(4, 6));
      await arrived(watcher, 6, RECONNECTED);
      await create(numbered(7, 8));
      await arrived(watcher, 8);
      await aMoment();
      expect(titlesOf(watcher)).toEqual(numbered(1, 8));
      expect(watcher.completed()).toBe(false);
      expect(watcher.error()).toBeUndefined();
    },
  );
});

describe('a watcher that leaves', () => {
  it('is forgotten: nothing of its request stays in memory', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const test = await testApp();
    const requests: WeakRef<object>[] = [];
    test.app.addHook('onRequest', async (request) => {
      if (request.url.includes('incidents.watch')) requests.push(new WeakRef(request));
    });
    const url = await test.listen();
    const watchers = await Promise.all(Array.from({ length: 10 }, () => watching(url)));
    await createAll(test, numbered(1, 3));
    await Promise.all(watchers.map((watcher) => arrived(watcher, 3)));
    expect(requests).toHaveLength(10);
    const kept = () => {
      collect();
      return requests.filter((request) => request.deref() !== undefined).length;
    };
    expect(kept()).toBe(10);
    for (const watcher of watchers) watcher.leave();
    await expect.poll(kept, { timeout: 10_000 }).toBe(0);
  });

  it('does not disturb those who stay', async () => {
    const test = await testApp();
    const url = await test.listen();
    const [stays, leaves] = [await watching(url), await watching(url)];
    await createAll(test, numbered(1, 1));
    await Promise.all([arrived(stays, 1), arrived(leaves, 1)]);
    leaves.leave();
    await createAll(test, numbered(2, 3));
    await arrived(stays, 3);
    expect(titlesOf(stays)).toEqual(numbered(1, 3));
    expect(titlesOf(leaves)).toEqual(numbered(1, 1));
  });
});

describe('the event feed', () => {
  it('listens to one signal once, however long it is followed', async () => {
    const test = await testApp();
    const feed = createFeed(test.storage);
    const controller = new AbortController();
    const { signal } = controller;
    const events = feed.after({ entity: 'incident' }, 0, signal);
    for (let i = 0; i < 50; i += 1) {
      const next = events.next();
      await aTick();
      await someIncident(test);
      expect((await next).value).toHaveLength(1);
    }
    expect(getEventListeners(signal, 'abort').length).toBeLessThanOrEqual(1);
    const end = events.next();
    controller.abort();
    expect(await end).toEqual({ done: true, value: undefined });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    feed.close();
  });
});

const aTick = () => new Promise((resolve) => setImmediate(resolve));
