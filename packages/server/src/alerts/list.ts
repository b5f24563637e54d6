import { type Alert, AlertStatus, type Page, type Severity } from '@tocsin/contract';
import { and, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type * as z from 'zod';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { positionAt } from '../incidents/queries.ts';
import { cappedTotal, COUNTED_AT_MOST, pageOf } from '../page.ts';
import { preparedByShape } from '../storage/prepared.ts';
import type { Reader } from '../storage/storage.ts';
import { alertOf } from './queries.ts';

/** What a list lets through. A missing part lets everything through. */
export interface AlertFilter {
  service?: readonly string[] | undefined;
  severity?: readonly Severity[] | undefined;
  status?: z.output<typeof AlertStatus> | undefined;
  incident_id?: string | undefined;
  /** ISO 8601; `from` included and `to` not. */
  from?: string | undefined;
  to?: string | undefined;
}

interface Paging {
  cursor?: string | undefined;
  limit: number;
}

const ORDER = '-received_at';

/** One page of alerts, the last received first. */
export async function listAlerts(
  reader: Reader,
  filter: AlertFilter,
  { cursor, limit }: Paging,
): Promise<Page<Alert>> {
  const [before] = cursor === undefined ? [undefined] : decodeCursor(cursor, ORDER, ['number']);
  const parts = partsOf(filter);
  const found = await Promise.all(
    parts.map((part) =>
      listing(reader, { filter: part, resumes: before !== undefined }).execute({
        ...filterValues(part),
        before,
        limit: limit + 1,
      }),
    ),
  );
  const rows = found.flat().toSorted((a, b) => b.position - a.position);
  const cursorOf = ({ position }: { position: number }) =>
    encodeCursor({ order: ORDER, keys: [position] });
  return {
    ...pageOf(rows, limit, cursorOf, alertOf),
    ...(await countedIn(reader, parts)),
  };
}

async function countedIn(reader: Reader, parts: readonly AlertFilter[]) {
  const counts = await Promise.all(
    parts.map(async (part) => {
      const [row] = await counting(reader, part).execute(filterValues(part));
      return row?.total ?? 0;
    }),
  );
  return cappedTotal(counts.reduce((sum, count) => sum + count, 0));
}

/** The indexes of other columns hold the status before the order, so a list of any status is two. */
const partsOf = (filter: AlertFilter): AlertFilter[] =>
  filter.status === undefined && leadOf(filter) !== 'status'
    ? AlertStatus.options.map((status) => ({ ...filter, status }))
    : [filter];

const listing = preparedByShape(
  ({ filter, resumes }: { filter: AlertFilter; resumes: boolean }) =>
    `${resumes} ${shapeOf(filter)}`,
  (reader: Reader, { filter, resumes }) => {
    const { alerts } = reader.tables;
    const behind = resumes ? lt(alerts.position, sql.placeholder('before')) : undefined;
    return reader.db
      .select()
      .from(alerts)
      .where(and(conditions(reader, filter), behind))
      .orderBy(desc(alerts.position))
      .limit(sql.placeholder('limit'))
      .prepare();
  },
);

/** Row by row, up to a limit: keeping totals would cost each alert more than this costs a list. */
const counting = preparedByShape(shapeOf, (reader: Reader, filter) => {
  const { alerts } = reader.tables;
  const some = reader.db
    .select({ position: alerts.position })
    .from(alerts)
    .where(conditions(reader, filter))
    .limit(COUNTED_AT_MOST + 1)
    .as('some');
  return reader.db
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(some)
    .prepare();
});

/** Filters that have the same shape differ in values only, and share one prepared query. */
function shapeOf(filter: AlertFilter): string {
  return [
    filter.service?.length ?? 0,
    filter.severity?.length ?? 0,
    filter.status !== undefined,
    filter.incident_id !== undefined,
    filter.from !== undefined,
    filter.to !== undefined,
  ].join();
}

function filterValues(filter: AlertFilter): Record<string, string | number | undefined> {
  const lists = { service: filter.service ?? [], severity: filter.severity ?? [] };
  const listed = Object.entries(lists).flatMap(([name, values]) =>
    values.map((value, i) => [`${name}${i}`, value]),
  );
  return {
    ...Object.fromEntries(listed),
    status: filter.status,
    incident_id: filter.incident_id,
    from: filter.from === undefined ? undefined : positionAt(filter.from),
    to: filter.to === undefined ? undefined : positionAt(filter.to),
  };
}

/** Which column's index a list takes. */
function leadOf({ service, severity, incident_id }: AlertFilter) {
  if (incident_id !== undefined) return 'incident';
  if (service?.length === 1) return 'service';
  return severity?.length === 1 ? 'severity' : 'status';
}

/**
 * Every list is in order of position, and each index ends in it. The planner is kept off all columns
 * but the one that leads and the status: an index that seems to narrow more would have every match
 * sorted for the sake of a page.
 */
function conditions(reader: Reader, filter: AlertFilter): SQL | undefined {
  const { dialect, tables } = reader;
  const { alerts: a } = tables;
  const lead = leadOf(filter);
  const oneOf = (column: SQLiteColumn, name: 'service' | 'severity') => {
    const count = filter[name]?.length ?? 0;
    if (count === 0) return undefined;
    const values = Array.from({ length: count }, (_, i) => sql.placeholder(`${name}${i}`));
    const operand = lead === name ? sql`${column}` : dialect.unindexed(column);
    return values.length === 1 ? eq(operand, values[0]) : inArray(operand, values);
  };
  return and(
    filter.incident_id === undefined ? undefined : eq(a.incidentId, sql.placeholder('incident_id')),
    oneOf(a.service, 'service'),
    oneOf(a.severity, 'severity'),
    filter.status === undefined ? undefined : eq(a.status, sql.placeholder('status')),
    filter.from === undefined ? undefined : gte(a.position, sql.placeholder('from')),
    filter.to === undefined ? undefined : lt(a.position, sql.placeholder('to')),
  );
}
