import type { Notification, NotificationChannel, NotificationStatus, Page } from '@tocsin/contract';
import { and, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { cappedTotal, COUNTED_AT_MOST, pageOf } from '../page.ts';
import type { Reader } from '../storage/storage.ts';
import { notificationOf } from './queries.ts';

/** What a list lets through. A missing part lets everything through. */
export interface NotificationFilter {
  incident_id?: string | undefined;
  channel?: readonly NotificationChannel[] | undefined;
  status?: readonly NotificationStatus[] | undefined;
  recipient?: string | undefined;
  person?: string | undefined;
}

const ORDER = '-created_at';

/** One page of notifications, the newest first. */
export async function listNotifications(
  reader: Reader,
  filter: NotificationFilter,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<Notification>> {
  const { db, tables } = reader;
  const { notifications: n } = tables;
  const [before] = cursor === undefined ? [] : decodeCursor(cursor, ORDER, ['number']);
  const matching = conditions(reader, filter);
  const rows = await db
    .select()
    .from(n)
    .where(and(matching, before === undefined ? undefined : lt(n.position, before)))
    .orderBy(desc(n.position))
    .limit(limit + 1);
  const some = db
    .select({ position: n.position })
    .from(n)
    .where(matching)
    .limit(COUNTED_AT_MOST + 1)
    .as('some');
  const [counted] = await db.select({ total: sql<number>`count(*)`.mapWith(Number) }).from(some);
  const cursorOf = ({ position }: { position: number }) =>
    encodeCursor({ order: ORDER, keys: [position] });
  return {
    ...pageOf(rows, limit, cursorOf, notificationOf),
    ...cappedTotal(counted?.total ?? 0),
  };
}

function conditions(
  { tables: { notifications: n } }: Reader,
  { incident_id, channel, status, recipient, person }: NotificationFilter,
): SQL | undefined {
  return and(
    incident_id === undefined ? undefined : eq(n.incidentId, incident_id),
    channel && inArray(n.channel, [...channel]),
    status && inArray(n.status, [...status]),
    recipient === undefined ? undefined : eq(n.recipient, recipient),
    person === undefined ? undefined : eq(n.person, person),
  );
}
