import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createClient,
  importLocalStorage,
  isTocsinError,
  type OldIncident,
  type Tocsin,
} from '../src/index.ts';
import { startServer, type TestServer } from './server.ts';
import { importInTab, memoryStorage } from './tab.ts';

let server: TestServer;
let tocsin: Tocsin;
beforeAll(async () => {
  server = await startServer();
  tocsin = createClient({ url: server.url });
});
afterAll(() => server.close());

const incident = (id: string, service: string, more: object = {}) => ({
  id,
  title: `Incident ${id}`,
  severity: 'P3',
  status: 'Open',
  service,
  ...more,
});

const incidentsOf = async (service: string) =>
  (await tocsin.incidents.list({ service, sort: 'createdAt' })).items;

describe('what cannot be imported', () => {
  it('is skipped with the reason, and the rest is imported', async () => {
    const storage = memoryStorage({
      incidents: [
        incident('a', 'odd', { severity: 'urgent' }),
        incident('b', 'odd', { title: '' }),
        incident('c', 'odd'),
        incident('c', 'odd', { title: 'Another c' }),
        { ...incident('', 'odd') },
        null,
        incident('d', 'odd', { notes: 'none' }),
        incident('e', 'odd', { title: 7 }),
        incident('f', 'odd', { notes: [{ text: ' ' }, { text: 'Said.', author: '' }] }),
        incident('g', 'odd', { assignedTo: 'x'.repeat(200) }),
      ],
      runbooks: [
        { id: 'r', title: 'x'.repeat(300) },
        { id: 's', title: 'Odd', tags: 'tls' },
        { id: 't', title: 'Odd', content: 5 },
        { id: 'u', title: ' Odd but fine ' },
      ],
    });
    const { report } = await importInTab(server.url, storage);
    expect(report?.incidents).toEqual({ found: 10, imported: 3, already: 0 });
    expect(report?.runbooks).toEqual({ found: 4, imported: 1, already: 0 });
    expect(report?.skipped.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([
      'c: Item 3 of "incidents" has the id of one before it.',
      'undefined: Item 4 of "incidents" has no id.',
      'undefined: Item 5 of "incidents" has no id.',
      'd: notes: must be a list of { text, author, timestamp }',
      'e: title: must be text',
      expect.stringMatching(/^a: severity: /) as string,
      expect.stringMatching(/^b: title: /) as string,
      expect.stringMatching(/^f: Its note 1: text: /) as string,
      expect.stringMatching(/^g: assignedTo: /) as string,
      's: tags: must be a list of texts',
      't: content: must be text',
      expect.stringMatching(/^r: title: /) as string,
    ]);
    const imported = await incidentsOf('odd');
    expect(imported.map(({ title, assignedTo }) => [title, assignedTo])).toEqual([
      ['Incident c', null],
      ['Incident f', null],
      ['Incident g', null],
    ]);
    expect(imported[1]?.notes.map(({ author, text }) => [author, text]).slice(1)).toEqual([
      ['anonymous', 'Said.'],
    ]);
  });

  it('is tried again by the next run, with another mapping perhaps', async () => {
    const storage = memoryStorage({ incidents: [incident('a', 'again', { severity: 'SEV1' })] });
    const first = await importInTab(server.url, storage);
    expect(first.report?.skipped).toHaveLength(1);
    const second = await importInTab(server.url, storage, {
      mapping: { incidents: { item: (old: OldIncident) => ({ ...old, severity: 'P1' }) } },
    });
    expect(second.report?.incidents).toEqual({ found: 1, imported: 1, already: 0 });
    expect((await incidentsOf('again')).map(({ severity }) => severity)).toEqual(['P1']);
  });

  it.each([
    ['no JSON', '{', 'What is stored as "incidents" is not JSON.'],
    ['no list', '{"a":1}', 'What is stored as "incidents" is not a list.'],
  ])('may be all of it: %s', async (_, incidents, reason) => {
    const storage = memoryStorage({ incidents, runbooks: [] });
    const { report } = await importInTab(server.url, storage);
    expect(report?.skipped).toEqual([{ kind: 'incident', reason }]);
    expect(storage.getItem('incidents')).toBe(incidents);
  });
});

it('a mapping says where things are and what they are called', async () => {
  interface Ticket {
    key: string;
    headline: string;
    level: 1 | 2;
    done: boolean;
    draft?: boolean;
  }
  const storage = memoryStorage({
    'ops-app': {
      tickets: [
        { key: 'T-1', headline: 'The disk is full', level: 1, done: false },
        { key: 'T-2', headline: 'A draft', level: 2, done: false, draft: true },
        { key: 'T-3', headline: 'DNS', level: 2, done: true },
      ] satisfies Ticket[],
    },
    pages: { home: 'Not a runbook', clean: '# Clean up' },
  });
  const report = await importLocalStorage(storage, tocsin, {
    incidents: {
      key: 'ops-app',
      items: (value) => (value as { tickets: Ticket[] }).tickets,
      item: ({ key, headline, level, done, draft }: Ticket) =>
        draft
          ? undefined
          : {
              id: key,
              title: headline,
              severity: level === 1 ? 'P1' : 'P3',
              status: done ? 'Closed' : 'Open',
              service: 'mapped',
            },
    },
    runbooks: {
      key: 'pages',
      items: (value) => Object.entries(value as object).slice(1),
      item: ([id, content]: [string, string]) => ({ id, title: `Mapped: ${id}`, content }),
    },
  });
  expect(report).toEqual({
    incidents: { found: 3, imported: 2, already: 0 },
    runbooks: { found: 1, imported: 1, already: 0 },
    skipped: [],
  });
  const incidents = await incidentsOf('mapped');
  expect(incidents.map(({ title, severity, status }) => [title, severity, status])).toEqual([
    ['The disk is full', 'P1', 'Open'],
    ['DNS', 'P3', 'Closed'],
  ]);
});

it('two tabs that import at once import once', async () => {
  const storage = memoryStorage({
    incidents: Array.from({ length: 5 }, (_, i) => incident(String(i), 'two-tabs')),
    runbooks: [{ id: 'r', title: 'Two tabs' }],
  });
  const runs = await Promise.all([
    importInTab(server.url, storage),
    importInTab(server.url, storage),
  ]);
  const counts = runs.map(({ report }) => [report?.incidents.imported, report?.incidents.already]);
  expect(counts).toEqual([
    [5, 0],
    [0, 5],
  ]);
  expect(await incidentsOf('two-tabs')).toHaveLength(5);
});

it('a server that is away is an error, and the next run goes on', async () => {
  const storage = memoryStorage({ incidents: [incident('a', 'away')] });
  const nowhere = createClient({ url: 'http://127.0.0.1:1', retries: 0 });
  const failed = await importLocalStorage(storage, nowhere).catch((error: unknown) => error);
  expect(isTocsinError(failed, 'NETWORK_ERROR')).toBe(true);
  await importInTab(server.url, storage);
  expect(await incidentsOf('away')).toHaveLength(1);
});

/** Begins an import of one incident, and is killed when it has come to the server. */
async function begun(service: string) {
  const storage = memoryStorage({
    incidents: [incident('a', service, { assignedTo: 'Mara', notes: [{ text: 'One.' }] })],
  });
  for (let killedAt = 1; ; killedAt += 1) {
    await importInTab(server.url, storage, { killedAt });
    const [started] = await incidentsOf(service);
    if (started) return { storage, started };
    storage.values.delete('tocsin.import');
  }
}

describe('what people did to an incident before all of it had come', () => {
  it('stays when they gave it to somebody', async () => {
    const { storage, started } = await begun('reassigned');
    expect(started.assignedTo).toMatch(/^import-\w+$/);
    // It is recognised by its mark until its id is noted, which is the next thing that happens.
    const progress = JSON.parse(storage.getItem('tocsin.import') ?? '') as {
      incidents: { a: { mark: string; id?: string } };
    };
    progress.incidents.a.id = started.id;
    storage.setItem('tocsin.import', JSON.stringify(progress));
    await tocsin.incidents.update({ id: started.id, assignedTo: 'Jonas' });
    const { report } = await importInTab(server.url, storage);
    expect(report?.incidents.imported).toBe(1);
    const [whole] = await incidentsOf('reassigned');
    expect(whole?.assignedTo).toBe('Jonas');
    expect(whole?.notes.map(({ text }) => text)).toEqual([expect.any(String), 'One.']);
  });

  it('stays when they deleted it', async () => {
    const { storage, started } = await begun('gone');
    const progress = JSON.parse(storage.getItem('tocsin.import') ?? '') as {
      incidents: { a: { mark: string; id?: string } };
    };
    progress.incidents.a.id = started.id;
    storage.setItem('tocsin.import', JSON.stringify(progress));
    await tocsin.incidents.delete({ id: started.id });
    const { report } = await importInTab(server.url, storage);
    expect(report?.skipped).toEqual([
      {
        kind: 'incident',
        id: 'a',
        reason: 'It was deleted on the server before all of it had come.',
      },
    ]);
    const { report: next } = await importInTab(server.url, storage);
    expect(next).toMatchObject({ incidents: { imported: 0, already: 1 }, skipped: [] });
    expect(await incidentsOf('gone')).toEqual([]);
  });
});

it('a runbook that was edited before its import was complete is still that runbook', async () => {
  const runbook = { id: 'r', title: 'Edited meanwhile', tags: ['a'], content: 'Before.' };
  const storage = memoryStorage({ runbooks: [runbook] });
  storage.setItem('tocsin.import', JSON.stringify({ runbooks: { r: { sentAt: Date.now() } } }));
  const { id } = await tocsin.runbooks.create(runbook);
  await tocsin.runbooks.update({ id, title: 'Edited', content: 'After.' });
  const { report } = await importInTab(server.url, storage);
  expect(report?.runbooks).toEqual({ found: 1, imported: 0, already: 1 });
  const { items } = await tocsin.runbooks.list({ limit: 500 });
  expect(items.filter(({ title }) => title.startsWith('Edited'))).toMatchObject([{ id }]);
});

it('old notes that are as long as a note may be keep their text', async () => {
  const text = 'x'.repeat(10_000);
  const notes = [{ text, timestamp: '2025-11-03T09:12:00.000Z' }];
  const storage = memoryStorage({ incidents: [incident('a', 'long', { notes })] });
  await importInTab(server.url, storage);
  const [imported] = await incidentsOf('long');
  expect(imported?.notes.at(-1)?.text).toBe(text);
});
