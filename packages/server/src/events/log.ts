import { and, asc, eq, gt, max, sql } from 'drizzle-orm';
import { prepared, preparedByShape } from '../storage/prepared.ts';
import type { Reader, Tables, Writer } from '../storage/storage.ts';

export type EventRow = Tables['events']['$inferSelect'];
export type NewEvent = Tables['events']['$inferInsert'];

/** Appends to the event log, in the transaction of the change it tells of. */
export async function appendEvent(writer: Writer, event: NewEvent): Promise<void> {
  await insertEvent(writer).execute({ ...event });
}

/** The `seq` of the newest event; 0 when there is none yet. */
export async function lastSeq(reader: Reader): Promise<number> {
  const [row] = await newest(reader).execute();
  return row?.seq ?? 0;
}

export interface EventFilter {
  entity: string;
  entityId?: string | undefined;
}

/** The events after `seq` in order, at most `limit`. */
export function eventsAfter(
  reader: Reader,
  filter: EventFilter,
  seq: number,
  limit: number,
): Promise<EventRow[]> {
  return following(reader, filter).execute({ ...filter, seq, limit });
}

const insertEvent = prepared((writer: Writer) =>
  writer.db
    .insert(writer.tables.events)
    .values({
      type: sql.placeholder('type'),
      entity: sql.placeholder('entity'),
      entityId: sql.placeholder('entityId'),
      actor: sql.placeholder('actor'),
      at: sql.placeholder('at'),
      data: sql.placeholder('data'),
    })
    .prepare(),
);

const newest = prepared(({ db, tables: { events } }) =>
  db
    .select({ seq: max(events.seq) })
    .from(events)
    .prepare(),
);

const following = preparedByShape(
  ({ entityId }: EventFilter) => (entityId === undefined ? 'every' : 'one'),
  ({ db, tables: { events } }: Reader, { entityId }) =>
    db
      .select()
      .from(events)
      .where(
        and(
          gt(events.seq, sql.placeholder('seq')),
          eq(events.entity, sql.placeholder('entity')),
          entityId === undefined ? undefined : eq(events.entityId, sql.placeholder('entityId')),
        ),
      )
      .orderBy(asc(events.seq))
      .limit(sql.placeholder('limit'))
      .prepare(),
);
