import type { Notification } from '@tocsin/contract';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { timestamp } from '../../src/clock.ts';
import { insertNotification, type NotificationRow } from '../../src/notifications/queries.ts';
import type { TestApp } from '../app.ts';
import { notify, notifyingApp, settled } from '../notifications.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Stores notifications as they are after they have been sent. */
async function store(
  { storage, clock }: TestApp,
  rows: readonly (Partial<NotificationRow> & { id: string })[],
): Promise<void> {
  const at = timestamp(clock.now());
  const sent = {
    incidentId: null,
    reason: 'manual',
    channel: 'console',
    recipient: 'ops',
    personId: null,
    person: null,
    contactMethodId: null,
    status: 'delivered',
    detail: null,
    message: 'Please look',
    subject: 'Please look',
    text: 'Please look',
    bundleId: null,
    pageKey: null,
    ruleKey: null,
    attempts: 1,
    attemptsBefore: 0,
    resentAt: null,
    dueAt: at,
    createdAt: at,
    startedAt: at,
    endedAt: at,
  } as const;
  await storage.write(async (writer) => {
    for (const row of rows) await insertNotification(writer, { ...sent, ...row });
  });
}

const numbered = (count: number): { id: string }[] =>
  Array.from({ length: count }, (_, n) => ({ id: `old-${n}` }));

async function idsOf({ rest }: TestApp): Promise<string[]> {
  const { body } = await rest<Notification[]>('GET', '/notifications?limit=500');
  return body.map(({ notification_id }) => notification_id).toSorted();
}

test('notifications that ended are forgotten after a while, with their attempts', async () => {
  const app = await notifyingApp({ notifications: { keepMs: 2 * DAY } });
  const early = await notify(app, { channel: 'console', recipient: 'ops' });
  const refused = await notify(app, { channel: 'email', recipient: 'a@example.com' });
  expect(await settled(app, early.notification_id)).toMatchObject({ status: 'delivered' });
  expect(await settled(app, refused.notification_id)).toMatchObject({ status: 'failed' });
  await store(app, [{ id: 'going on', status: 'queued', startedAt: null, endedAt: null }]);
  // More than go at once; several servers of one database delete them side by side.
  await store(app, numbered(450));
  await app.listen();
  const { storage, clock } = app;
  const other = await notifyingApp({ storage, clock, notifications: { keepMs: 2 * DAY } });
  await other.listen();
  await app.clock.advance(DAY);
  const late = await notify(app, { channel: 'console', recipient: 'ops' });
  await app.app.jobs.idle();
  expect(await idsOf(app)).toHaveLength(454);

  await app.clock.advance(DAY + 2 * HOUR);
  expect(await idsOf(app)).toEqual([late.notification_id, 'going on']);
  const { db, tables } = app.storage;
  const attempts = await db.select().from(tables.notificationAttempts);
  expect(attempts.map(({ notificationId }) => notificationId)).toEqual([late.notification_id]);
  expect((await app.rest('GET', `/notifications/${early.notification_id}`)).status).toBe(404);
  expect(app.logged.concat(other.logged).filter(({ err }) => err)).toEqual([]);
});

test('what a bundle lists is kept as long as the bundle', async () => {
  const app = await notifyingApp({ notifications: { keepMs: 2 * DAY } });
  const listed = { status: 'bundled', bundleId: 'bundle', startedAt: null } as const;
  const waits = { reason: 'bundle', status: 'queued', startedAt: null, endedAt: null } as const;
  await store(app, [
    { id: 'bundle', ...waits },
    { id: 'one', ...listed },
    { id: 'two', ...listed },
    { id: 'of one that is gone', ...listed, bundleId: 'gone' },
  ]);
  await app.listen();
  await app.clock.advance(3 * DAY);
  expect(await idsOf(app)).toEqual(['bundle', 'one', 'two']);

  const { db, tables } = app.storage;
  const endedAt = timestamp(app.clock.now());
  await app.storage.write(async (writer) => {
    await writer.db
      .update(tables.notifications)
      .set({ status: 'delivered', endedAt })
      .where(eq(tables.notifications.id, 'bundle'));
  });
  await app.clock.advance(DAY);
  expect(await idsOf(app)).toEqual(['bundle', 'one', 'two']);
  await app.clock.advance(DAY + 2 * HOUR);
  expect(await db.select().from(tables.notifications)).toEqual([]);
});
