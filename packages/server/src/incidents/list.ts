import type { contract, Incident, Page } from '@tocsin/contract';
import { and, sql } from 'drizzle-orm';
import type * as z from 'zod';
import { encodeCursor } from '../cursor.ts';
import { cappedTotal, COUNTED_AT_MOST } from '../page.ts';
import { preparedByShape } from '../storage/prepared.ts';
import { wordsOf } from '../storage/search-terms.ts';
import type { Reader } from '../storage/storage.ts';
import { filterConditions, filterShape, filterValues, type IncidentFilter } from './filter.ts';
import { behindCursor, keysOf, orderOf, type Sort, sortKeys } from './order.ts';
import { pageOfPlaces, placeColumns, placeFromColumns } from './places.ts';
import { positionAt } from './queries.ts';
import { phasesMatching } from './rules.ts';
import { searchIncidents } from './search.ts';
import { totalOf } from './totals.ts';

export type ListInput = z.output<typeof contract.incidents.list.input>;

/** One page of incidents, in the order of `sort`, or by relevance when there are words. */
export async function listIncidents(reader: Reader, input: ListInput): Promise<Page<Incident>> {
  const filter = filterOf(input);
  if (input.q?.trim()) return searchIncidents(reader, input, wordsOf(input.q), filter);

  const sort = input.sort === undefined || input.sort === 'relevance' ? '-createdAt' : input.sort;
  const keys = input.cursor === undefined ? undefined : sortKeys(sort, input.cursor);
  const values = { ...filterValues(filter), ...keys, limit: input.limit + 1 };
  const query = listing(reader, { filter, sort, resumes: keys !== undefined });
  const page = await pageOfPlaces(
    reader,
    input.limit,
    () => reader.dialect.rows(query, values, placeFromColumns),
    (last) => encodeCursor({ order: sort, keys: keysOf(sort, last) }),
  );
  return { ...page, ...(await counted(reader, filter)) };
}

function filterOf(input: ListInput): IncidentFilter {
  return {
    phases: phasesMatching(input.status),
    severities: input.severity,
    services: input.service,
    assignees: input.assignedTo,
    from: input.from === undefined ? undefined : positionAt(input.from),
    to: input.to === undefined ? undefined : positionAt(input.to),
  };
}

const listing = preparedByShape(
  ({ filter, sort, resumes }: { filter: IncidentFilter; sort: Sort; resumes: boolean }) =>
    `${sort} ${resumes} ${filterShape(filter)}`,
  (reader: Reader, { filter, sort, resumes }) =>
    reader.db
      .select(placeColumns(reader))
      .from(reader.tables.incidents)
      .where(
        and(
          filterConditions(
            reader,
            filter,
            sort.endsWith('createdAt') ? 'by position' : 'by another column',
          ),
          resumes ? behindCursor(sort, reader) : undefined,
        ),
      )
      .orderBy(...orderOf(sort, reader))
      .limit(sql.placeholder('limit'))
      .prepare(),
);

/** Totals are kept, so they cost nothing; within a time they are counted, up to a limit. */
async function counted(
  reader: Reader,
  filter: IncidentFilter,
): Promise<Pick<Page<Incident>, 'total' | 'totalRelation'>> {
  if (filter.from === undefined && filter.to === undefined) {
    return { total: await totalOf(reader, filter), totalRelation: 'eq' };
  }
  const [row] = await counting(reader, filter).execute(filterValues(filter));
  return cappedTotal(row?.total ?? 0);
}

const counting = preparedByShape(filterShape, (reader: Reader, filter: IncidentFilter) => {
  const { db, tables } = reader;
  const some = db
    .select({ position: tables.incidents.position })
    .from(tables.incidents)
    .where(filterConditions(reader, filter, 'by position'))
    .limit(COUNTED_AT_MOST + 1)
    .as('some');
  return db
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(some)
    .prepare();
});
