import { and, asc, eq, gt, inArray, max, type SQL, sql } from 'drizzle-orm';
import { prepared, preparedByShape } from '../storage/prepared.ts';
import type { Reader, Tables, Writer } from '../storage/storage.ts';
import { incidentOf } from './about.ts';

export type EventRow = Omit<Tables['events']['$inferSelect'], 'incidentId'>;
export type NewEvent = Omit<EventRow, 'seq'>;

/** What is told of an event; the rest follows from it. */
export const eventColumns = ({ tables: { events } }: Reader) => ({
  seq: events.seq,
  type: events.type,
  entity: events.entity,
  entityId: events.entityId,
  actor: events.actor,
  at: events.at,
  data: events.data,
});

/** Appends to the event log, in the transaction of the change it tells of. */
export async function appendEvent(writer: Writer, event: NewEvent): Promise<void> {
  await insertEvent(writer).execute({ ...event, incidentId: incidentOf(event) });
}

/** The `seq` of the newest event; 0 when there is none yet. */
export async function lastSeq(reader: Reader): Promise<number> {
  const [row] = await newest(reader).execute();
  return row?.seq ?? 0;
}

/** Which events; what is left out does not narrow. */
export interface EventFilter {
  /** Any of these. */
  types?: readonly string[] | undefined;
  entity?: string | undefined;
  entityId?: string | undefined;
  /** The incident that they are about, whatever they happened to. */
  incidentId?: string | undefined;
}

/** The events after `seq` in order, at most `limit`. */
export function eventsAfter(
  reader: Reader,
  filter: EventFilter,
  seq: number,
  limit: number,
): Promise<EventRow[]> {
  return following(reader, filter).execute({ ...filterValues(filter), seq, limit });
}

/** The incidents that events after `seq` are about: they or their alerts have changed since. */
export async function incidentsAfter(reader: Reader, seq: number): Promise<string[]> {
  const rows = await changed(reader).execute({ seq });
  return rows.flatMap(({ incidentId }) => incidentId ?? []);
}

/** The values of a filter, for the placeholders of {@link filterConditions}. */
export const filterValues = ({ types = [], entity, entityId, incidentId }: EventFilter) => ({
  entity,
  entityId,
  incidentId,
  ...Object.fromEntries(types.map((type, i) => [`type${i}`, type])),
});

/** What tells apart the queries of two filters. */
export const filterShape = ({ types, entity, entityId, incidentId }: EventFilter): string =>
  [types?.length, entity !== undefined, entityId !== undefined, incidentId !== undefined].join();

export function filterConditions(
  { tables: { events }, dialect }: Reader,
  { types, entity, entityId, incidentId }: EventFilter,
): SQL | undefined {
  // An index that does not end in the order would have every match sorted for the sake of a page.
  const ofOneType = types?.length === 1 && entityId === undefined;
  const type = ofOneType ? sql`${events.type}` : dialect.unindexed(events.type);
  const kind = entityId === undefined ? dialect.unindexed(events.entity) : sql`${events.entity}`;
  return and(
    types &&
      inArray(
        type,
        types.map((_, i) => sql.placeholder(`type${i}`)),
      ),
    entity === undefined ? undefined : eq(kind, sql.placeholder('entity')),
    entityId === undefined ? undefined : eq(events.entityId, sql.placeholder('entityId')),
    incidentId === undefined ? undefined : eq(events.incidentId, sql.placeholder('incidentId')),
  );
}

const insertEvent = prepared((writer: Writer) =>
  writer.db
    .insert(writer.tables.events)
    .values({
      type: sql.placeholder('type'),
      entity: sql.placeholder('entity'),
      entityId: sql.placeholder('entityId'),
      incidentId: sql.placeholder('incidentId'),
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

const following = preparedByShape(filterShape, (reader: Reader, filter: EventFilter) => {
  const { db, tables } = reader;
  const { events } = tables;
  return db
    .select(eventColumns(reader))
    .from(events)
    .where(and(gt(events.seq, sql.placeholder('seq')), filterConditions(reader, filter)))
    .orderBy(asc(events.seq))
    .limit(sql.placeholder('limit'))
    .prepare();
});

const changed = prepared(({ db, tables: { events }, dialect }: Reader) =>
  db
    .select({ incidentId: events.incidentId })
    .from(events)
    .where(
      and(
        gt(events.seq, sql.placeholder('seq')),
        inArray(dialect.unindexed(events.entity), ['incident', 'alert']),
      ),
    )
    .groupBy(events.incidentId)
    .prepare(),
);
