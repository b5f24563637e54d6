import type { LoggedEvent, NewWebhook, Problem, Webhook, WebhookDelivery } from '@tocsin/contract';
import { Webhook as Verifier } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { ManualClock } from '../../src/clock.ts';
import { someIncident, someRunbook } from '../app.ts';
import {
  deliveriesOf,
  noted,
  receiver,
  settled,
  someWebhook,
  typesOf,
  webhookOf,
  webhooksApp,
} from '../webhooks.ts';

/** Standard Webhooks compares the time with that of this machine, which the clock of a test is not. */
const verifies = (secret: string, posted: { text: string; headers: object }): boolean => {
  const { headers } = posted as { headers: Record<string, string> };
  const [id, at] = [headers['webhook-id'] ?? '', Number(headers['webhook-timestamp']) * 1000];
  const signature = new Verifier(secret).sign(id, new Date(at), posted.text);
  return headers['webhook-signature']?.split(' ').includes(signature) ?? false;
};

it('posts what happens to an incident, in order, with the incident as it is', async () => {
  const app = await webhooksApp();
  const { url, posts } = await receiver();
  const { secret } = await someWebhook(app, { url });
  const incident = await someIncident(app);
  await settled(app);
  await noted(app, incident, 'An index is being rebuilt.');
  await app.rest('POST', `/incidents/${incident.id}/close`);
  await settled(app);

  expect(typesOf(posts)).toEqual(['incident.created', 'incident.note_added', 'incident.resolved']);
  const [created, note] = posts;
  expect(created?.body).toMatchObject({
    id: created?.headers['webhook-id'],
    entity: 'incident',
    entityId: incident.id,
    actor: 'anonymous',
    at: incident.createdAt,
    data: { changes: {} },
    incident,
  });
  expect(note?.body.incident?.notes[0]?.text).toBe('An index is being rebuilt.');
  const { body: log } = await app.rest<LoggedEvent[]>(
    'GET',
    `/events/history?entity=incident&entityId=${incident.id}&sort=seq`,
  );
  expect(posts.map(({ body }) => body.seq)).toEqual(log.map(({ seq }) => seq));
  expect(new Set(posts.map(({ body }) => body.id)).size).toBe(3);
  for (const posted of posts) {
    expect(posted.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^Tocsin\//),
    });
    expect(verifies(secret, posted)).toBe(true);
  }
});

it('the signature is good for the library that receivers use', async () => {
  const app = await webhooksApp({ clock: new ManualClock({ start: Date.now() }) });
  const { url, posts } = await receiver();
  const { secret } = await someWebhook(app, { url });
  await someIncident(app, { title: 'Zürich 🔥 – "quoted"' });
  await settled(app);
  const [posted] = posts;
  const headers = posted?.headers as Record<string, string>;
  const read = new Verifier(secret).verify(posted?.text ?? '', headers);
  expect(read).toMatchObject({ incident: { title: 'Zürich 🔥 – "quoted"' } });
  expect(() => new Verifier(secret).verify(`${posted?.text} `, headers)).toThrow();
});

it('is told of the types and services that it wants, and of what an alert does', async () => {
  const app = await webhooksApp();
  const [some, mine, all] = [await receiver(), await receiver(), await receiver()];
  await someWebhook(app, { url: some.url, types: ['incident.note_added', 'runbook.*'] });
  const services = ['payments'];
  await someWebhook(app, { url: mine.url, types: ['incident.*', 'alert.*'], services });
  await someWebhook(app, { url: all.url });
  const other = await someIncident(app);
  const own = await someIncident(app, { service: 'payments' });
  await someRunbook(app);
  await noted(app, other, 'one');
  const alert = { service: 'payments', severity: 'low', message: 'Slow' };
  await app.rest('POST', '/alerts', alert);
  expect((await app.rest('DELETE', `/incidents/${own.id}`)).status).toBe(204);
  await settled(app);

  expect(typesOf(some.posts)).toEqual(
    expect.arrayContaining(['runbook.created', 'incident.note_added']),
  );
  expect(some.posts).toHaveLength(2);
  expect(typesOf(mine.posts).toSorted()).toEqual([
    'alert.received',
    'incident.created',
    'incident.created',
    'incident.deleted',
  ]);
  const received = mine.posts.find(({ body }) => body.type === 'alert.received');
  expect(received?.body.incident).toMatchObject({ title: 'Slow', service: 'payments' });
  const deleted = mine.posts.find(({ body }) => body.type === 'incident.deleted');
  expect(deleted?.body).toMatchObject({ entityId: own.id, incident: null });
  expect(all.posts).toHaveLength(7);
  expect(all.posts.some(({ body }) => 'incident' in body && body.entity === 'runbook')).toBe(false);
});

it('what happened before is not sent, and nothing of webhooks themselves', async () => {
  const app = await webhooksApp();
  const { url, posts } = await receiver();
  await someIncident(app);
  const webhook = await someWebhook(app, { url });
  await app.rest('PATCH', `/webhooks/${webhook.id}`, { description: 'Ours' });
  await someWebhook(app, { url: `${url}/other`, enabled: false });
  await settled(app);
  expect(posts).toEqual([]);
  const { body } = await app.rest<LoggedEvent[]>('GET', '/events/history?entity=webhook&sort=seq');
  expect(body.map(({ type }) => type)).toEqual([
    'webhook.created',
    'webhook.updated',
    'webhook.created',
  ]);
  expect(JSON.stringify(body)).not.toContain('/hook');
});

it('the secret is answered once; a new one works beside the old one for a day', async () => {
  const app = await webhooksApp();
  const { url, posts } = await receiver();
  const created = await someWebhook(app, { url });
  expect(created.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const path = `/webhooks/${created.id}`;
  const rotated = await app.rest<{ secret: string; previousSecretUntil: string }>(
    'POST',
    `${path}/rotate-secret`,
  );
  expect(rotated.status).toBe(200);
  const { secret, previousSecretUntil } = rotated.body;
  expect(Date.parse(previousSecretUntil) - app.clock.now()).toBe(24 * 3_600_000);
  expect(await webhookOf(app, created)).toMatchObject({ previousSecretUntil, version: 2 });

  await someIncident(app);
  await settled(app);
  expect(posts[0] && [verifies(created.secret, posts[0]), verifies(secret, posts[0])]).toEqual([
    true,
    true,
  ]);
  await app.clock.advance(24 * 3_600_000);
  await someIncident(app);
  await settled(app);
  expect(posts[1] && [verifies(created.secret, posts[1]), verifies(secret, posts[1])]).toEqual([
    false,
    true,
  ]);
  expect((await webhookOf(app, created)).previousSecretUntil).toBeNull();
  const said = [
    (await app.rest('GET', path)).text,
    (await app.rest('GET', '/webhooks')).text,
    (await app.rest('GET', '/events/history')).text,
    (await app.rest('PATCH', path, { description: 'x' })).text,
  ].join('\n');
  expect(said).not.toContain('whsec_');
  expect(JSON.stringify(app.logged)).not.toContain('whsec_');
});

it('a test is sent once, though the webhook is disabled, and tells what became of it', async () => {
  const app = await webhooksApp();
  const target = await receiver();
  target.answer = () => 500;
  const { id } = await someWebhook(app, { url: target.url, enabled: false, types: ['a.b'] });
  const test = await app.rest<WebhookDelivery>('POST', `/webhooks/${id}/test`);
  expect(test).toMatchObject({ status: 202, body: { type: 'webhook.test', state: 'waiting' } });
  await settled(app);
  await app.clock.advance(3_600_000);
  expect(target.posts.map(({ body }) => [body.type, body.id])).toEqual([
    ['webhook.test', test.body.id],
  ]);
  const { body } = await app.rest<WebhookDelivery>(
    'GET',
    `/webhooks/${id}/deliveries/${test.body.id}`,
  );
  expect(body).toMatchObject({
    state: 'failed',
    attemptCount: 1,
    attempts: [{ status: 500, detail: 'HTTP 500 Internal Server Error: not now' }],
  });
  expect(await webhookOf(app, { id })).toMatchObject({ failingSince: null, enabled: false });
});

it('is read, changed and deleted, each time as it was agreed', async () => {
  const app = await webhooksApp();
  const { url } = await receiver();
  const { secret: _, ...created } = await someWebhook(app, { url, types: ['alert.*'] });
  const path = `/webhooks/${created.id}`;
  const read = await app.rest<Webhook>('GET', path);
  expect(read.body).toEqual(created);
  expect(read.headers['etag']).toBe('"1"');
  const change = { services: ['a'], types: ['incident.*'] };
  const stale = await app.rest('PATCH', path, change, { 'if-match': '"7"' });
  expect(stale.status).toBe(412);
  const changed = await app.rest<Webhook>('PATCH', path, change, { 'if-match': '"1"' });
  expect(changed.body).toMatchObject({ ...change, url, version: 2 });
  const same = await app.rest<Webhook>('PATCH', path, { ...changed.body });
  expect(same.body.version).toBe(2);
  const other = await someWebhook(app, { url });
  const { body: list } = await app.rest<Webhook[]>('GET', '/webhooks');
  expect(list.map(({ id }) => id)).toEqual([other.id, created.id]);
  await someIncident(app, { service: 'a' });
  await settled(app);
  expect(await deliveriesOf(app, created)).toHaveLength(1);
  expect((await app.rest('DELETE', path)).status).toBe(204);
  for (const [method, of] of [
    ['GET', path],
    ['PATCH', path],
    ['DELETE', path],
    ['POST', `${path}/test`],
    ['POST', `${path}/rotate-secret`],
    ['GET', `${path}/deliveries`],
    ['POST', `${path}/deliveries/x/redeliver`],
  ] as const) {
    const { status } = await app.rest(method, of, method === 'PATCH' ? {} : undefined);
    expect([method, of, status]).toEqual([method, of, 404]);
  }
});

it.each([
  ['url', { url: 'ftp://example.com' }],
  ['url', { url: 'http://' }],
  ['url', { url: 'http://user:pw@example.com/' }],
  ['url', { url: 'https://exa mple.com' }],
  ['url', {}],
  ['types', { url: 'http://a.example', types: [] }],
  ['types', { url: 'http://a.example', types: ['Incident'] }],
  ['types', { url: 'http://a.example', types: ['inc*'] }],
  ['services', { url: 'http://a.example', services: [] }],
  ['secret', { url: 'http://a.example', secret: 'mine' }],
])('refuses a wrong %s: %o', async (field, input) => {
  const app = await webhooksApp();
  const { status, body } = await app.rest<Problem & NewWebhook>('POST', '/webhooks', input);
  expect(status).toBe(422);
  expect(body.errors?.[0]?.loc.slice(0, 2)).toEqual(['body', field]);
});

it('counts what became of each attempt', async () => {
  const app = await webhooksApp();
  const target = await receiver();
  target.answer = () => (target.posts.length === 1 ? 503 : 200);
  await someWebhook(app, { url: target.url });
  await someIncident(app);
  await settled(app);
  await app.clock.advance(60_000);
  const { text } = await app.rest('GET', '//metrics');
  expect(text).toContain('tocsin_webhook_deliveries_total{outcome="delivered"} 1');
  expect(text).toContain('tocsin_webhook_deliveries_total{outcome="retried"} 1');
  expect(text).toContain('tocsin_webhook_deliveries_total{outcome="failed"} 0');
  expect(text).toMatch(/^tocsin_webhooks_disabled 0$/m);
});
