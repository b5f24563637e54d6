import type { LoggedEvent, WebhookDelivery } from '@tocsin/contract';
import { expect, it } from 'vitest';
import { someIncident } from '../app.ts';
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

const HOUR = 3_600_000;

it('a delivery that fails holds back those of its incident, and no others', async () => {
  const app = await webhooksApp();
  const target = await receiver();
  await someWebhook(app, { url: target.url });
  const [a, b] = [await someIncident(app), await someIncident(app, { title: 'Other' })];
  target.answer = ({ body }) => (body.entityId === a.id ? 500 : 200);
  for (const one of [a, b, a, b]) await noted(app, one, 'more');
  await settled(app);
  const of = ({ id }: { id: string }) => target.taken.filter(({ body }) => body.entityId === id);
  expect(typesOf(of(b))).toEqual([
    'incident.created',
    'incident.note_added',
    'incident.note_added',
  ]);
  await app.clock.advance(60_000);
  const tried = target.posts.filter(({ body }) => body.entityId === a.id);
  expect(tried.length).toBeGreaterThan(2);
  expect(new Set(tried.map(({ body }) => body.type))).toEqual(new Set(['incident.created']));
  // A repeat is known by its id, and says the same.
  expect(new Set(tried.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(tried.map(({ text }) => text)).size).toBe(1);

  target.answer = () => 200;
  await app.clock.advance(5 * 60_000);
  const seqs = of(a).map(({ body }) => body.seq);
  expect(typesOf(of(a))).toEqual(typesOf(of(b)));
  expect(seqs).toEqual(seqs.toSorted((x, y) => x - y));
});

it('waits as long as a receiver asks, and tells of each attempt', async () => {
  const app = await webhooksApp();
  const target = await receiver();
  const webhook = await someWebhook(app, { url: target.url });
  target.answer = () => ({ status: 429, headers: { 'retry-after': '600' } });
  await someIncident(app);
  await settled(app);
  const [waiting] = await deliveriesOf(app, webhook);
  expect(waiting).toMatchObject({ state: 'retrying', attemptCount: 1, finishedAt: null });
  expect(Date.parse(waiting?.nextAttemptAt ?? '') - app.clock.now()).toBe(600_000);
  expect((await webhookOf(app, webhook)).failingSince).not.toBeNull();
  await app.clock.advance(599_000);
  expect(target.posts).toHaveLength(1);
  target.answer = () => 200;
  await app.clock.advance(1_000);
  const [delivered] = await deliveriesOf(app, webhook);
  expect(delivered).toMatchObject({
    state: 'delivered',
    attemptCount: 2,
    nextAttemptAt: null,
    attempts: [
      { status: 429, detail: 'HTTP 429 Too Many Requests: not now' },
      { status: 200, detail: 'HTTP 200 OK: taken' },
    ],
  });
  expect((await webhookOf(app, webhook)).failingSince).toBeNull();
});

it('is disabled after so long without success, and goes on where it stopped', async () => {
  const app = await webhooksApp({ webhooks: { disableAfterMs: 8 * HOUR } });
  const target = await receiver();
  const webhook = await someWebhook(app, { url: target.url });
  target.answer = () => 502;
  const incident = await someIncident(app);
  await settled(app);
  await app.clock.advance(7 * HOUR);
  expect(await webhookOf(app, webhook)).toMatchObject({ enabled: true });
  await app.clock.advance(2 * HOUR);
  const disabled = await webhookOf(app, webhook);
  expect(disabled).toMatchObject({
    enabled: false,
    disabledReason: expect.stringMatching(/^Nothing has been delivered since .*: HTTP 502 /),
  });
  expect(disabled.disabledAt).not.toBeNull();
  const { body: told } = await app.rest<LoggedEvent[]>(
    'GET',
    '/events/history?type=webhook.disabled',
  );
  expect(told).toMatchObject([{ actor: 'system', data: { reason: disabled.disabledReason } }]);
  expect((await app.rest('GET', '//metrics')).text).toMatch(/^tocsin_webhooks_disabled 1$/m);
  const attempts = target.posts.length;
  expect(attempts).toBeLessThan(40);
  await noted(app, incident, 'while it is disabled');
  await app.clock.advance(3 * HOUR);
  expect(target.posts).toHaveLength(attempts);
  const held = await deliveriesOf(app, webhook);
  expect(held).toMatchObject([{ state: 'retrying', nextAttemptAt: null }]);
  expect(held[0]?.attempts.length).toBeLessThanOrEqual(20);
  expect(held[0]?.attemptCount).toBe(attempts);

  target.answer = () => 200;
  const enabled = await app.rest('PATCH', `/webhooks/${webhook.id}`, { enabled: true });
  expect(enabled.body).toMatchObject({ enabled: true, disabledReason: null, failingSince: null });
  await settled(app);
  expect(typesOf(target.taken)).toEqual(['incident.created', 'incident.note_added']);
});

it('goes on with what comes when that is asked for, and cancels what it missed', async () => {
  const app = await webhooksApp();
  const target = await receiver();
  const webhook = await someWebhook(app, { url: target.url });
  target.answer = () => 503;
  const incident = await someIncident(app);
  await settled(app);
  await app.rest('PATCH', `/webhooks/${webhook.id}`, { enabled: false });
  await noted(app, incident, 'missed');
  target.answer = () => 200;
  const resume = { enabled: true, resumeFrom: 'now' };
  await app.rest('PATCH', `/webhooks/${webhook.id}`, resume);
  await app.clock.advance(2 * HOUR);
  expect(target.taken).toEqual([]);
  await noted(app, incident, 'new');
  await settled(app);
  expect(typesOf(target.taken)).toEqual(['incident.note_added']);
  const states = (await deliveriesOf(app, webhook)).map(({ state }) => state);
  expect(states).toEqual(['cancelled', 'delivered']);
});

it('is disabled at once by 410, and nothing is lost', async () => {
  const app = await webhooksApp();
  const target = await receiver();
  const webhook = await someWebhook(app, { url: target.url });
  target.answer = () => 410;
  await someIncident(app);
  await settled(app);
  expect(await webhookOf(app, webhook)).toMatchObject({
    enabled: false,
    disabledReason: expect.stringContaining('gone'),
  });
  target.answer = () => 200;
  await app.rest('PATCH', `/webhooks/${webhook.id}`, { enabled: true });
  await settled(app);
  expect(typesOf(target.taken)).toEqual(['incident.created']);
});

it('what is refused is not repeated, until somebody asks; ten in a row disable it', async () => {
  const app = await webhooksApp();
  const target = await receiver();
  const webhook = await someWebhook(app, { url: target.url });
  target.answer = () => 401;
  const incident = await someIncident(app);
  for (let n = 0; n < 8; n += 1) await noted(app, incident, `note ${n}`);
  await settled(app);
  await app.clock.advance(HOUR);
  expect(target.posts).toHaveLength(9);
  expect(await webhookOf(app, webhook)).toMatchObject({ enabled: true });
  const [first, ...others] = await deliveriesOf(app, webhook);
  expect(new Set([first, ...others].map((one) => one?.state))).toEqual(new Set(['failed']));

  target.answer = () => 200;
  const path = `/webhooks/${webhook.id}/deliveries/${first?.id}/redeliver`;
  const again = await app.rest<WebhookDelivery>('POST', path);
  expect(again).toMatchObject({ status: 202, body: { id: first?.id, state: 'retrying' } });
  await settled(app);
  expect(target.taken.map(({ body }) => body.id)).toEqual([first?.id]);
  expect(target.taken[0]?.text).toBe(target.posts[0]?.text);

  target.answer = () => 401;
  for (let n = 0; n < 10; n += 1) await noted(app, incident, `again ${n}`);
  await settled(app);
  expect(await webhookOf(app, webhook)).toMatchObject({
    enabled: false,
    disabledReason: expect.stringMatching(/^10 deliveries in a row were refused/),
  });
  expect((await app.rest('POST', path)).status).toBe(409);
});

it('one that waits for its next attempt need not, when somebody asks', async () => {
  const app = await webhooksApp();
  const target = await receiver();
  const webhook = await someWebhook(app, { url: target.url });
  target.answer = () => 500;
  await someIncident(app);
  await settled(app);
  await app.clock.advance(2 * HOUR);
  target.answer = () => 200;
  const [waiting] = await deliveriesOf(app, webhook);
  await app.rest('POST', `/webhooks/${webhook.id}/deliveries/${waiting?.id}/redeliver`);
  await settled(app);
  expect(target.taken).toHaveLength(1);
  await app.clock.advance(2 * HOUR);
  expect(target.taken).toHaveLength(1);
});

it('a receiver that never answers does not keep others from what is theirs', async () => {
  const app = await webhooksApp({ webhooks: { timeoutMs: 1_500 } });
  const [silent, other] = [await receiver(), await receiver()];
  silent.answer = () => 'silent';
  const webhook = await someWebhook(app, { url: silent.url });
  await someWebhook(app, { url: other.url });
  for (let n = 0; n < 20; n += 1) await someIncident(app, { title: `Incident ${n}` });
  await settled(app);
  expect(other.taken).toHaveLength(20);
  // After a few that were in vain, the rest is not even tried for a while.
  expect(silent.posts.length).toBeLessThan(10);
  const deliveries = await deliveriesOf(app, webhook);
  expect(deliveries).toHaveLength(20);
  expect(deliveries.filter(({ attemptCount }) => attemptCount > 0)[0]?.attempts).toMatchObject([
    { status: null, detail: 'No answer within 1.5 s.' },
  ]);
  silent.answer = () => 200;
  await app.clock.advance(120_000);
  // On a busy machine an answer may come too late, and be asked for again.
  expect(new Set(silent.taken.map(({ body }) => body.id)).size).toBe(20);
});

it('lists what it was sent by state, page by page, and forgets it after a while', async () => {
  const app = await webhooksApp({ webhooks: { keepMs: 5 * HOUR } });
  const target = await receiver();
  const webhook = await someWebhook(app, { url: target.url });
  const incident = await someIncident(app);
  await settled(app);
  target.answer = () => 404;
  await noted(app, incident, 'refused');
  await settled(app);
  const path = `/webhooks/${webhook.id}/deliveries`;
  const page = await app.rest<WebhookDelivery[]>('GET', `${path}?limit=1`);
  expect(page.body).toMatchObject([{ type: 'incident.note_added', state: 'failed' }]);
  expect(page.headers).toMatchObject({ 'x-total-count': '2', link: expect.any(String) });
  const delivered = await app.rest<WebhookDelivery[]>('GET', `${path}?state=delivered`);
  expect(delivered.body).toMatchObject([{ type: 'incident.created', incidentId: incident.id }]);
  await app.rest('PATCH', `/webhooks/${webhook.id}`, { enabled: false });
  await app.listen();
  await app.clock.advance(4 * HOUR);
  expect(await deliveriesOf(app, webhook)).toHaveLength(2);
  await app.clock.advance(2 * HOUR);
  expect(await deliveriesOf(app, webhook)).toEqual([]);
});
