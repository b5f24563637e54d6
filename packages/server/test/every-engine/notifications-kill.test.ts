import { expect, it } from 'vitest';
import { emptyDatabase, urlOf } from '../database.ts';
import { killDeliveries } from '../kill-deliveries-rounds.ts';

it('delivers all that was accepted after SIGKILL in the middle of it, and marks what it repeats', async () => {
  const { problems, accepted, deliveries } = await killDeliveries(urlOf(await emptyDatabase()), 3);
  expect(problems).toEqual([]);
  expect(accepted).toBeGreaterThan(10);
  expect(deliveries).toBeGreaterThanOrEqual(accepted);
}, 300_000);
