import { type AppRouter, Incident, IncidentDetail, Runbook } from '@tocsin/contract';
import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpLink,
  type TRPCClient,
} from '@trpc/client';
import superjson from 'superjson';
import { describe, expect, it } from 'vitest';
import { someIncident, type TestApp, testApp } from './app.ts';

const links = { httpBatchLink, httpBatchStreamLink, httpLink };

async function clientOf(test: TestApp, link: keyof typeof links): Promise<TRPCClient<AppRouter>> {
  const url = `${await test.listen()}/trpc`;
  return createTRPCClient<AppRouter>({ links: [links[link]({ url, transformer: superjson })] });
}

/** The paths of the HTTP requests that the tRPC wire has answered. */
const requestsOf = ({ logged }: TestApp): string[] =>
  logged.filter((line) => line['msg'] === 'request').map((line) => String(line['path']));

describe.each(Object.keys(links) as (keyof typeof links)[])('a stock client with %s', (link) => {
  it('takes an incident through its whole life', async () => {
    const test = await testApp();
    const { incidents } = await clientOf(test, link);
    const created = await incidents.create.mutate({
      title: 'Login answers 503',
      severity: 'critical',
      service: 'login',
    });
    expect(created).toMatchObject({ severity: 'P1', status: 'Open', phase: 'open', version: 1 });
    const { id } = created;
    const alone = { alertCount: 0, alerts: [] };
    expect(await incidents.get.query({ id })).toEqual({ ...created, ...alone });

    await test.clock.advance(60_000);
    const taken = await incidents.update.mutate({
      id,
      status: 'acknowledged',
      assignedTo: 'Mara',
      ifVersion: 1,
    });
    expect(taken).toMatchObject({ phase: 'acknowledged', assignedTo: 'Mara', version: 2 });
    expect(taken.acknowledgedAt).toBe('2026-03-01T08:01:00.000Z');

    const noted = await incidents.addNote.mutate({ id, author: 'Mara', text: '**Rolled back.**' });
    expect(noted.notes).toMatchObject([{ author: 'Mara', text: '**Rolled back.**' }]);

    const replaced = await incidents.replace.mutate({ ...noted, title: 'Login is down' });
    expect(replaced).toMatchObject({ title: 'Login is down', notes: noted.notes, version: 4 });

    await test.clock.advance(60_000);
    const closed = await incidents.close.mutate({ id });
    expect(closed).toMatchObject({ changed: true, status: 'Closed', phase: 'resolved' });
    expect(closed.resolvedAt).toBe('2026-03-01T08:02:00.000Z');
    expect(await incidents.close.mutate({ id })).toEqual({ ...closed, changed: false });

    const reopened = await incidents.reopen.mutate({ id });
    expect(reopened).toMatchObject({ changed: true, status: 'Open', phase: 'open' });
    expect(reopened.resolvedAt).toBeNull();
    const page = await incidents.list.query({ q: 'rolled login', status: 'Open' });
    expect(page.items.map((incident) => incident.id)).toEqual([id]);

    expect(await incidents.delete.mutate({ id })).toEqual({});
    await expect(incidents.get.query({ id })).rejects.toMatchObject({
      data: { code: 'NOT_FOUND', httpStatus: 404 },
    });
    expect(await incidents.list.query({})).toMatchObject({ items: [], total: 0 });
  });

  it('takes a runbook through its whole life', async () => {
    const { runbooks } = await clientOf(await testApp(), link);
    const created = await runbooks.create.mutate({
      title: 'Fail over the database',
      tags: ['database'],
      content: '## When\n\n- [ ] The primary is gone\n\n```sh\nfailover --now\n```\n',
    });
    const { id } = created;
    expect(await runbooks.get.query({ id })).toEqual(created);
    const updated = await runbooks.update.mutate({ id, tags: ['database', 'failover'] });
    expect(updated).toMatchObject({ content: created.content, version: 2 });
    const replaced = await runbooks.replace.mutate({ id, title: 'Fail over', ifVersion: 2 });
    expect(replaced).toMatchObject({ tags: [], content: '', version: 3 });

    const { items } = await runbooks.revisions.query({ id });
    expect(items.map(({ revision, title }) => [revision, title])).toEqual([
      [3, 'Fail over'],
      [2, 'Fail over the database'],
      [1, 'Fail over the database'],
    ]);
    expect(items[2]?.content).toBe(created.content);
    expect((await runbooks.list.query({ q: 'fail' })).items).toEqual([replaced]);
    expect((await runbooks.list.query({ tag: 'database' })).items).toEqual([]);

    expect(await runbooks.delete.mutate({ id, ifVersion: 3 })).toEqual({});
    await expect(runbooks.revisions.query({ id })).rejects.toMatchObject({
      data: { code: 'NOT_FOUND' },
    });
  });

  it('gets the fields of the contract from every call, and no other', async () => {
    const { incidents, runbooks } = await clientOf(await testApp(), link);
    const { id } = await incidents.create.mutate({ title: 'x', severity: 'P1', service: 'a' });
    const book = await runbooks.create.mutate({ title: 'x' });
    const fields = Object.keys(Incident.shape).toSorted();
    const closed = await incidents.close.mutate({ id });
    const reopened = await incidents.reopen.mutate({ id });
    const detail = await incidents.get.query({ id });
    expect(Object.keys(detail).toSorted()).toEqual(Object.keys(IncidentDetail.shape).toSorted());
    for (const incident of [
      await incidents.update.mutate({ id, title: 'y' }),
      await incidents.update.mutate({ id, title: 'y' }),
      await incidents.replace.mutate({ id, title: 'z', severity: 'P1', service: 'a' }),
      await incidents.addNote.mutate({ id, text: 'n' }),
      ...(await incidents.list.query()).items,
      ...(await incidents.list.query({ q: 'z' })).items,
    ]) {
      expect(Object.keys(incident).toSorted()).toEqual(fields);
    }
    for (const incident of [closed, reopened]) {
      expect(Object.keys(incident).toSorted()).toEqual([...fields, 'changed'].toSorted());
    }
    for (const runbook of [
      book,
      await runbooks.get.query({ id: book.id }),
      await runbooks.update.mutate({ id: book.id, title: 'y' }),
      await runbooks.replace.mutate({ id: book.id, title: 'z' }),
      ...(await runbooks.list.query()).items,
    ]) {
      expect(Object.keys(runbook).toSorted()).toEqual(Object.keys(Runbook.shape).toSorted());
    }
  });

  it('calls without an argument what needs none', async () => {
    const test = await testApp();
    await someIncident(test);
    const { incidents, runbooks, system } = await clientOf(test, link);
    expect((await incidents.list.query()).total).toBe(1);
    expect((await runbooks.list.query()).total).toBe(0);
    expect(await system.ready.query()).toMatchObject({ status: 'ready', database: 'connected' });
    expect(await system.health.query()).toMatchObject({ status: 'ok', commit: 'test' });
  });
});

describe('a batch', () => {
  it.each(['httpBatchLink', 'httpBatchStreamLink'] as const)(
    'of %s is one HTTP request, however many calls are in it',
    async (link) => {
      const test = await testApp();
      const { id } = await someIncident(test);
      test.logged.length = 0;
      const { incidents, runbooks } = await clientOf(test, link);
      const [incident, page, books] = await Promise.all([
        incidents.get.query({ id }),
        incidents.list.query(),
        runbooks.list.query(),
      ]);
      expect([incident.id, page.total, books.total]).toEqual([id, 1, 0]);
      await expect
        .poll(() => requestsOf(test))
        .toEqual(['/trpc/incidents.get,incidents.list,runbooks.list']);
    },
  );

  it('of a client without batching is one request for each call', async () => {
    const test = await testApp();
    const { incidents } = await clientOf(test, 'httpLink');
    await Promise.all([incidents.list.query(), incidents.list.query()]);
    await expect.poll(() => requestsOf(test)).toHaveLength(2);
  });

  it('answers each call for itself: one that fails does not take the others with it', async () => {
    const test = await testApp();
    const { incidents } = await clientOf(test, 'httpBatchLink');
    const [good, missing, wrong, alsoGood] = await Promise.allSettled([
      incidents.create.mutate({ title: 'one', severity: 'P1', service: 'a' }),
      incidents.close.mutate({ id: 'nobody' }),
      incidents.create.mutate({ title: ' ', severity: 'P1', service: 'a' }),
      incidents.create.mutate({ title: 'two', severity: 'low', service: 'a' }),
    ]);
    expect(good).toMatchObject({ status: 'fulfilled', value: { number: 1 } });
    expect(missing).toMatchObject({ reason: { data: { code: 'NOT_FOUND' } } });
    expect(wrong).toMatchObject({ reason: { data: { code: 'UNPROCESSABLE_CONTENT' } } });
    expect(alsoGood).toMatchObject({ status: 'fulfilled', value: { number: 2 } });
    await expect.poll(() => requestsOf(test)).toHaveLength(1);
  });

  it('that is streamed answers what is ready while the rest is still waiting', async () => {
    const test = await testApp();
    const { incidents } = await clientOf(test, 'httpBatchStreamLink');
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const holding = test.storage.write(() => held);
    const order: string[] = [];
    const slow = incidents.create
      .mutate({ title: 'waits', severity: 'P1', service: 'a' })
      .then(() => order.push('slow'));
    const fast = incidents.create
      .mutate({ title: '', severity: 'P1', service: 'a' })
      .catch(() => order.push('fast'));
    await fast;
    expect(order).toEqual(['fast']);
    release();
    await Promise.all([slow, holding]);
    expect(order).toEqual(['fast', 'slow']);
    await expect.poll(() => requestsOf(test)).toHaveLength(1);
  });

  it('may hold a hundred queries, or a hundred mutations', async () => {
    const test = await testApp();
    const { id } = await someIncident(test);
    const { incidents } = await clientOf(test, 'httpBatchLink');
    const hundred = Array.from({ length: 100 }, (_, i) => i);
    const read = await Promise.all(hundred.map(() => incidents.get.query({ id })));
    expect(read.every((incident) => incident.id === id)).toBe(true);
    await Promise.all(hundred.map((i) => incidents.addNote.mutate({ id, text: `note ${i}` })));
    const { notes, version } = await incidents.get.query({ id });
    expect(new Set(notes.map(({ text }) => text)).size).toBe(100);
    expect(version).toBe(101);
  });
});

describe('both wires together', () => {
  it('see the same data', async () => {
    const test = await testApp();
    const { incidents } = await test.trpc();
    const created = await incidents.create.mutate({ title: 'x', severity: 'P3', service: 'b' });
    const { body } = await test.rest('GET', `/incidents/${created.id}`);
    expect(body).toEqual({ ...created, alertCount: 0, alerts: [] });
    await test.rest('POST', `/incidents/${created.id}/close`);
    expect(await incidents.get.query({ id: created.id })).toMatchObject({ phase: 'resolved' });
  });

  it('stay apart in what they accept: text is a number in a query string, never on tRPC', async () => {
    const test = await testApp();
    const { incidents, runbooks } = await test.trpc();
    const limit = '5' as unknown as number;
    const ifVersion = '1' as unknown as number;
    const { id } = await someIncident(test);
    const refusals = () =>
      Promise.allSettled([
        incidents.list.query({ limit }),
        runbooks.list.query({ limit }),
        incidents.close.mutate({ id, ifVersion }),
      ]).then((calls) =>
        calls.map((call) => call.status === 'rejected' && call.reason.data.errors),
      );
    const before = await refusals();
    expect(before).toMatchObject([
      [{ loc: ['input', 'limit'] }],
      [{ loc: ['input', 'limit'] }],
      [{ loc: ['input', 'ifVersion'] }],
    ]);
    expect((await test.rest('GET', '/incidents?limit=5')).status).toBe(200);
    expect((await test.rest('GET', '/runbooks?limit=5')).status).toBe(200);
    expect((await test.rest('GET', '/incidents?limit=true')).status).toBe(422);
    expect(await refusals()).toEqual(before);
  });
});
