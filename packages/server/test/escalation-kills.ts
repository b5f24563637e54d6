import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../src/config.ts';
import { dumpOf } from '../src/storage/dump.ts';
import { openStorage } from '../src/storage/open.ts';
import type { State } from '../src/storage/state.ts';
import { EscalationLedger } from './escalation-ledger.ts';
import { type EscalationWorker, escalationWorker, FACTOR } from './escalation-worker-process.ts';

const OPENED_EACH_ROUND = 3;
const LONGEST_ROUND_MS = 2_500;
const ALL_OVER_WITHIN_MS = 120_000;

export interface EscalationPlace {
  /** The `DATABASE_URL`. */
  url: string;
  /** So many servers at once; of each round's one is killed. */
  servers: number;
}

/**
 * Kills servers with SIGKILL while escalations run in them, every second time as soon as a page goes
 * out; then lets one run to the end of all of them, and looks at what has come of each.
 */
export async function escalationKills(
  place: EscalationPlace,
  rounds: number,
  say: (line: string) => void = () => {},
): Promise<EscalationLedger> {
  const ledger = new EscalationLedger();
  let onDelivery = (): void => {};
  const options = {
    databaseUrl: place.url,
    origin: Date.now(),
    onDelivery(id: string) {
      ledger.delivered(id);
      onDelivery();
    },
  };
  const workers: EscalationWorker[] = [];
  const filled = async () => {
    while (workers.length < place.servers) workers.push(await escalationWorker(options));
  };
  try {
    await filled();
    await prepare(workers[0]?.url ?? '');
    for (let round = 1; round <= rounds; round += 1) {
      await filled();
      const [victim, other = victim] = workers;
      if (!victim || !other) break;
      const page = Promise.withResolvers<void>();
      if (round % 2 === 0) onDelivery = page.resolve;
      const working = work(other.url, ledger, `round ${round}`);
      await Promise.race([page.promise, sleep(Math.random() * LONGEST_ROUND_MS)]);
      await victim.stop('SIGKILL');
      onDelivery = () => {};
      workers.shift();
      await working;
      ledger.kills += 1;
      say(`round ${round}: ${ledger.incidents.size} incidents, ${ledger.deliveries.size} pages`);
    }
    await filled();
    await allOver(workers[0]?.url ?? '');
    for (const worker of workers) await worker.stop('SIGTERM');
    ledger.compare(await stateOf(place.url));
    return ledger;
  } finally {
    for (const { child } of workers) child.kill('SIGKILL');
  }
}

async function send(url: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} was refused: ${text}`);
  return JSON.parse(text);
}

/** Four steps in two rounds, for every service. */
async function prepare(url: string): Promise<void> {
  const names = ['Ada', 'Ben'];
  for (const name of names) await send(url, 'POST', '/people', { name });
  const steps = names.map((person) => ({ delayMinutes: 1, targets: [{ type: 'person', person }] }));
  const policy = { name: 'Everything', isDefault: true, steps, repeat: 1 };
  await send(url, 'POST', '/escalation-policies', policy);
}

/** Opens some incidents and acknowledges one of those that are open, until the server is gone. */
async function work(url: string, ledger: EscalationLedger, title: string): Promise<void> {
  try {
    for (let i = 0; i < OPENED_EACH_ROUND; i += 1) {
      const input = { title, severity: 'P2', service: 'a' };
      // Safe: it is an incident, for it was not refused.
      const { id } = (await send(url, 'POST', '/incidents', input)) as { id: string };
      ledger.incidents.add(id);
      await sleep(Math.random() * 300);
    }
    const open = [...ledger.incidents].filter((id) => !ledger.acknowledged.has(id));
    const id = open[Math.floor(Math.random() * open.length)];
    if (id === undefined) return;
    ledger.acknowledged.set(id, undefined);
    const path = `/incidents/${id}`;
    const answer = await send(url, 'PATCH', path, { status: 'acknowledged' });
    // Safe: the same.
    ledger.acknowledged.set(id, (answer as { acknowledgedAt: string }).acknowledgedAt);
  } catch (error) {
    // Only a broken connection is what this makes.
    if (!(error instanceof TypeError)) throw error;
  }
}

/** Nothing runs any more, and what was to be sent has been. */
async function allOver(url: string): Promise<void> {
  const deadline = Date.now() + ALL_OVER_WITHIN_MS;
  const count = async (path: string): Promise<number> => {
    const { headers } = await fetch(`${url}/api/v1${path}`);
    return Number(headers.get('x-total-count'));
  };
  while ((await count('/escalations?state=running&limit=1')) > 0) {
    if (Date.now() > deadline) return;
    await sleep(250);
  }
  await sleep((2 * 60_000) / FACTOR);
}

async function stateOf(url: string): Promise<State> {
  const { database } = readConfig({ DATABASE_URL: url }, false);
  const storage = await openStorage(database, { warn: () => {} });
  try {
    return await storage.snapshot(dumpOf);
  } finally {
    await storage.close();
  }
}
