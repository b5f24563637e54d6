import { expect, test } from 'vitest';
import { clear } from '../../src/storage/clear.ts';
import { dumpOf, linesOf } from '../../src/storage/dump.ts';
import { load } from '../../src/storage/load.ts';
import { parseState } from '../../src/storage/parse-state.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { someIncident, testApp } from '../app.ts';
import { receiver, settled, someWebhook, webhookOf, webhooksApp } from '../webhooks.ts';
import { opened } from './incident.ts';

const dumped = async (storage: Storage): Promise<string> =>
  [...linesOf(await storage.snapshot(dumpOf))].join('');

test('webhooks and their deliveries move whole, and what waits is delivered there', async () => {
  const app = await webhooksApp();
  const target = await receiver();
  target.answer = () => 503;
  const webhook = await someWebhook(app, { url: target.url, services: ['checkout-api'] });
  await someIncident(app);
  await settled(app);
  const posted = target.posts.length;
  const dump = await dumped(app.storage);
  await app.app.close();
  const storage = await opened();
  await storage.write((writer) => load(writer, parseState(Buffer.from(dump)).state));
  expect(await dumped(storage)).toBe(dump);

  target.answer = () => 200;
  const moved = await testApp({ storage });
  const { secret: _, ...fields } = webhook;
  expect(await webhookOf(moved, webhook)).toMatchObject({
    url: fields.url,
    services: fields.services,
    enabled: true,
  });
  moved.app.jobs.start();
  moved.app.webhooks.start();
  await moved.clock.advance(60_000);
  expect(posted).toBe(1);
  expect(target.taken.map(({ body }) => body.id)).toEqual([target.posts[0]?.body.id]);
  await someIncident(moved);
  await settled(moved);
  expect(target.taken).toHaveLength(2);

  await storage.write(clear);
  expect(await storage.db.select().from(storage.tables.webhooks)).toEqual([]);
  expect(await storage.db.select().from(storage.tables.webhookDeliveries)).toEqual([]);
});

test('a file from before there were webhooks has none', async () => {
  const storage = await opened();
  const { webhooks: _, webhookDeliveries: __, ...rest } = await dumpOf(storage);
  const { state } = parseState(Buffer.from(JSON.stringify(rest)));
  expect(state).toMatchObject({ webhooks: [], webhookDeliveries: [] });
});
