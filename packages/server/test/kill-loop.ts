/**
 * Kills a server with SIGKILL while 20 clients write, again and again, and looks each time whether
 * all that was answered is still there: `node test/kill-loop.ts sqlite|json|postgres [ROUNDS]`.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Incident } from '@tocsin/contract';
import Client from 'better-sqlite3';
import type { State } from '../src/storage/state.ts';
import { Ledger } from './kill-ledger.ts';
import { launch } from './launch.ts';
import { startPostgres } from './postgres.ts';

const CLIENTS = 20;
const LONGEST_ROUND_MS = 2_000;

const [engine = '', rounds = '30'] = process.argv.slice(2);
const places: Record<string, () => Promise<Place>> = {
  sqlite: () => fileIn('sqlite', 'tocsin.db', expectIntegrity),
  json: () => fileIn('json', 'state.json', (path) => void JSON.parse(readFileSync(path, 'utf8'))),
  postgres: async () => {
    const server = await startPostgres();
    return { url: server.url, expectReadable: () => {}, remove: () => server.remove() };
  },
};

interface Place {
  /** The `DATABASE_URL`. */
  url: string;
  /** Throws unless the file is good as it lies there, nobody having mended it. */
  expectReadable(): void;
  remove(): Promise<void>;
}

async function fileIn(
  scheme: string,
  name: string,
  expectReadable: (path: string) => void,
): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-kill-'));
  const path = join(folder, name);
  return {
    url: `${scheme}:${path}`,
    expectReadable: () => expectReadable(path),
    remove: () => rm(folder, { recursive: true }),
  };
}

function expectIntegrity(path: string): void {
  const client = new Client(path);
  const answer = client.pragma('integrity_check', { simple: true });
  client.close();
  if (answer !== 'ok') throw new Error(`integrity_check: ${String(answer)}`);
}

/** Writes one incident after the other, and changes each, until the server is gone. */
async function write(url: string, name: string, ledger: Ledger): Promise<void> {
  for (let n = 0; ; n += 1) {
    let id: string | undefined;
    const send = async (method: string, path: string, body: object = {}) => {
      const response = await fetch(`${url}/api/v1/incidents${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} was refused: ${text}`);
      return ledger.acknowledge(JSON.parse(text) as Incident);
    };
    try {
      const title = `killed ${name} ${n}`;
      ({ id } = await send('POST', '', { title, severity: 'P3', service: `service-${n % 3}` }));
      await send('PATCH', `/${id}`, { assignedTo: name, status: 'acknowledged' });
      await send('POST', `/${id}/notes`, { author: name, text: `seen ${n}` });
      await send('PATCH', `/${id}`, { severity: 'P1', title: `${title}, changed` });
      if (n % 2 === 0) await send('POST', `/${id}/close`);
    } catch (error) {
      // Only a broken connection is what this makes.
      if (!(error instanceof TypeError)) throw error;
      if (id !== undefined) ledger.unanswered.add(id);
      return;
    }
  }
}

async function round(place: Place, ledger: Ledger, name: string): Promise<State> {
  const environment = { DATABASE_URL: place.url };
  const server = launch([], { environment });
  try {
    const url = await server.listening();
    await ledger.expectServed(url);
    const clients = Array.from({ length: CLIENTS }, (_, i) => write(url, `${name} ${i}`, ledger));
    const writing = Promise.all(clients);
    await Promise.race([sleep(100 + Math.random() * LONGEST_ROUND_MS), writing]);
    server.child.kill('SIGKILL');
    await writing;
  } finally {
    server.child.kill('SIGKILL');
    await server.ended;
  }
  place.expectReadable();
  const { code, stdout, stderr } = await launch(['export'], { environment }).ended;
  if (code !== 0) throw new Error(`It does not open again: ${stderr}`);
  return JSON.parse(stdout) as State;
}

const placeOf = places[engine];
if (!placeOf || !/^[1-9]\d*$/.test(rounds)) {
  console.error('Usage: node test/kill-loop.ts sqlite|json|postgres [ROUNDS]');
  process.exit(1);
}
const place = await placeOf();
const ledger = new Ledger(CLIENTS);
try {
  for (let i = 1; i <= Number(rounds); i += 1) {
    const before = ledger.acknowledged;
    ledger.compare(await round(place, ledger, `r${i}`));
    console.error(`${engine}, round ${i}: ${ledger.acknowledged - before} acknowledged writes`);
  }
} finally {
  await place.remove();
}
const { acknowledged, lost, problems } = ledger;
for (const problem of problems) console.error(problem);
console.log(
  `${engine}: ${rounds} rounds, ${acknowledged} acknowledged writes, ${lost} lost, ${problems.length} problems`,
);
if (problems.length > 0 || acknowledged === 0) process.exitCode = 1;
