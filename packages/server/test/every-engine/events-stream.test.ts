import type { Incident, LoggedEvent } from '@tocsin/contract';
import { EventSource } from 'eventsource';
import { describe, expect, it, onTestFinished } from 'vitest';
import { someIncident, someRunbook, type TestApp, testApp } from '../app.ts';
import { emptyDatabase, urlOf } from '../database.ts';
import { eventStream, type Stream } from '../event-stream.ts';
import { startServer } from '../process.ts';
import { walk } from '../rest-walk.ts';
import { tcpProxy } from '../tcp-proxy.ts';

const SOON = { timeout: 10_000 };

const arrived = (stream: Stream, count: number) =>
  expect.poll(() => stream.events().length, SOON).toBe(count);

/** Lets what should not come have its chance to come. */
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 300));

const history = (test: TestApp, query = 'sort=seq&limit=500') =>
  test.rest<LoggedEvent[]>('GET', `/events/history?${query}`);

describe('GET /api/v1/events', () => {
  it('sends what happens to everything, each once and in order, as the log has it', async () => {
    const test = await testApp();
    await someIncident(test);
    const stream = await eventStream(await test.listen());
    expect([stream.status, stream.headers['content-type']]).toEqual([200, 'text/event-stream']);
    await expect.poll(() => stream.items).toHaveLength(1);
    expect(stream.items[0]).toEqual({ id: '1', data: { type: 'watch.started', seq: 1 } });
    const { id } = await someIncident(test);
    await test.clock.advance(1000);
    await test.rest('PATCH', `/incidents/${id}`, { status: 'acknowledged' });
    await someRunbook(test);
    await test.rest('DELETE', `/incidents/${id}`);
    const { body: log } = await history(test);
    expect(log.length).toBeGreaterThanOrEqual(4);
    await arrived(stream, log.length - 1);
    expect(stream.events()).toEqual(log.slice(1));
    expect(stream.items.map((item) => item.id)).toEqual(log.map(({ seq }) => String(seq)));
    expect(stream.events()[1]).toEqual({
      seq: 3,
      type: 'incident.acknowledged',
      entity: 'incident',
      entityId: id,
      actor: 'anonymous',
      at: '2026-03-01T08:00:01.000Z',
      data: { changes: { phase: { from: 'open', to: 'acknowledged' } } },
    });
  });

  it('narrows to types, to a kind of thing, and to one of them', async () => {
    const test = await testApp();
    const url = await test.listen();
    const one = await someIncident(test);
    const of = {
      types: await eventStream(url, '?type=incident.resolved&type=incident.note_added'),
      kind: await eventStream(url, '?entity=runbook'),
      one: await eventStream(url, `?entity=incident&entityId=${one.id}`),
      oneType: await eventStream(url, '?type=incident.created&lastEventId=0'),
    };
    const other = await someIncident(test);
    for (const { id } of [one, other]) {
      await test.rest('POST', `/incidents/${id}/notes`, { text: 'x' });
      await test.rest('POST', `/incidents/${id}/close`);
    }
    await arrived(of.types, 4);
    await arrived(of.one, 2);
    await arrived(of.oneType, 2);
    await aMoment();
    const told = (stream: Stream) => stream.events().map(({ type, entityId }) => [type, entityId]);
    expect(told(of.types)).toEqual([
      ['incident.note_added', one.id],
      ['incident.resolved', one.id],
      ['incident.note_added', other.id],
      ['incident.resolved', other.id],
    ]);
    expect(told(of.one)).toEqual([
      ['incident.note_added', one.id],
      ['incident.resolved', one.id],
    ]);
    expect(told(of.oneType)).toEqual([
      ['incident.created', one.id],
      ['incident.created', other.id],
    ]);
    expect(told(of.kind)).toEqual([]);
  });

  it('is resumed by Last-Event-ID without a gap, whatever happened to the server', async () => {
    const DATABASE_URL = urlOf(await emptyDatabase());
    let server = await startServer({ DATABASE_URL });
    const PORT = new URL(server.url).port;
    const titles = new Map<string, string>();
    const create = async (title: string) => {
      const response = await fetch(`${server.url}/api/v1/incidents`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ title, severity: 'P2', service: 'a' }),
      });
      expect(response.status).toBe(201);
      titles.set(((await response.json()) as Incident).id, title);
    };
    let stream = await eventStream(server.url, '?type=incident.created');
    const received = [...stream.items];
    await expect.poll(() => stream.items.length, SOON).toBe(1);
    let next = 0;
    for (const signal of ['SIGKILL', 'SIGKILL', 'SIGTERM'] as const) {
      // The last of these is on its way, or not, when the server ends.
      for (let i = 0; i < 10; i += 1) await create(`incident ${(next += 1)}`);
      await server.stop(signal);
      await expect.poll(() => stream.end(), SOON).toBe(signal === 'SIGTERM' ? 'properly' : 'cut');
      received.push(...stream.items);
      server = await startServer({ DATABASE_URL, PORT });
      for (let i = 0; i < 5; i += 1) await create(`incident ${(next += 1)}`);
      const last = stream.items.at(-1)?.id ?? '';
      stream = await eventStream(server.url, '?type=incident.created', { 'last-event-id': last });
      await expect
        .poll(() => stream.items.at(-1)?.data.entityId, SOON)
        .toBe([...titles.keys()].at(-1));
    }
    received.push(...stream.items);
    const told = received.filter(({ data }) => data.type === 'incident.created');
    expect(told.map(({ data }) => titles.get(data.entityId ?? ''))).toEqual([...titles.values()]);
    expect(told).toHaveLength(45);
  }, 60_000);

  it('is followed by an EventSource, which resumes by itself where the connection was lost', async () => {
    const test = await testApp();
    const proxy = await tcpProxy(await test.listen());
    const source = new EventSource(`${proxy.url}/api/v1/events?lastEventId=0`);
    onTestFinished(() => source.close());
    const seqs: number[] = [];
    let starts = 0;
    source.addEventListener('message', ({ data, lastEventId }) => {
      const item = JSON.parse(String(data)) as { type: string; seq: number };
      expect(lastEventId).toBe(String(item.seq));
      if (item.type === 'watch.started') starts += 1;
      else seqs.push(item.seq);
    });
    await someIncident(test);
    await someIncident(test);
    await expect.poll(() => seqs, SOON).toEqual([1, 2]);
    proxy.cut();
    await someIncident(test);
    proxy.mend();
    await someIncident(test);
    await expect.poll(() => seqs, SOON).toEqual([1, 2, 3, 4]);
    expect(starts).toBe(2);
  });
});

describe('GET /api/v1/events/history', () => {
  it('pages through the log, the newest first or the oldest, while it grows', async () => {
    const test = await testApp();
    for (let i = 0; i < 25; i += 1) await someIncident(test);
    const newest = (await walk<LoggedEvent>(test, '/events/history?limit=7')).flat();
    expect(newest.map(({ seq }) => seq)).toEqual(Array.from({ length: 25 }, (_, i) => 25 - i));
    const oldest = await walk<LoggedEvent>(test, '/events/history?limit=10&sort=seq', async () => {
      await someIncident(test);
    });
    const seqs = oldest.flat().map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, i) => i + 1));
    expect(seqs.length).toBeGreaterThanOrEqual(27);
  });

  it('is the history of one thing, after it is gone too, with how long that is', async () => {
    const test = await testApp();
    const { id } = await someIncident(test);
    await someIncident(test);
    await test.rest('POST', `/incidents/${id}/close`);
    await test.rest('DELETE', `/incidents/${id}`);
    const { body, headers } = await history(test, `entity=incident&entityId=${id}&sort=seq`);
    expect(body.map(({ type }) => type)).toEqual([
      'incident.created',
      'incident.resolved',
      'incident.deleted',
    ]);
    expect(headers).toMatchObject({ 'x-total-count': '3', 'x-total-count-relation': 'eq' });
    const { body: closed } = await history(test, 'type=incident.resolved&type=incident.deleted');
    expect(closed.map(({ type }) => type)).toEqual(['incident.deleted', 'incident.resolved']);
    expect((await history(test, 'entity=weather')).body).toEqual([]);
  });

  it('refuses a filter that says too little, and the cursor of another order', async () => {
    const test = await testApp();
    for (let i = 0; i < 3; i += 1) await someIncident(test);
    const { headers } = await history(test, 'limit=1');
    const [, cursor] = /cursor=([^>&]+)/.exec(headers['link'] ?? '') ?? [];
    const queries = ['entityId=x', `sort=seq&cursor=${cursor}`, 'type=Incident', 'colour=red'];
    for (const query of queries) expect((await history(test, query)).status, query).toBe(422);
  });
});
