import { setTimeout as sleep } from 'node:timers/promises';
import type { Correlation } from '@tocsin/contract';
import { expect, it } from 'vitest';
import type { State } from '../../src/storage/state.ts';
import { emptyDatabase, urlOf } from '../database.ts';
import { expectReadableFile } from '../kill-files.ts';
import { launch } from '../launch.ts';

const CLIENTS = 20;
const ROUNDS = 3;
const KEYS = 4;

/** What was answered with success. */
class Ledger {
  readonly alerts = new Map<string, string>();
  readonly byKey = new Map<string, number>();
  acknowledged = 0;

  acknowledge({ alert_id, incident_id }: Correlation, key: string | undefined): void {
    this.alerts.set(alert_id, incident_id);
    if (key !== undefined) this.byKey.set(key, (this.byKey.get(key) ?? 0) + 1);
    this.acknowledged += 1;
  }
}

/** Sends alerts until the server is gone, some of them with one of a few keys. */
async function sendUntilKilled(url: string, client: number, ledger: Ledger): Promise<void> {
  for (let n = 0; ; n += 1) {
    const key = n % 3 === 0 ? `key ${(client + n) % KEYS}` : undefined;
    const alert = {
      service: 'killed',
      severity: n % 2 === 0 ? 'high' : 'low',
      message: `From ${client}`,
      ...(key === undefined ? {} : { dedup_key: key, severity: 'high' }),
    };
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${url}/api/v1/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alert),
      });
      text = await response.text();
    } catch {
      // The server is gone, in the middle of something or before it.
      return;
    }
    expect(response.status, text).toBe(201);
    ledger.acknowledge(JSON.parse(text) as Correlation, key);
  }
}

async function stateAfterKill(url: string, ledger: Ledger): Promise<State> {
  const environment = { DATABASE_URL: url, LOG_LEVEL: 'info' };
  const server = launch([], { environment });
  try {
    const address = await server.listening();
    const goal = ledger.acknowledged + 100 + Math.random() * 300;
    const sending = Promise.all(
      Array.from({ length: CLIENTS }, (_, i) => sendUntilKilled(address, i, ledger)),
    );
    sending.catch(() => {});
    const deadline = Date.now() + 60_000;
    while (ledger.acknowledged < goal && Date.now() < deadline) await sleep(2);
    server.child.kill('SIGKILL');
    await sending;
  } finally {
    server.child.kill('SIGKILL');
    await server.ended;
  }
  const { code, stdout, stderr } = await launch(['export'], { environment }).ended;
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as State;
}

function expectAcknowledged({ alerts, incidents, events }: State, ledger: Ledger): void {
  const stored = new Map(alerts.map((alert) => [alert.id, alert.incidentId]));
  const opened = new Set(incidents.map(({ id }) => id));
  for (const [id, incidentId] of ledger.alerts) {
    expect(stored.get(id)).toBe(incidentId);
    expect(opened.has(incidentId)).toBe(true);
  }
  for (const [key, count] of ledger.byKey) {
    const [one, ...others] = alerts.filter(({ dedupKey }) => dedupKey === key);
    expect(others).toEqual([]);
    expect(one?.count).toBeGreaterThanOrEqual(count);
    // What was asked for and never answered may be there.
    expect(one?.count).toBeLessThanOrEqual(count + CLIENTS * ROUNDS);
  }
  const mine = incidents.filter(({ service }) => service === 'killed');
  expect(mine.map(({ severity }) => severity).toSorted()).toEqual(['P2', 'P4']);
  const told = events.filter(({ entity }) => entity === 'alert');
  expect(told).toHaveLength(alerts.reduce((sum, { count }) => sum + count, 0));
}

it('has every acknowledged alert after SIGKILL while 20 senders were sending', async () => {
  const database = await emptyDatabase();
  const ledger = new Ledger();
  for (let round = 0; round < ROUNDS; round += 1) {
    const state = await stateAfterKill(urlOf(database), ledger);
    if (database.engine !== 'postgres') expectReadableFile(database.engine, database.path);
    expectAcknowledged(state, ledger);
  }
  expect(ledger.acknowledged).toBeGreaterThan(ROUNDS * 100);
}, 240_000);
