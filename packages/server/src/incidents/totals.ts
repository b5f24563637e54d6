import type { Phase } from '@tocsin/contract';
import { and, eq, inArray, lte, type SQL, sql, sum } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { prepared, preparedByShape } from '../storage/prepared.ts';
import type { Reader, Writer } from '../storage/storage.ts';
import type { IncidentFilter } from './filter.ts';
import type { IncidentFields } from './rules.ts';

type Kind = Pick<IncidentFields, 'phase' | 'severity' | 'service' | 'assignedTo'>;

/** Keeps the totals true: `before` is one less, `after` one more. */
export async function recount(
  writer: Writer,
  before: Kind | undefined,
  after: Kind | undefined,
): Promise<void> {
  if (before && after && sameKind(before, after)) return;
  if (before) {
    await oneLess(writer).execute(keyOf(before));
    await noneLeft(writer).execute(keyOf(before));
  }
  if (after) await oneMore(writer).execute(keyOf(after));
}

/** How many incidents a filter without times lets through. */
export async function totalOf(reader: Reader, filter: IncidentFilter): Promise<number> {
  const values: Record<string, string> = {};
  for (const [name, list] of Object.entries(lists(filter))) {
    list?.forEach((value, n) => (values[`${name}${n}`] = value));
  }
  const [row] = await totalling(reader, filter).execute(values);
  return Number(row?.total ?? 0);
}

/** How many incidents are in each phase; none where one is missing. */
export async function totalsByPhase({
  db,
  tables: { incidentTotals: t },
}: Reader): Promise<Map<Phase, number>> {
  const rows = await db
    .select({ phase: t.phase, total: sum(t.count) })
    .from(t)
    .groupBy(t.phase);
  return new Map(rows.map(({ phase, total }) => [phase, Number(total)]));
}

const keyOf = (kind: Kind) => ({
  phase: kind.phase,
  severity: kind.severity,
  service: kind.service,
  assignedTo: kind.assignedTo ?? '',
});

function sameKind(a: Kind, b: Kind): boolean {
  return (
    a.phase === b.phase &&
    a.severity === b.severity &&
    a.service === b.service &&
    a.assignedTo === b.assignedTo
  );
}

const key = {
  phase: sql.placeholder('phase'),
  severity: sql.placeholder('severity'),
  service: sql.placeholder('service'),
  assignedTo: sql.placeholder('assignedTo'),
};

const ofKind = ({ tables: { incidentTotals: t } }: Reader): SQL | undefined =>
  and(
    eq(t.service, key.service),
    eq(t.phase, key.phase),
    eq(t.severity, key.severity),
    eq(t.assignedTo, key.assignedTo),
  );

const oneLess = prepared((writer: Writer) => {
  const t = writer.tables.incidentTotals;
  return writer.db
    .update(t)
    .set({ count: sql`${t.count} - 1` })
    .where(ofKind(writer))
    .prepare();
});

const noneLeft = prepared((writer: Writer) => {
  const t = writer.tables.incidentTotals;
  return writer.db
    .delete(t)
    .where(and(ofKind(writer), lte(t.count, 0)))
    .prepare();
});

const oneMore = prepared(({ db, tables: { incidentTotals: t } }: Writer) =>
  db
    .insert(t)
    .values({ ...key, count: 1 })
    .onConflictDoUpdate({
      target: [t.service, t.phase, t.severity, t.assignedTo],
      set: { count: sql`${t.count} + 1` },
    })
    .prepare(),
);

const lists = (filter: IncidentFilter): Record<string, readonly string[] | undefined> => ({
  phase: filter.phases,
  severity: filter.severities,
  service: filter.services,
  assignedTo: filter.assignees,
});

const totalling = preparedByShape(
  (filter: IncidentFilter) =>
    Object.values(lists(filter))
      .map((list) => list?.length ?? 0)
      .join(),
  ({ db, tables: { incidentTotals: t } }: Reader, filter) => {
    const oneOf = (column: SQLiteColumn, name: string, count = 0) =>
      count === 0
        ? undefined
        : inArray(
            column,
            Array.from({ length: count }, (_, n) => sql.placeholder(`${name}${n}`)),
          );
    return db
      .select({ total: sum(t.count) })
      .from(t)
      .where(
        and(
          oneOf(t.phase, 'phase', filter.phases?.length),
          oneOf(t.severity, 'severity', filter.severities?.length),
          oneOf(t.service, 'service', filter.services?.length),
          oneOf(t.assignedTo, 'assignedTo', filter.assignees?.length),
        ),
      )
      .prepare();
  },
);
