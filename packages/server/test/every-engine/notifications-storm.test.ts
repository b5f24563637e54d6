import type { Notification } from '@tocsin/contract';
import { describe, expect, it } from 'vitest';
import { someIncident, type TestApp } from '../app.ts';
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

async function storm(test: TestApp, person: string, size: number) {
  const ids: string[] = [];
  const incidents: string[] = [];
  for (let n = 1; n <= size; n += 1) {
    const { id: incidentId } = await someIncident(test, { title: `Broken ${n}`, severity: 'P1' });
    incidents.push(incidentId);
    ids.push(...(await paged(test, { incidentId, person })));
  }
  await test.app.jobs.idle();
  return { ids, incidents };
}

const statuses = async (test: TestApp, ids: readonly string[]) => {
  const found = await Promise.all(ids.map((id) => notification(test, id)));
  return found.map(({ status }) => status);
};

describe('of many notifications to one person within a minute', () => {
  it('the first go out alone, and the rest as one message that lists them', async () => {
    const { url, mails } = await mailServer();
    const test = await notifyingApp({ notifications: { smtpUrl: url, bundleAfter: 3 } });
    await somePerson(test, { email: 'ada@example.com' });
    const { ids, incidents } = await storm(test, 'Ada', 8);
    const before = await statuses(test, ids);
    expect(before.filter((status) => status === 'delivered')).toHaveLength(3);
    expect(before.filter((status) => status === 'bundled')).toHaveLength(5);
    expect(await mails()).toHaveLength(3);

    // Of what is listed, nobody needs what has been acknowledged by then.
    const late = before.lastIndexOf('bundled');
    await test.rest('PATCH', `/incidents/${incidents[late]}`, { status: 'acknowledged' });
    await test.clock.advance(60_000);
    const sent = await mails();
    expect(sent).toHaveLength(4);
    const last = sent.at(-1);
    expect(last?.subject).toBe('4 more notifications');
    const listed = before.flatMap((status, n) =>
      status === 'bundled' && n !== late ? [`Broken ${n + 1}`] : [],
    );
    expect(last?.text?.match(/Broken \d/g)).toEqual(listed);
    expect((await statuses(test, ids)).filter((status) => status === 'cancelled')).toHaveLength(1);

    const metrics = await test.rest('GET', '//metrics');
    const counted = (outcome: string, count: number) =>
      `tocsin_notifications_total{channel="email",outcome="${outcome}"} ${count}`;
    expect(metrics.text).toContain(counted('delivered', 4));
    expect(metrics.text).toContain(counted('cancelled', 1));

    const member = await notification(test, ids[before.indexOf('bundled')] ?? '');
    const bundle = await notification(test, member.bundle_id ?? '');
    expect(bundle).toMatchObject({
      reason: 'bundle',
      status: 'delivered',
      recipient: 'ada@example.com',
    });
    const events = await told(test, 'notification', member.notification_id);
    expect(events.map(({ type }) => type)).toEqual([
      'notification.queued',
      'notification.bundled',
      'notification.delivered',
    ]);
    expect(events[2]?.data).toMatchObject({
      incident_id: member.incident_id,
      bundle_id: bundle.notification_id,
    });
  });

  it('by a channel that does not answer, no more are tried', async () => {
    const hook = await receiver();
    hook.answers.push(...Array.from({ length: 50 }, () => ({ status: 503 })));
    const test = await notifyingApp({ notifications: { bundleAfter: 2 } });
    const ada = await somePerson(test);
    const given = { type: 'webhook', address: hook.url, secrets };
    await someRule(test, await someMethod(test, ada, given));
    await storm(test, 'Ada', 10);
    expect(hook.received).toHaveLength(2);
  });

  it('those to others, tests, and what goes to an address are not counted in', async () => {
    const test = await notifyingApp({ notifications: { bundleAfter: 2 } });
    const ada = await somePerson(test);
    await somePerson(test, { name: 'Ben' });
    const method = await someMethod(test, ada, { type: 'console' });
    const path = `/people/${ada.id}/contact-methods/${method.id}/test`;
    for (let n = 0; n < 4; n += 1) {
      expect((await test.rest('POST', path)).status).toBe(202);
      await notify(test, { channel: 'console', recipient: 'ops' });
    }
    await storm(test, 'Ada', 2);
    await storm(test, 'Ben', 2);
    const { body } = await test.rest<Notification[]>('GET', '/notifications?status=bundled');
    expect(body).toEqual([]);
    expect((await test.rest<unknown[]>('GET', '/notifications')).body).toHaveLength(12);
  });

  it('is not sent when all that it lists is done by then; and the next minute is a new one', async () => {
    const test = await notifyingApp({ notifications: { bundleAfter: 1 } });
    await somePerson(test);
    const { ids, incidents } = await storm(test, 'Ada', 3);
    for (const id of incidents) await test.rest('POST', `/incidents/${id}/close`);
    await test.clock.advance(60_000);
    const { bundle_id } = await notification(test, ids[2] ?? '');
    expect(await settled(test, bundle_id ?? '')).toMatchObject({ status: 'cancelled' });
    const next = await storm(test, 'Ada', 1);
    expect(await statuses(test, next.ids)).toEqual(['delivered']);
  });
});
