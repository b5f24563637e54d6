import type { Notification } from '@tocsin/contract';
import { expect, test } from 'vitest';
import { clear } from '../../src/storage/clear.ts';
import { dumpOf, linesOf } from '../../src/storage/dump.ts';
import { load } from '../../src/storage/load.ts';
import { parseState } from '../../src/storage/parse-state.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { someIncident } from '../app.ts';
import {
  notify,
  notifyingApp,
  paged,
  secrets,
  settled,
  someMethod,
  someRule,
} from '../notifications.ts';
import { somePerson } from '../oncall.ts';
import { walk } from '../rest-walk.ts';
import { opened } from './incident.ts';

const dumped = async (storage: Storage): Promise<string> =>
  [...linesOf(await storage.snapshot(dumpOf))].join('');

test('notifications and how people want them move whole, to the last byte, and go on', async () => {
  const app = await notifyingApp();
  const ada = await somePerson(app);
  const address = 'https://x.example/';
  await someMethod(app, ada, { type: 'webhook', address, secrets, label: '🔥 "x"' });
  await someRule(app, await someMethod(app, ada, { type: 'console' }), { delayMinutes: 5 });
  const template = { subject: 'S', text: 'T\n{{message}}' };
  await app.rest('PUT', '/notification-templates/console.manual', template);
  const { id: incidentId } = await someIncident(app);
  const [late = ''] = await paged(app, { incidentId, person: 'Ada' });
  await notify(app, { channel: 'console', recipient: 'ops' });
  await notify(app, { channel: 'email', recipient: 'a@example.com' });
  await app.app.jobs.idle();
  await app.app.jobs.stop();
  const dump = await dumped(app.storage);
  const target = await opened();
  await target.write((writer) => load(writer, parseState(Buffer.from(dump)).state));

  expect(await dumped(target)).toBe(dump);
  const moved = await notifyingApp({ storage: target });
  await moved.clock.advance(5 * 60_000);
  expect(await settled(moved, late)).toMatchObject({ status: 'delivered' });
  expect(await paged(moved, { incidentId, person: 'Ada' })).toEqual([]);
  await notify(moved, { channel: 'console', recipient: 'ops' });
  await moved.app.jobs.idle();

  await target.write(clear);
  const { tables, db } = target;
  const { contactMethods, notificationRules, notificationTemplates } = tables;
  const { notifications, notificationAttempts } = tables;
  for (const table of [contactMethods, notificationRules, notificationTemplates]) {
    expect(await db.select().from(table)).toEqual([]);
  }
  expect(await db.select().from(notifications)).toEqual([]);
  expect(await db.select().from(notificationAttempts)).toEqual([]);
});

test('a file from before there were notifications has none', async () => {
  const state = await dumpOf(await opened());
  const { contactMethods: _, notifications: __, notificationAttempts: ___, ...rest } = state;
  const { notificationRules: ____, notificationTemplates: _____, ...older } = rest;
  expect(parseState(Buffer.from(JSON.stringify(older))).state).toMatchObject({
    notifications: [],
    contactMethods: [],
    notificationTemplates: [],
  });
});

test('lists let through what is asked for, page by page, and know the total', async () => {
  const app = await notifyingApp();
  await somePerson(app, { name: 'Ada', email: 'ada@example.com' });
  const { id: incident_id } = await someIncident(app);
  const other = await someIncident(app);
  for (let n = 0; n < 5; n += 1) {
    await notify(app, { channel: 'console', recipient: 'ops', incident_id });
  }
  await notify(app, { recipient: 'Ada', incident_id: other.id });
  await app.app.jobs.idle();
  const count = async (path: string) => {
    const pages = await walk<Notification>(app, path);
    const ids = pages.flat().map(({ notification_id }) => notification_id);
    expect(new Set(ids).size).toBe(ids.length);
    return ids.length;
  };
  expect(await count('/notifications?limit=2')).toBe(6);
  expect(await count(`/incidents/${incident_id}/notifications?limit=2`)).toBe(5);
  expect(await count(`/notifications?incident_id=${other.id}`)).toBe(1);
  expect(await count('/notifications?person=Ada')).toBe(1);
  expect(await count('/notifications?recipient=ops&status=delivered')).toBe(5);
  expect(await count('/notifications?channel=email&channel=slack')).toBe(1);
  expect(await count('/notifications?status=failed')).toBe(1);
  expect(await count('/notifications?status=queued&status=sending')).toBe(0);
  const { headers } = await app.rest('GET', '/notifications?limit=1');
  expect(headers['x-total-count']).toBe('6');
  expect((await app.rest('GET', '/notifications?status=lost')).status).toBe(422);
  expect((await app.rest('GET', '/notifications?cursor=x')).status).toBe(422);
  expect((await app.rest('GET', '/incidents/none/notifications')).status).toBe(404);
  expect((await app.rest('GET', '/notifications/none')).status).toBe(404);
});

test('the history of an incident shows what was delivered, and the metrics how soon the first was', async () => {
  const app = await notifyingApp();
  const { id: incident_id } = await someIncident(app);
  await app.clock.advance(7_000);
  const first = await notify(app, { channel: 'console', recipient: 'ops', incident_id });
  await app.app.jobs.idle();
  await app.clock.advance(60_000);
  await notify(app, { channel: 'console', recipient: 'ops', incident_id });
  await app.app.jobs.idle();
  const { text } = await app.rest('GET', '//metrics');
  expect(text).toContain('tocsin_notification_delay_seconds_sum 7\n');
  expect(text).toContain('tocsin_notification_delay_seconds_count 1\n');
  const { db, tables } = app.storage;
  const rows = await db.select().from(tables.events);
  const mine = rows.filter((row) => row.incidentId === incident_id);
  expect(mine.map(({ type }) => type)).toEqual([
    'incident.created',
    'notification.queued',
    'notification.delivered',
    'notification.queued',
    'notification.delivered',
  ]);
  expect(mine[2]).toMatchObject({
    entityId: first.notification_id,
    at: '2026-03-01T08:00:07.000Z',
  });
});
