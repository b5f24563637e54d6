import type { Alert, AlertSeverity, Severity } from '@tocsin/contract';
import { and, eq, max, sql } from 'drizzle-orm';
import { positionAt } from '../incidents/queries.ts';
import { prepared } from '../storage/prepared.ts';
import type { Reader, Tables, Writer } from '../storage/storage.ts';

export type AlertRow = Tables['alerts']['$inferSelect'];

/** An alert as the wire has it. */
export const alertOf = (row: AlertRow): Alert => ({
  alert_id: row.id,
  incident_id: row.incidentId,
  service: row.service,
  severity: row.severityWord,
  message: row.message,
  labels: row.labels,
  details: row.details,
  status: row.status,
  source: row.source,
  integration_id: row.integrationId,
  dedup_key: row.dedupKey,
  count: row.count,
  timestamp: row.timestamp,
  received_at: row.receivedAt,
  last_received_at: row.lastReceivedAt,
  resolved_at: row.resolvedAt,
});

export async function findAlert(reader: Reader, id: string): Promise<AlertRow | undefined> {
  const [row] = await alertById(reader).execute({ id });
  return row;
}

/** The one alert with this key that is firing, if there is one. */
export async function findFiring(
  reader: Reader,
  scope: string,
  key: string,
): Promise<AlertRow | undefined> {
  const [row] = await firingByKey(reader).execute({ scope, key });
  return row;
}

/** Stores a new alert behind all that were received before it. */
export async function insertAlert(
  writer: Writer,
  alert: Omit<AlertRow, 'position'>,
): Promise<void> {
  const [last] = await lastPosition(writer).execute();
  const position = Math.max(positionAt(alert.receivedAt), (last?.position ?? 0) + 1);
  await insertion(writer).execute({ ...alert, position });
}

/** Counts a further receipt; the severity is that of `alert`. */
export async function countReceipt(
  writer: Writer,
  alert: { id: string; at: string; severity: Severity; severityWord: AlertSeverity },
): Promise<void> {
  await counting(writer).execute(alert);
}

export async function markResolved(writer: Writer, id: string, at: string): Promise<void> {
  await resolving(writer).execute({ id, at });
}

/** The ids of an incident's firing alerts, at most so many. */
export async function firingOf(
  reader: Reader,
  incidentId: string,
  limit: number,
): Promise<string[]> {
  const rows = await firingByIncident(reader).execute({ incidentId, limit });
  return rows.map(({ id }) => id);
}

const alertById = prepared((reader: Reader) => {
  const { alerts } = reader.tables;
  return reader.db
    .select()
    .from(alerts)
    .where(eq(alerts.id, sql.placeholder('id')))
    .prepare();
});

/** Said as the index of firing keys says it: with a placeholder SQLite would not take that. */
const isFiring = ({ tables: { alerts } }: Reader) => sql`${alerts.status} = 'firing'`;

const firingByKey = prepared((reader: Reader) => {
  const { alerts } = reader.tables;
  return reader.db
    .select()
    .from(alerts)
    .where(
      and(
        eq(alerts.dedupScope, sql.placeholder('scope')),
        eq(alerts.dedupKey, sql.placeholder('key')),
        isFiring(reader),
      ),
    )
    .prepare();
});

const firingByIncident = prepared((reader: Reader) => {
  const { alerts } = reader.tables;
  return reader.db
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(eq(alerts.incidentId, sql.placeholder('incidentId')), isFiring(reader)))
    .limit(sql.placeholder('limit'))
    .prepare();
});

const lastPosition = prepared(({ db, tables: { alerts } }: Writer) =>
  db
    .select({ position: max(alerts.position) })
    .from(alerts)
    .prepare(),
);

const insertion = prepared(({ db, tables: { alerts } }: Writer) =>
  db
    .insert(alerts)
    .values({
      position: sql.placeholder('position'),
      id: sql.placeholder('id'),
      incidentId: sql.placeholder('incidentId'),
      service: sql.placeholder('service'),
      severity: sql.placeholder('severity'),
      severityWord: sql.placeholder('severityWord'),
      message: sql.placeholder('message'),
      labels: sql.placeholder('labels'),
      details: sql.placeholder('details'),
      status: sql.placeholder('status'),
      source: sql.placeholder('source'),
      integrationId: sql.placeholder('integrationId'),
      dedupScope: sql.placeholder('dedupScope'),
      dedupKey: sql.placeholder('dedupKey'),
      count: sql.placeholder('count'),
      timestamp: sql.placeholder('timestamp'),
      receivedAt: sql.placeholder('receivedAt'),
      lastReceivedAt: sql.placeholder('lastReceivedAt'),
      resolvedAt: sql.placeholder('resolvedAt'),
    })
    .prepare(),
);

const counting = prepared(({ db, tables: { alerts } }: Writer) =>
  db
    .update(alerts)
    .set({
      count: sql`${alerts.count} + 1`,
      lastReceivedAt: sql`${sql.placeholder('at')}`,
      severity: sql`${sql.placeholder('severity')}`,
      severityWord: sql`${sql.placeholder('severityWord')}`,
    })
    .where(eq(alerts.id, sql.placeholder('id')))
    .prepare(),
);

const resolving = prepared(({ db, tables: { alerts } }: Writer) =>
  db
    .update(alerts)
    .set({ status: 'resolved', resolvedAt: sql`${sql.placeholder('at')}` })
    .where(eq(alerts.id, sql.placeholder('id')))
    .prepare(),
);
