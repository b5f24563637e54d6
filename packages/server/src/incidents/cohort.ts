import type { Phase, Severity } from '@tocsin/contract';
import { and, asc, gte, inArray, lt, min, sql } from 'drizzle-orm';
import { alertColumns } from '../alerts/of-incident.ts';
import { prepared } from '../storage/prepared.ts';
import type { Reader } from '../storage/storage.ts';

/** What statistics look at of an incident. */
export interface CohortRow {
  position: number;
  service: string;
  severity: Severity;
  createdAt: string;
  phase: Phase;
  mttaSeconds: number | null;
  mttrSeconds: number | null;
  mergedInto: string | null;
  /** How many alerts it has, and how often these were received. */
  alerts: number;
  receipts: number;
}

/** Positions, `from` included and `to` not. */
export interface Span {
  from: number;
  to: number;
}

/** So many at once: whatever else there is to do is done between two pages. */
const AT_ONCE = 2_000;

/** The incidents of a span, in pages. Each comes once, as it is when it is read. */
export async function* cohortOf(reader: Reader, { from, to }: Span): AsyncGenerator<CohortRow[]> {
  let first = from;
  for (;;) {
    const values = { from: first, to, limit: AT_ONCE };
    const rows = await reader.dialect.rows(paging(reader), values, rowFromColumns);
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return;
    first = last.position + 1;
  }
}

/** The first position in a span that an incident has. */
export async function firstIn(reader: Reader, span: Span): Promise<number | undefined> {
  const [row] = await first(reader).execute({ ...span });
  return row?.position ?? undefined;
}

/** Where incidents are, by their ids; of those that are gone nothing is told. */
export async function positionsOf(
  { db, tables: { incidents: i } }: Reader,
  ids: readonly string[],
): Promise<number[]> {
  const rows = await db
    .select({ position: i.position })
    .from(i)
    .where(inArray(i.id, [...ids]));
  return rows.map(({ position }) => position);
}

const paging = prepared((reader: Reader) => {
  const { incidents: i } = reader.tables;
  return reader.db
    .select({
      position: i.position,
      service: i.service,
      severity: i.severity,
      createdAt: i.createdAt,
      phase: i.phase,
      mttaSeconds: i.mttaSeconds,
      mttrSeconds: i.mttrSeconds,
      mergedInto: i.mergedInto,
      ...alertColumns(reader, i.id),
    })
    .from(i)
    .where(and(gte(i.position, sql.placeholder('from')), lt(i.position, sql.placeholder('to'))))
    .orderBy(asc(i.position))
    .limit(sql.placeholder('limit'))
    .prepare();
});

const first = prepared(({ db, tables: { incidents: i } }: Reader) =>
  db
    .select({ position: min(i.position) })
    .from(i)
    .where(and(gte(i.position, sql.placeholder('from')), lt(i.position, sql.placeholder('to'))))
    .prepare(),
);

/** A row from its columns in their order, as SQLite's drivers hand them out. */
function rowFromColumns(columns: unknown[]): CohortRow {
  const [position, service, severity, createdAt, phase] = columns;
  const [mttaSeconds, mttrSeconds, mergedInto, alerts, receipts] = columns.slice(5);
  // Safe: the columns and their types are those of the query, and every engine's tests compare them.
  return {
    position,
    service,
    severity,
    createdAt,
    phase,
    mttaSeconds,
    mttrSeconds,
    mergedInto,
    alerts,
    receipts,
  } as CohortRow;
}
