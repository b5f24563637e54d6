import type { contract, LoggedEvent, Page } from '@tocsin/contract';
import { and, asc, desc, gt, lt, sql } from 'drizzle-orm';
import type * as z from 'zod';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { cappedTotal, COUNTED_AT_MOST, pageOf } from '../page.ts';
import { preparedByShape } from '../storage/prepared.ts';
import type { Reader } from '../storage/storage.ts';
import {
  eventColumns,
  type EventFilter,
  filterConditions,
  filterShape,
  filterValues,
} from './log.ts';

type ListInput = z.output<typeof contract.events.list.input> & { incidentId?: string };
interface Listing {
  filter: EventFilter;
  sort: ListInput['sort'];
  resumes: boolean;
}

/** One page of the event log. */
export async function listEvents(
  reader: Reader,
  { type: types, entity, entityId, incidentId, sort, cursor, limit }: ListInput,
): Promise<Page<LoggedEvent>> {
  const filter = { types, entity, entityId, incidentId };
  const [seq] = cursor === undefined ? [] : decodeCursor(cursor, sort, ['number']);
  const query = listing(reader, { filter, sort, resumes: seq !== undefined });
  const rows = await query.execute({ ...filterValues(filter), seq, limit: limit + 1 });
  const [count] = await counting(reader, filter).execute(filterValues(filter));
  return {
    ...pageOf(rows, limit, ({ seq }) => encodeCursor({ order: sort, keys: [seq] })),
    ...cappedTotal(count?.total ?? 0),
  };
}

const listing = preparedByShape(
  ({ filter, sort, resumes }: Listing) => `${sort} ${resumes} ${filterShape(filter)}`,
  (reader: Reader, { filter, sort, resumes }) => {
    const { events } = reader.tables;
    const [behind, order] = sort === 'seq' ? [gt, asc] : [lt, desc];
    return reader.db
      .select(eventColumns(reader))
      .from(events)
      .where(
        and(
          filterConditions(reader, filter),
          resumes ? behind(events.seq, sql.placeholder('seq')) : undefined,
        ),
      )
      .orderBy(order(events.seq))
      .limit(sql.placeholder('limit'))
      .prepare();
  },
);

const counting = preparedByShape(filterShape, (reader: Reader, filter: EventFilter) => {
  const { events } = reader.tables;
  const some = reader.db
    .select({ seq: events.seq })
    .from(events)
    .where(filterConditions(reader, filter))
    .limit(COUNTED_AT_MOST + 1)
    .as('some');
  return reader.db
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(some)
    .prepare();
});
