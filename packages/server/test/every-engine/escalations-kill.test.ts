import { expect, it } from 'vitest';
import { emptyDatabase, engine, urlOf } from '../database.ts';
import { escalationKills } from '../escalation-kills.ts';

const ROUNDS = 4;

it('loses no step and does none twice, though its servers are killed again and again', async () => {
  const url = urlOf(await emptyDatabase());
  // The JSON file serves one process.
  const servers = engine === 'postgres' ? 2 : 1;
  const ledger = await escalationKills({ url, servers }, ROUNDS);
  expect(ledger.problems).toEqual([]);
  expect(ledger.steps).toBeGreaterThan(0);
  expect(ledger.deliveries.size).toBeGreaterThan(0);
}, 300_000);
