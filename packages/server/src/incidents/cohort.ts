import type { Phase, Severity } from '@tocsin/contract';
import { and, asc, gt, sql } from 'drizzle-orm';
import { alertColumns } from '../alerts/of-incident.ts';
import { preparedByShape } from '../storage/prepared.ts';
import type { Reader } from '../storage/storage.ts';
import { filterConditions, filterShape, filterValues, type IncidentFilter } from './filter.ts';
import { positionAt } from './queries.ts';

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

export interface Cohort {
  from?: string | undefined;
  to?: string | undefined;
  services?: readonly string[] | undefined;
  severities?: readonly Severity[] | undefined;
}

/** So many at once: whatever else there is to do is done between two pages. */
const AT_ONCE = 2_000;

/** The incidents that were created in a time, in pages. Each comes once, as it is when it is read. */
export async function* cohortOf(
  reader: Reader,
  { from, to, services, severities }: Cohort,
): AsyncGenerator<CohortRow[]> {
  const filter: IncidentFilter = {
    phases: undefined,
    severities,
    services,
    assignees: undefined,
    from: undefined,
    to: to === undefined ? undefined : positionAt(to),
  };
  const query = paging(reader, filter);
  let after = from === undefined ? -1 : positionAt(from) - 1;
  for (;;) {
    const values = { ...filterValues(filter), after, limit: AT_ONCE };
    const rows = await reader.dialect.rows(query, values, rowFromColumns);
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return;
    after = last.position;
  }
}

const paging = preparedByShape(filterShape, (reader: Reader, filter: IncidentFilter) => {
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
    .where(
      and(
        filterConditions(reader, filter, 'by position'),
        gt(i.position, sql.placeholder('after')),
      ),
    )
    .orderBy(asc(i.position))
    .limit(sql.placeholder('limit'))
    .prepare();
});

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
