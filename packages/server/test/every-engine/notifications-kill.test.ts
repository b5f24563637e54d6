import { expect, it } from 'vitest';
import { emptyDatabase, urlOf } from '../database.ts';
import { killDeliveries } from '../kill-deliveries-rounds.ts';

it('delivers all that was accepted after SIGKILL in the middle of it, and marks what it repeats', async () => {
  const options = { rounds: 3, atOnce: 8 };
  const { problems, accepted, deliveries } = await killDeliveries(
    urlOf(await emptyDatabase()),
    options,
  );
  expect(problems).toEqual([]);
  expect(accepted).toBeGreaterThan(10);
  expect(deliveries).toBeGreaterThanOrEqual(accepted);
}, 300_000);
