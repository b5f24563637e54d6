import { setTimeout as sleep } from 'node:timers/promises';
import type { Incident } from '@tocsin/contract';
import type { State } from '../src/storage/state.ts';
import { Ledger } from './kill-ledger.ts';
import { launch } from './launch.ts';

const CLIENTS = 20;
const MOST_BEFORE_KILL = 600;
const SLOWEST_ROUND_MS = 60_000;

/** A database of a server that is to be killed. */
export interface Place {
  /** The `DATABASE_URL`. */
  url: string;
  /** Throws unless what is there is good as it lies there, nobody having mended it. */
  expectReadable(): void;
  /** What else goes down with the server in some rounds, and is up again when this returns. */
  crash?(round: number): Promise<void>;
}

/**
 * Kills a server with SIGKILL while 20 clients write, again and again, and looks each time whether
 * all that was answered is still there. What is not is among the ledger's problems.
 */
export async function killRounds(
  place: Place,
  rounds: number,
  say: (line: string) => void = () => {},
): Promise<Ledger> {
  const ledger = new Ledger(CLIENTS);
  for (let round = 1; round <= rounds; round += 1) {
    const before = ledger.acknowledged;
    ledger.compare(await stateAfterKill(place, ledger, round));
    say(`round ${round}: ${ledger.acknowledged - before} acknowledged writes`);
  }
  const last = launch([], { environment: { DATABASE_URL: place.url } });
  try {
    await ledger.expectServed(await last.listening());
  } finally {
    last.child.kill('SIGTERM');
    await last.ended;
  }
  return ledger;
}

async function stateAfterKill(place: Place, ledger: Ledger, round: number): Promise<State> {
  const environment = { DATABASE_URL: place.url };
  const server = launch([], { environment });
  try {
    const url = await server.listening();
    await ledger.expectServed(url);
    const goal = ledger.acknowledged + 1 + Math.random() * MOST_BEFORE_KILL;
    const clients = Array.from({ length: CLIENTS }, (_, i) => write(url, `r${round}c${i}`, ledger));
    const writing = Promise.all(clients);
    // Whatever goes wrong with a client is told when all of them are awaited.
    writing.catch(() => {});
    const deadline = Date.now() + SLOWEST_ROUND_MS;
    while (ledger.acknowledged < goal && Date.now() < deadline) await sleep(2);
    server.child.kill('SIGKILL');
    await writing;
  } finally {
    server.child.kill('SIGKILL');
    await server.ended;
  }
  await place.crash?.(round);
  place.expectReadable();
  const { code, stdout, stderr } = await launch(['export'], { environment }).ended;
  if (code !== 0) throw new Error(`It does not open again: ${stderr}`);
  return JSON.parse(stdout) as State;
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
      // Each has a word of its own, by which it must be found.
      const title = `killed ${name}n${n}z`;
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
