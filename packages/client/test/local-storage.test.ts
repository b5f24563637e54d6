import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type Incident, type Tocsin } from '../src/index.ts';
import { startServer, type TestServer } from './server.ts';
import { importInTab, memoryStorage } from './tab.ts';

let server: TestServer;
let tocsin: Tocsin;
beforeAll(async () => {
  server = await startServer();
  tocsin = createClient({ url: server.url });
});
afterAll(() => server.close());

/** What a frontend has kept; `name` tells the data of one test from that of others. */
const kept = (name: string) => ({
  incidents: [
    {
      id: 'inc-1',
      title: `${name}: payments fail`,
      severity: 'P1',
      status: 'Open',
      service: name,
      createdAt: '2025-11-03T09:12:00.000Z',
      updatedAt: '2025-11-03T10:00:00.000Z',
      notes: [
        { timestamp: '2025-11-03T09:20:00.000Z', author: 'Mara', text: 'Looking.' },
        { timestamp: '2025-11-03T09:20:00.000Z', author: 'Mara', text: 'Looking.' },
        { timestamp: '2025-11-03T09:40:00.000Z', author: 'Jonas', text: 'The certificate.' },
      ],
    },
    {
      id: 'inc-2',
      title: `${name}: mail is late`,
      severity: 'P4',
      status: 'Closed',
      service: name,
      assignedTo: 'Mara',
      createdAt: '2025-12-01T00:00:00.000Z',
      updatedAt: '2025-12-02T00:00:00.000Z',
      notes: [],
    },
  ],
  runbooks: [
    { id: 'rb-1', title: `${name}: renew`, tags: ['tls'], content: '1. Renew it.' },
    { id: 'rb-2', title: `${name}: drain`, tags: [], content: '' },
  ],
});

const incidentsOf = async (name: string): Promise<Incident[]> =>
  (await tocsin.incidents.list({ service: name, sort: 'createdAt' })).items;

async function runbooksOf(name: string) {
  const { items } = await tocsin.runbooks.list({ limit: 500 });
  return items.filter(({ title }) => title.startsWith(`${name}:`));
}

/** That everything of `kept(name)` is on the server, once and whole. */
async function expectWhole(name: string): Promise<void> {
  const incidents = await incidentsOf(name);
  expect(
    incidents.map(({ title, severity, status, assignedTo, notes }) => ({
      title,
      severity,
      status,
      assignedTo,
      notes: notes.map(({ author, text }) => `${author}: ${text}`),
    })),
  ).toEqual([
    {
      title: `${name}: payments fail`,
      severity: 'P1',
      status: 'Open',
      assignedTo: null,
      notes: [
        "import: Imported from a browser's storage, where it was `inc-1`." +
          ' Opened 2025-11-03T09:12:00.000Z. Last changed 2025-11-03T10:00:00.000Z.',
        'Mara: Looking.\n\n— 2025-11-03T09:20:00.000Z',
        'Mara: Looking.\n\n— 2025-11-03T09:20:00.000Z',
        'Jonas: The certificate.\n\n— 2025-11-03T09:40:00.000Z',
      ],
    },
    {
      title: `${name}: mail is late`,
      severity: 'P4',
      status: 'Closed',
      assignedTo: 'Mara',
      notes: [expect.stringContaining('`inc-2`')],
    },
  ]);
  const runbooks = await runbooksOf(name);
  expect(
    runbooks.map(({ title, tags, content }) => ({ title, tags, content })).toReversed(),
  ).toEqual([
    { title: `${name}: renew`, tags: ['tls'], content: '1. Renew it.' },
    { title: `${name}: drain`, tags: [], content: '' },
  ]);
}

describe('importing a storage', () => {
  it('brings everything over, and tells what it did', async () => {
    const storage = memoryStorage(kept('first'));
    const { report } = await importInTab(server.url, storage);
    expect(report).toEqual({
      incidents: { found: 2, imported: 2, already: 0 },
      runbooks: { found: 2, imported: 2, already: 0 },
      skipped: [],
    });
    await expectWhole('first');
    const { incidents, runbooks } = kept('first');
    expect(JSON.parse(storage.getItem('incidents') ?? '')).toEqual(incidents);
    expect(JSON.parse(storage.getItem('runbooks') ?? '')).toEqual(runbooks);
  });

  it('brings nothing twice, and undoes nothing that was done since', async () => {
    const storage = memoryStorage(kept('twice'));
    await importInTab(server.url, storage);
    const [payments] = await incidentsOf('twice');
    const [newest] = await runbooksOf('twice');
    if (!payments || !newest) throw new Error('Nothing came.');
    await tocsin.incidents.update({ id: payments.id, assignedTo: 'Jonas' });
    await tocsin.runbooks.update({ id: newest.id, content: 'Better.' });
    const before = [await incidentsOf('twice'), await runbooksOf('twice')];
    const { report, requests } = await importInTab(server.url, storage);
    expect(report).toEqual({
      incidents: { found: 2, imported: 0, already: 2 },
      runbooks: { found: 2, imported: 0, already: 2 },
      skipped: [],
    });
    expect(requests).toBe(0);
    expect([await incidentsOf('twice'), await runbooksOf('twice')]).toEqual(before);
  });

  it('does not bring back what was deleted since', async () => {
    const storage = memoryStorage(kept('deleted'));
    await importInTab(server.url, storage);
    for (const { id } of await incidentsOf('deleted')) await tocsin.incidents.delete({ id });
    await importInTab(server.url, storage);
    expect(await incidentsOf('deleted')).toEqual([]);
  });

  it('brings what has come to the storage since', async () => {
    const { incidents, runbooks } = kept('later');
    const storage = memoryStorage({ incidents: incidents.slice(0, 1), runbooks });
    await importInTab(server.url, storage);
    storage.setItem('incidents', JSON.stringify(incidents));
    const { report } = await importInTab(server.url, storage);
    expect(report?.incidents).toEqual({ found: 2, imported: 1, already: 1 });
    await expectWhole('later');
  });

  it('finds nothing in an empty storage', async () => {
    const { report } = await importInTab(server.url, memoryStorage({}));
    const none = { found: 0, imported: 0, already: 0 };
    expect(report).toEqual({ incidents: none, runbooks: none, skipped: [] });
  });

  it('takes a runbook that the server has word for word for that one', async () => {
    const [first] = kept('sample').runbooks;
    if (!first) throw new Error('There is none.');
    const { id } = await tocsin.runbooks.create(first);
    const { report } = await importInTab(server.url, memoryStorage({ runbooks: [first] }));
    expect(report?.runbooks).toEqual({ found: 1, imported: 0, already: 1 });
    expect((await runbooksOf('sample')).map((runbook) => runbook.id)).toEqual([id]);
  });
});

it('an import that is interrupted at any moment loses nothing and doubles nothing', async () => {
  const whole = await importInTab(server.url, memoryStorage(kept('whole')));
  expect(whole.moments).toBeGreaterThan(40);
  const moments = Array.from({ length: whole.moments }, (_, i) => i + 1);
  await Promise.all(
    moments.map(async (killedAt) => {
      const name = `killed-${killedAt}`;
      const storage = memoryStorage(kept(name));
      const { report } = await importInTab(server.url, storage, { killedAt });
      expect(report).toBeUndefined();
      const { report: second } = await importInTab(server.url, storage);
      expect(second?.skipped).toEqual([]);
      await expectWhole(name);
      const { requests } = await importInTab(server.url, storage);
      expect(requests).toBe(0);
    }),
  );
}, 240_000);
