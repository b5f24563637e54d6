import { desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Alert } from '@tocsin/contract';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { prepared } from '../storage/prepared.ts';
import type { Reader, Writer } from '../storage/storage.ts';
import { alertOf } from './queries.ts';

/** The alerts of an incident, the last received first. */
export async function alertsOf(
  reader: Reader,
  incidentId: string,
  limit: number,
): Promise<Alert[]> {
  const rows = await newest(reader).execute({ incidentId, limit });
  return rows.map(alertOf);
}

/** Alerts go to another incident; answers how many. */
export async function moveAlerts(
  { db, tables: { alerts } }: Writer,
  from: string,
  to: string,
): Promise<number> {
  const moved = await db
    .update(alerts)
    .set({ incidentId: to })
    .where(eq(alerts.incidentId, from))
    .returning({ position: alerts.position });
  return moved.length;
}

/** How many alerts the incident of a row has, and how often they were received, as columns. */
export function alertColumns(
  { tables: { alerts } }: Reader,
  incidentId: SQLiteColumn,
): { alerts: SQL<number>; receipts: SQL<number> } {
  const ofIt = sql`from ${alerts} where ${alerts.incidentId} = ${incidentId}`;
  return {
    alerts: sql`(select count(*) ${ofIt})`.mapWith(Number),
    receipts: sql`(select coalesce(sum(${alerts.count}), 0) ${ofIt})`.mapWith(Number),
  };
}

const newest = prepared(({ db, tables: { alerts } }: Reader) =>
  db
    .select()
    .from(alerts)
    .where(eq(alerts.incidentId, sql.placeholder('incidentId')))
    .orderBy(desc(alerts.position))
    .limit(sql.placeholder('limit'))
    .prepare(),
);
