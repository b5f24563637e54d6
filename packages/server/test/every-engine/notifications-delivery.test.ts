import { createServer } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/clock.ts';
import { someIncident } from '../app.ts';
import {
  mailServer,
  notification,
  notify,
  notifyingApp,
  paged,
  receiver,
  secrets,
  settled,
  someMethod,
  someRule,
} from '../notifications.ts';
import { somePerson, told } from '../oncall.ts';

const HOUR = 3_600_000;
/** Where nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 1;
}

describe('a webhook', () => {
  it('is signed with every secret of its contact method, and says what it is about', async () => {
    const hook = await receiver();
    const clock = new ManualClock({ start: Date.now() });
    const test = await notifyingApp({ clock, notifications: { publicUrl: 'https://t.example' } });
    const ada = await somePerson(test);
    const given = { type: 'webhook', address: hook.url, secrets };
    const method = await someMethod(test, ada, given);
    await someRule(test, method);
    const { id: incidentId } = await someIncident(test);
    const [id = ''] = await paged(test, { incidentId, person: 'Ada' });
    expect(await settled(test, id)).toMatchObject({ status: 'delivered', channel: 'webhook' });

    const [{ body, headers } = { body: '', headers: {} }] = hook.received;
    for (const secret of secrets) {
      const verified = new Webhook(secret).verify(body, headers as Record<string, string>);
      expect(verified).toMatchObject({
        type: 'notification',
        data: {
          notification_id: id,
          incident_id: incidentId,
          reason: 'assigned',
          person: 'Ada',
          url: `https://t.example/incidents/${incidentId}`,
        },
      });
    }
    expect(headers['webhook-id']).toBe(id);
    expect(() =>
      new Webhook(secrets[0]).verify(`${body} `, headers as Record<string, string>),
    ).toThrow(/signature/i);
    // By its address it is known, and signed, in `/notify` too; another address is not.
    await notify(test, { channel: 'webhook', recipient: hook.url });
    await notify(test, { channel: 'webhook', recipient: `${hook.url}/other` });
    await test.app.jobs.idle();
    const signed = hook.received.map((one) => one.headers['webhook-signature'] !== undefined);
    expect(signed).toEqual([true, true, false]);
  });

  it('is tried again after a 500, later each time, and is the same each time', async () => {
    const hook = await receiver();
    hook.answers.push({ status: 500 }, { status: 503 });
    const test = await notifyingApp();
    const { notification_id: id } = await notify(test, { channel: 'webhook', recipient: hook.url });
    expect(await settled(test, id)).toMatchObject({
      status: 'queued',
      detail: expect.stringContaining('HTTP 500'),
      attempts: [{ outcome: 'retrying', repeated: false }],
    });
    await test.clock.advance(5_000);
    expect(await settled(test, id)).toMatchObject({ status: 'queued', attempt_count: 2 });
    await test.clock.advance(10_000);
    const { status, attempts } = await settled(test, id);
    expect(status).toBe('delivered');
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['retrying', 'retrying', 'delivered']);
    expect(new Set(hook.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(hook.received.map(({ headers }) => headers['webhook-id']))).toEqual(
      new Set([id]),
    );
    const metrics = await test.rest('GET', '//metrics');
    expect(metrics.text).toContain(
      'tocsin_notifications_total{channel="webhook",outcome="delivered"} 1',
    );
    expect(metrics.text).toContain(
      'tocsin_notifications_total{channel="webhook",outcome="retried"} 2',
    );
  });

  it.each([400, 404, 410, 301])('is not tried again after a %i', async (status) => {
    const hook = await receiver();
    hook.answers.push({ status });
    const test = await notifyingApp();
    const { notification_id: id } = await notify(test, { channel: 'slack', recipient: hook.url });
    await test.app.jobs.idle();
    await test.clock.advance(HOUR);
    expect(await settled(test, id)).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining(`HTTP ${status}`),
      attempts: [{ outcome: 'failed' }],
    });
    expect(hook.received).toHaveLength(1);
  });

  it('waits as long as Retry-After asks for', async () => {
    const hook = await receiver();
    hook.answers.push({ status: 429, headers: { 'retry-after': '1800' } });
    const test = await notifyingApp();
    const { notification_id: id } = await notify(test, { channel: 'webhook', recipient: hook.url });
    await test.app.jobs.idle();
    await test.clock.advance(1_800_000 - 1);
    expect(hook.received).toHaveLength(1);
    await test.clock.advance(1);
    expect(hook.received).toHaveLength(2);
    expect(await settled(test, id)).toMatchObject({ status: 'delivered' });
  });

  it('that cannot be reached is given up after most of an hour, and says why', async () => {
    const test = await notifyingApp();
    const recipient = `http://127.0.0.1:${await deadPort()}/`;
    const { id: incident_id } = await someIncident(test);
    const input = { channel: 'webhook', recipient, incident_id };
    const { notification_id: id } = await notify(test, input);
    await test.app.jobs.idle();
    await test.clock.advance(20 * 60_000);
    expect(await settled(test, id)).toMatchObject({ status: 'queued' });
    await test.clock.advance(2 * HOUR);
    const found = await settled(test, id);
    expect(found).toMatchObject({
      status: 'failed',
      attempt_count: 12,
      detail: expect.stringContaining('ECONNREFUSED'),
    });
    const [, failure] = await told(test, 'notification', id);
    expect(failure).toMatchObject({ type: 'notification.failed', data: { incident_id } });
  });

  it('that does not answer holds up no other channel, and is given up in time', async () => {
    const hook = await receiver();
    hook.answers.push(...Array.from({ length: 20 }, () => 'silence' as const));
    const test = await notifyingApp();
    const input = { channel: 'webhook', recipient: hook.url };
    const silent = await Promise.all(Array.from({ length: 6 }, () => notify(test, input)));
    await expect.poll(() => hook.received.length).toBe(4);
    const { notification_id: id } = await notify(test, { channel: 'console', recipient: 'ops' });
    await expect.poll(async () => (await notification(test, id)).status).toBe('delivered');
    expect((await someIncident(test)).status).toBe('Open');
    const statuses = async () =>
      Promise.all(
        silent.map(async (one) => (await notification(test, one.notification_id)).status),
      );
    expect((await statuses()).toSorted()).toEqual([
      ...Array(2).fill('queued'),
      ...Array(4).fill('sending'),
    ]);
    await expect
      .poll(async () => (await notification(test, String(silent[0]?.notification_id))).detail, {
        timeout: 30_000,
      })
      .toMatch(/No answer within 10 s/);
  });
});

describe('slack', () => {
  it('gets text in which nothing from an incident means anything', async () => {
    const hook = await receiver();
    const test = await notifyingApp();
    const { id: incidentId } = await someIncident(test, { title: '<!channel> & <https://x|y>' });
    const ada = await somePerson(test);
    await someRule(test, await someMethod(test, ada, { type: 'slack', address: hook.url }));
    const [id = ''] = await paged(test, { incidentId, person: 'Ada' });
    expect(await settled(test, id)).toMatchObject({ status: 'delivered' });
    const { text } = JSON.parse(hook.received[0]?.body ?? '') as { text: string };
    expect(text).toContain('&lt;!channel&gt; &amp; &lt;https://x|y&gt;');
    expect(text).not.toMatch(/[<>]/);
  });
});

describe('e-mail', () => {
  it('is tried again after a 4xx of the mail server, and not after a 5xx', async () => {
    const server = await mailServer();
    server.refusals.push({ code: 450, message: 'busy' }, { code: 550, message: 'no such user' });
    const test = await notifyingApp({ notifications: { smtpUrl: server.url } });
    const input = { channel: 'email', recipient: 'a@example.com' };
    const first = await notify(test, input);
    expect(await settled(test, first.notification_id)).toMatchObject({
      status: 'queued',
      detail: expect.stringContaining('busy'),
    });
    const second = await notify(test, input);
    expect(await settled(test, second.notification_id)).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('no such user'),
    });
    await test.clock.advance(5_000);
    expect(await settled(test, first.notification_id)).toMatchObject({ status: 'delivered' });
    expect(await server.mails()).toHaveLength(1);
  });

  it('waits for a mail server that is down', async () => {
    const test = await notifyingApp({
      notifications: { smtpUrl: `smtp://127.0.0.1:${await deadPort()}` },
    });
    const { notification_id } = await notify(test, { channel: 'email', recipient: 'a@b.example' });
    expect(await settled(test, notification_id)).toMatchObject({
      status: 'queued',
      detail: expect.stringContaining('ECONNREFUSED'),
    });
  });
});

describe('sending once more', () => {
  it('is possible for what has ended, alone and under the same id', async () => {
    const hook = await receiver();
    hook.answers.push({ status: 404 });
    const test = await notifyingApp();
    const { notification_id: id } = await notify(test, { channel: 'webhook', recipient: hook.url });
    await test.app.jobs.idle();
    const again = await test.rest('POST', `/notifications/${id}/resend`);
    expect([again.status, again.headers['location']]).toEqual([202, `/api/v1/notifications/${id}`]);
    expect(await settled(test, id)).toMatchObject({ status: 'delivered', attempt_count: 2 });
    expect(hook.received.map(({ headers }) => headers['webhook-id'])).toEqual([id, id]);
    expect((await test.rest('POST', '/notifications/none/resend')).status).toBe(404);
  });

  it('of one that was cancelled goes out though the incident is acknowledged', async () => {
    const test = await notifyingApp();
    const { id: incidentId } = await someIncident(test, { status: 'acknowledged' });
    const [id = ''] = await paged(test, { incidentId, person: 'Ada' });
    expect(await settled(test, id)).toMatchObject({ status: 'cancelled' });
    await test.rest('POST', `/notifications/${id}/resend`);
    expect(await settled(test, id)).toMatchObject({ status: 'delivered' });
  });

  it('is refused as long as it has not ended; of two callers at once one is', async () => {
    const test = await notifyingApp();
    const { notification_id: id } = await notify(test, { channel: 'console', recipient: 'ops' });
    await test.app.jobs.idle();
    await test.app.jobs.stop();
    const both = await Promise.all(
      [1, 2].map(() => test.rest('POST', `/notifications/${id}/resend`)),
    );
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409]);
  });
});
