import { join } from 'node:path';
import type { Incident } from '@tocsin/contract';
import Client from 'better-sqlite3';
import { expect, it } from 'vitest';
import { temporaryFolder } from './database.ts';
import { startServer } from './process.ts';
import { watching } from './watcher.ts';

const CLIENTS = 20;
const ROUNDS = 3;
const ACKNOWLEDGED_BEFORE_KILL = 400;

/** Everything that was answered with success, and what was asked but never answered. */
interface Ledger {
  incidents: Map<string, Incident>;
  /** A word that stands in nothing else, and the incident it was written into. */
  words: Map<string, string>;
  unanswered: Set<string>;
  acknowledged: number;
}

type Send = (method: string, path: string, body?: object) => Promise<Incident>;

/** Answers only what the server acknowledged; throws when it was gone before. */
const sender =
  (url: string): Send =>
  async (method, path, body) => {
    const response = await fetch(`${url}/api/v1/incidents${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    });
    const answer = (await response.json()) as Incident;
    expect(response.ok, JSON.stringify(answer)).toBe(true);
    return answer;
  };

/** Writes one incident after the other, and changes each, until the server is gone. */
async function writeUntilKilled(url: string, name: string, ledger: Ledger): Promise<void> {
  const send = sender(url);
  const acknowledge = ({ changed: _, ...incident }: Incident & { changed?: boolean }) => {
    ledger.incidents.set(incident.id, incident);
    ledger.acknowledged += 1;
    return incident;
  };
  for (let n = 0; ; n += 1) {
    let id: string | undefined;
    const change = async (method: string, path: string, body?: object) => {
      acknowledge(await send(method, `/${id}${path}`, body));
    };
    const [titleWord, noteWord] = [`t${name}n${n}z`, `n${name}n${n}z`];
    try {
      const severity = (['P1', 'P2', 'P3', 'P4'] as const)[n % 4];
      const created = { title: `Killed ${titleWord}`, severity, service: `service-${n % 3}` };
      ({ id } = acknowledge(await send('POST', '', created)));
      ledger.words.set(titleWord, id);
      await change('PATCH', '', { assignedTo: `person-${n % 5}`, status: 'acknowledged' });
      await change('POST', '/notes', { text: `Seen: ${noteWord}`, author: name });
      ledger.words.set(noteWord, id);
      if (n % 2 === 0) await change('POST', '/close');
      if (n % 4 === 0) await change('POST', '/reopen');
    } catch (error) {
      // A refusal is a fault of the server; only a broken connection is what this test makes.
      if (!(error instanceof TypeError)) throw error;
      if (id !== undefined) ledger.unanswered.add(id);
      return;
    }
  }
}

async function page(url: string, query: string) {
  const response = await fetch(`${url}/api/v1/incidents?${query}`);
  expect(response.status).toBe(200);
  const total = Number(response.headers.get('x-total-count'));
  const next = /<[^?]+\?([^>]+)>/.exec(response.headers.get('link') ?? '')?.[1];
  return { items: (await response.json()) as Incident[], total, next };
}

async function everyIncident(url: string): Promise<Incident[]> {
  const all: Incident[] = [];
  for (let query: string | undefined = 'limit=500'; query !== undefined;) {
    const { items, next } = await page(url, query);
    all.push(...items);
    query = next;
  }
  return all;
}

function expectAcknowledged(all: readonly Incident[], ledger: Ledger): void {
  const stored = new Map(all.map((incident) => [incident.id, incident]));
  for (const [id, known] of ledger.incidents) {
    const found = stored.get(id);
    if (found && ledger.unanswered.has(id) && found.version === known.version + 1) {
      // The change that was cut off may be there as a whole.
      expect(found.notes.slice(0, known.notes.length)).toEqual(known.notes);
      expect(found.number).toBe(known.number);
    } else {
      expect(found).toEqual(known);
    }
  }
}

async function expectTrueTotals(url: string, all: readonly Incident[]): Promise<void> {
  const filters: [string, (incident: Incident) => boolean][] = [
    ['', () => true],
    ...(['Open', 'Closed'] as const).map((status): [string, (incident: Incident) => boolean] => [
      `status=${status}`,
      (incident) => incident.status === status,
    ]),
    ['status=acknowledged', ({ phase }) => phase === 'acknowledged'],
    ['severity=P1', ({ severity }) => severity === 'P1'],
    ['severity=P4&status=Closed', (i) => i.severity === 'P4' && i.status === 'Closed'],
    ['service=service-1', ({ service }) => service === 'service-1'],
    ['assignedTo=person-2', ({ assignedTo }) => assignedTo === 'person-2'],
  ];
  for (const [query, fits] of filters) {
    const { total } = await page(url, `limit=1&${query}`);
    expect(total, query).toBe(all.filter(fits).length);
  }
}

async function expectFindable(url: string, ledger: Ledger): Promise<void> {
  for (const [word, id] of ledger.words) {
    const { items, total } = await page(url, `q=${word}`);
    expect(
      items.map((incident) => incident.id),
      word,
    ).toEqual([id]);
    expect(total).toBe(1);
  }
}

/** Each change of an incident raised its version by one, and left one event. */
async function expectEvents(url: string, all: readonly Incident[]): Promise<void> {
  const wanted = all.reduce((sum, { version }) => sum + version, 0);
  const watcher = await watching(url, { lastEventId: '0' });
  await expect.poll(() => watcher.changes().length, { timeout: 20_000 }).toBe(wanted);
  const counts = new Map<string, number>();
  for (const { incidentId } of watcher.changes()) {
    counts.set(incidentId, (counts.get(incidentId) ?? 0) + 1);
  }
  expect(counts).toEqual(new Map(all.map(({ id, version }) => [id, version])));
  watcher.leave();
}

function expectWhole(path: string): void {
  const client = new Client(path, { readonly: true });
  expect(client.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(client.pragma('foreign_key_check')).toEqual([]);
  client.close();
}

it('has every acknowledged write after SIGKILL while 20 clients were writing', async () => {
  const path = join(await temporaryFolder(), 'tocsin.db');
  const environment = { DATABASE_URL: `sqlite:${path}` };
  let server = await startServer(environment);
  const ledger: Ledger = {
    incidents: new Map(),
    words: new Map(),
    unanswered: new Set(),
    acknowledged: 0,
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const goal = ledger.acknowledged + ACKNOWLEDGED_BEFORE_KILL;
    const { url } = server;
    const writers = Array.from({ length: CLIENTS }, (_, client) =>
      writeUntilKilled(url, `r${round}c${client}`, ledger),
    );
    const options = { timeout: 30_000, interval: 5 };
    await expect.poll(() => ledger.acknowledged, options).toBeGreaterThan(goal);
    expect(await server.stop('SIGKILL')).toBeNull();
    await Promise.all(writers);

    server = await startServer(environment);
    const all = await everyIncident(server.url);
    expectAcknowledged(all, ledger);
    expect(new Set(all.map(({ number }) => number)).size).toBe(all.length);
    const unknown = all.filter(
      ({ id, title }) => title.startsWith('Killed') && !ledger.incidents.has(id),
    );
    expect(unknown.length).toBeLessThanOrEqual(CLIENTS * (round + 1));
    await expectTrueTotals(server.url, all);
    await expectFindable(server.url, ledger);
    await expectEvents(server.url, all);
    expectWhole(path);
    // What was cut off is settled now: from here on it is known.
    for (const incident of all) {
      if (ledger.incidents.has(incident.id)) ledger.incidents.set(incident.id, incident);
    }
    ledger.unanswered.clear();
  }
}, 180_000);
