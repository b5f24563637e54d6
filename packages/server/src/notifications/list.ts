import type { Notification, NotificationChannel, NotificationStatus, Page } from '@tocsin/contract';
import { and, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
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

/**
 * By which column's index a list is found. Each ends in the order of lists, so one value of a column is
 * read as a page; several are all found, and sorted. That is for ends that few come to, and not for
 * channels, of which there are four.
 */
function leadOf({ incident_id, channel, status, recipient, person }: NotificationFilter) {
  if (incident_id !== undefined) return 'incident';
  if (person !== undefined) return 'person';
  if (recipient !== undefined) return 'recipient';
  if (status && !status.includes('delivered')) return 'status';
  if (channel?.length === 1) return 'channel';
  return status?.length === 1 ? 'status' : undefined;
}

function conditions(
  { dialect, tables: { notifications: n } }: Reader,
  filter: NotificationFilter,
): SQL | undefined {
  const { incident_id, channel, status, recipient, person } = filter;
  const lead = leadOf(filter);
  const by = (column: SQLiteColumn, name: typeof lead) =>
    lead === name ? sql`${column}` : dialect.unindexed(column);
  return and(
    incident_id === undefined ? undefined : eq(by(n.incidentId, 'incident'), incident_id),
    channel && inArray(by(n.channel, 'channel'), [...channel]),
    status && inArray(by(n.status, 'status'), [...status]),
    recipient === undefined ? undefined : eq(by(n.recipient, 'recipient'), recipient),
    person === undefined ? undefined : eq(by(n.person, 'person'), person),
  );
}
