import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { AppRouter } from '@tocsin/contract';
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import { EventSource } from 'eventsource';
import superjson from 'superjson';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Problem, someIncident, type TestApp, testApp } from './app.ts';
import { eventStream } from './event-stream.ts';

const SOON = { timeout: 10_000 };
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Writes many events at once, each so large that a few thousand fill every buffer on the way. */
async function manyEvents({ storage }: TestApp, count: number): Promise<void> {
  await storage.write(async ({ db, tables: { events } }) => {
    for (let i = 0; i < count; i += 100) {
      const rows = Array.from({ length: 100 }, (_, n) => ({
        type: 'test.event',
        entity: 'test',
        entityId: String(i + n),
        actor: 'tester',
        at: '2026-03-01T08:00:00.000Z',
        data: { text: 'x'.repeat(4_000) },
      }));
      await db.insert(events).values(rows);
    }
  });
}

describe('a stream of events', () => {
  it('shows that it lives, while nothing happens', async () => {
    const test = await testApp();
    const stream = await eventStream(await test.listen());
    await expect.poll(() => stream.items.length).toBe(1);
    await test.clock.advance(14_999);
    expect(stream.beats()).toBe(0);
    await test.clock.advance(45_001);
    await expect.poll(stream.beats).toBe(4);
    await someIncident(test);
    await expect.poll(() => stream.events().length).toBe(1);
  });

  it('is as fast as its reader: one that takes nothing costs no memory, and misses nothing', async () => {
    const test = await testApp();
    const url = await test.listen();
    const slow = await eventStream(url, '?lastEventId=0');
    slow.pause();
    const fetched: number[] = [];
    await manyEvents(test, 20_000);
    const before = process.memoryUsage().rss;
    await someIncident(test);
    for (let i = 0; i < 10; i += 1) {
      await pause(50);
      fetched.push(process.memoryUsage().rss - before);
    }
    // 20,000 events are 80 MB and more.
    expect(Math.max(...fetched)).toBeLessThan(50 * 1024 ** 2);
    expect(slow.events().length).toBeLessThan(20_000);
    slow.resume();
    await expect.poll(() => slow.events().length, { timeout: 20_000 }).toBe(20_001);
    const seqs = slow.events().map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, i) => i + 1));
  }, 60_000);

  it('is cut off when its reader takes nothing for a minute, and can be resumed', async () => {
    const test = await testApp();
    const url = await test.listen();
    const slow = await eventStream(url, '?lastEventId=0');
    slow.pause();
    await manyEvents(test, 20_000);
    await pause(500);
    await test.clock.advance(90_000);
    slow.resume();
    await expect.poll(slow.end, SOON).toBe('cut');
    const last = slow.items.at(-1)?.id ?? '';
    expect(Number(last)).toBeLessThan(20_000);
    const again = await eventStream(url, '', { 'last-event-id': last });
    await expect.poll(() => again.items.at(-1)?.id, { timeout: 20_000 }).toBe('20000');
    expect(again.events()[0]?.seq).toBe(Number(last) + 1);
  }, 60_000);

  it('goes on for those who read on, however long it is silent', async () => {
    const test = await testApp();
    const stream = await eventStream(await test.listen());
    for (let i = 0; i < 20; i += 1) {
      await test.clock.advance(15_000);
      await expect.poll(stream.beats).toBe(i + 1);
    }
    expect(stream.end()).toBeUndefined();
  });

  it('ends properly when the server stops, for a reader that takes nothing too', async () => {
    const test = await testApp();
    const url = await test.listen();
    const reading = await eventStream(url, '', { accept: 'text/event-stream' });
    const stuck = await eventStream(url, '?lastEventId=0');
    stuck.pause();
    await manyEvents(test, 20_000);
    await expect.poll(() => reading.events().length, { timeout: 20_000 }).toBe(20_000);
    const began = performance.now();
    await test.app.close();
    expect(performance.now() - began).toBeLessThan(5_000);
    await expect.poll(reading.end, SOON).toBe('properly');
    stuck.resume();
    await expect.poll(stuck.end, SOON).toBe('cut');
  }, 60_000);

  it('is forgotten when its reader leaves: nothing of its request stays in memory', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const test = await testApp();
    const requests: WeakRef<object>[] = [];
    test.app.addHook('onRequest', async (request) => {
      if (request.url.includes('/events?')) requests.push(new WeakRef(request));
    });
    const url = await test.listen();
    const queries = Array.from({ length: 10 }, () => '?entity=incident');
    const streams = await Promise.all(queries.map((query) => eventStream(url, query)));
    await someIncident(test);
    for (const stream of streams) await expect.poll(() => stream.events().length).toBe(1);
    const kept = () => {
      collect();
      return requests.filter((request) => request.deref() !== undefined).length;
    };
    expect(kept()).toBe(10);
    for (const stream of streams) stream.leave();
    await expect.poll(kept, SOON).toBe(0);
  });

  it('resumes at the header rather than at the query, which a browser cannot change', async () => {
    const test = await testApp();
    for (let i = 0; i < 5; i += 1) await someIncident(test);
    const stream = await eventStream(await test.listen(), '?lastEventId=1', {
      'last-event-id': '4',
    });
    await expect.poll(() => stream.events().length).toBe(1);
    expect(stream.items.map(({ id }) => id)).toEqual(['4', '5']);
  });

  it('takes an id from beyond the end for the end', async () => {
    const test = await testApp();
    await someIncident(test);
    const stream = await eventStream(await test.listen(), '?lastEventId=999999');
    await expect.poll(() => stream.items.length).toBe(1);
    await someIncident(test);
    await expect.poll(() => stream.items.map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('is refused, with a problem and no stream, where it cannot be begun', async () => {
    const test = await testApp();
    const ask = (query: string, headers = {}) =>
      test.rest<Problem>('GET', `/events${query}`, undefined, headers);
    const bad = await ask('?lastEventId=yesterday');
    expect(bad.status).toBe(422);
    expect(bad.body.errors).toMatchObject([{ loc: ['query', 'lastEventId'] }]);
    const header = await ask('', { 'last-event-id': '-1' });
    expect(header.body.errors).toMatchObject([{ loc: ['header', 'Last-Event-ID'] }]);
    const alone = await ask('?entityId=x');
    expect(alone.body.errors).toMatchObject([{ loc: ['query', 'entity'], type: 'missing' }]);
    expect((await ask('?typ=a.b')).status).toBe(422);
    expect((await test.rest('POST', '/events', {})).status).toBe(405);
    await test.storage.close();
    expect((await ask('')).status).toBe(503);
  });

  it('answers HEAD with its headers, and no stream', async () => {
    const test = await testApp();
    const { status, headers, text } = await test.rest('HEAD', '/events');
    expect([status, headers['content-type'], text]).toEqual([200, 'text/event-stream', '']);
  });
});

it('events.watch is the same on the tRPC wire, for stock clients', async () => {
  const test = await testApp();
  const url = await test.listen();
  const client = createTRPCClient<AppRouter>({
    links: [httpSubscriptionLink({ url: `${url}/trpc`, transformer: superjson, EventSource })],
  });
  const items: { id: string; data: { type: string; seq: number } }[] = [];
  const { unsubscribe } = client.events.watch.subscribe(
    { type: 'incident.created' },
    { onData: (item) => void items.push(item) },
  );
  onTestFinished(unsubscribe);
  await expect.poll(() => items.length, SOON).toBe(1);
  const { id } = await someIncident(test);
  await test.rest('POST', `/incidents/${id}/close`);
  await someIncident(test);
  await expect.poll(() => items.length, SOON).toBe(3);
  expect(items.map((item) => [item.id, item.data.type])).toEqual([
    ['0', 'watch.started'],
    ['1', 'incident.created'],
    ['3', 'incident.created'],
  ]);
});
