import type { Notification } from '@tocsin/contract';
import { and, asc, eq, gt, inArray, isNull, ne, sql } from 'drizzle-orm';
import { prepared } from '../storage/prepared.ts';
import type { Reader, Tables, Writer } from '../storage/storage.ts';

export type NotificationRow = Tables['notifications']['$inferSelect'];

/** A notification as the wire has it. */
export const notificationOf = (row: NotificationRow): Notification => ({
  notification_id: row.id,
  incident_id: row.incidentId,
  reason: row.reason,
  channel: row.channel,
  recipient: row.recipient,
  person: row.person,
  contact_method_id: row.contactMethodId,
  status: row.status,
  detail: row.detail,
  message: row.message,
  subject: row.subject,
  text: row.text,
  bundle_id: row.bundleId,
  attempt_count: row.attempts,
  due_at: row.dueAt,
  created_at: row.createdAt,
  started_at: row.startedAt,
  ended_at: row.endedAt,
});

export async function findNotification(
  reader: Reader,
  id: string,
): Promise<NotificationRow | undefined> {
  const [row] = await notificationById(reader).execute({ id });
  return row;
}

/** Stores a new notification; answers its row. */
export async function insertNotification(
  { db, tables }: Writer,
  notification: Omit<NotificationRow, 'position'>,
): Promise<NotificationRow> {
  const [row] = await db.insert(tables.notifications).values(notification).returning();
  if (!row) throw new Error('The database returned no notification.');
  return row;
}

/** Changes some fields; answers the row as it is then. */
export async function updateNotification(
  { db, tables: { notifications: n } }: Writer,
  row: NotificationRow,
  fields: Partial<Omit<NotificationRow, 'id' | 'position'>>,
): Promise<NotificationRow> {
  await db.update(n).set(fields).where(eq(n.id, row.id));
  return { ...row, ...fields };
}

/** Whether somebody has been called for this already. */
export async function isPaged(
  { db, tables: { notifications: n } }: Reader,
  pageKey: string,
): Promise<boolean> {
  const rows = await db.select({ id: n.id }).from(n).where(eq(n.pageKey, pageKey)).limit(1);
  return rows.length > 0;
}

/** What has been sent to the same recipient since then, the oldest first. */
export function sentSince(
  { db, tables: { notifications: n } }: Reader,
  { channel, recipient, personId }: NotificationRow,
  since: string,
): Promise<{ startedAt: string | null }[]> {
  return db
    .select({ startedAt: n.startedAt })
    .from(n)
    .where(
      and(
        eq(n.recipient, recipient),
        gt(n.startedAt, since),
        eq(n.channel, channel),
        personId === null ? isNull(n.personId) : eq(n.personId, personId),
        ne(n.reason, 'test'),
      ),
    )
    .orderBy(asc(n.startedAt));
}

/** The bundle to the same recipient that others may still join. */
export async function openBundle(
  { db, tables: { notifications: n } }: Reader,
  { channel, recipient, person }: NotificationRow,
): Promise<NotificationRow | undefined> {
  const [row] = await db
    .select()
    .from(n)
    .where(
      and(
        eq(n.recipient, recipient),
        isNull(n.startedAt),
        eq(n.status, 'queued'),
        eq(n.reason, 'bundle'),
        eq(n.channel, channel),
        person === null ? isNull(n.person) : eq(n.person, person),
      ),
    )
    .limit(1);
  return row;
}

/** What a bundle lists, the oldest first. */
export function bundled(
  { db, tables: { notifications: n } }: Reader,
  bundleId: string,
): Promise<NotificationRow[]> {
  return db
    .select()
    .from(n)
    .where(and(eq(n.bundleId, bundleId), eq(n.status, 'bundled')))
    .orderBy(asc(n.position));
}

/** Whether a notification of the incident has got through, by itself or in a bundle. */
export async function isReached(
  { db, tables: { notifications: n } }: Reader,
  incidentId: string,
): Promise<boolean> {
  const rows = await db
    .select({ status: n.status, bundleId: n.bundleId })
    .from(n)
    .where(and(eq(n.incidentId, incidentId), inArray(n.status, ['delivered', 'bundled'])));
  if (rows.some(({ status }) => status === 'delivered')) return true;
  const bundles = [...new Set(rows.flatMap(({ bundleId }) => bundleId ?? []))];
  if (bundles.length === 0) return false;
  const sent = await db
    .select({ id: n.id })
    .from(n)
    .where(and(inArray(n.id, bundles), eq(n.status, 'delivered')))
    .limit(1);
  return sent.length > 0;
}

const notificationById = prepared(({ db, tables: { notifications: n } }: Reader) =>
  db
    .select()
    .from(n)
    .where(eq(n.id, sql.placeholder('id')))
    .prepare(),
);
