import { expect, test } from 'vitest';
import { clear } from '../../src/storage/clear.ts';
import { dumpOf, linesOf } from '../../src/storage/dump.ts';
import { load } from '../../src/storage/load.ts';
import { parseState } from '../../src/storage/parse-state.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { someIncident, testApp } from '../app.ts';
import { escalatingApp, escalationOf, inWords, MINUTE, somePolicy } from '../escalations.ts';
import { opened } from './incident.ts';

const dumped = async (storage: Storage): Promise<string> =>
  [...linesOf(await storage.snapshot(dumpOf))].join('');

test('policies and what goes on by them move whole, to the last byte, and go on there', async () => {
  const app = await escalatingApp();
  const policy = await somePolicy(app, { services: ['checkout-api', 'web'], isDefault: true });
  const { id } = await someIncident(app);
  await app.clock.advance(5 * MINUTE);
  const going = await escalationOf(app, id);
  await app.app.jobs.stop();
  const dump = await dumped(app.storage);
  const target = await opened();
  await target.write((writer) => load(writer, parseState(Buffer.from(dump)).state));
  expect(await dumped(target)).toBe(dump);

  const moved = await testApp({ storage: target, clock: app.clock });
  moved.app.jobs.start();
  expect(await escalationOf(moved, id)).toEqual(going);
  const other = { name: 'Other', steps: policy.steps, services: ['web'] };
  expect((await moved.rest('POST', '/escalation-policies', other)).status).toBe(409);
  await moved.clock.advance(10 * MINUTE);
  const over = await escalationOf(moved, id);
  expect([over.state, ...inWords(over.runs)]).toEqual(['exhausted', '0.0 Ada', '0.1 Ben']);

  await moved.app.jobs.stop();
  await target.write(clear);
  const { escalationPolicies, escalationPolicyServices, escalations } = target.tables;
  for (const table of [escalationPolicies, escalationPolicyServices, escalations]) {
    expect(await target.db.select().from(table)).toEqual([]);
  }
});

test('a file from before there were escalations has none', async () => {
  const storage = await opened();
  const { escalationPolicies: _, escalations: __, ...rest } = await dumpOf(storage);
  const { state } = parseState(Buffer.from(JSON.stringify(rest)));
  expect(state).toMatchObject({ escalationPolicies: [], escalations: [] });
});
