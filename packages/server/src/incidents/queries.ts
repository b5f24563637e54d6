import type { Incident, Note } from '@tocsin/contract';
import { and, eq, gte, inArray, lt, max, type SQL, sql } from 'drizzle-orm';
import { withoutPosition } from '../page.ts';
import { prepared } from '../storage/prepared.ts';
import type { Reader, Writer } from '../storage/storage.ts';
import type { IncidentFields } from './rules.ts';

/**
 * Room for so many incidents in one millisecond before they borrow of the next. Whole numbers are
 * exact up to 2^53, which leaves positions for times until the year 2248.
 */
const POSITIONS_PER_MS = 1024;

/** The first position of a moment: what was created then or later is there or behind. */
export const positionAt = (moment: string | number): number =>
  Math.max(0, new Date(moment).getTime()) * POSITIONS_PER_MS;

/** The columns of an incident as the wire has it, notes included, and its position. */
export function incidentColumns({ tables, dialect }: Reader) {
  const { incidents: i, incidentNotes: n } = tables;
  const notes = dialect.jsonArray(
    { id: n.id, timestamp: n.timestamp, author: n.author, text: n.text },
    sql`from ${n} where ${n.incidentId} = ${i.id}`,
    sql`${n.position}`,
  ) as SQL<Note[]>;
  return {
    position: i.position,
    id: i.id,
    number: i.number,
    title: i.title,
    severity: i.severity,
    status: i.status,
    phase: i.phase,
    service: i.service,
    assignedTo: i.assignedTo,
    createdAt: i.createdAt,
    updatedAt: i.updatedAt,
    acknowledgedAt: i.acknowledgedAt,
    resolvedAt: i.resolvedAt,
    mttaSeconds: i.mttaSeconds,
    mttrSeconds: i.mttrSeconds,
    snoozedUntil: i.snoozedUntil,
    mergedInto: i.mergedInto,
    notes,
    version: i.version,
  };
}

/** An incident with its place in the lists. */
export type PlacedIncident = Incident & { position: number };

/** An incident from {@link incidentColumns} in their order, as SQLite's drivers hand them out. */
export function incidentFromColumns(columns: unknown[]): PlacedIncident {
  // Safe: the columns and their types are those of `incidentColumns`, and a test compares the two.
  return {
    position: columns[0],
    id: columns[1],
    number: columns[2],
    title: columns[3],
    severity: columns[4],
    status: columns[5],
    phase: columns[6],
    service: columns[7],
    assignedTo: columns[8],
    createdAt: columns[9],
    updatedAt: columns[10],
    acknowledgedAt: columns[11],
    resolvedAt: columns[12],
    mttaSeconds: columns[13],
    mttrSeconds: columns[14],
    snoozedUntil: columns[15],
    mergedInto: columns[16],
    notes: notesFromText(columns[17] as string),
    version: columns[18],
  } as PlacedIncident;
}

function notesFromText(rows: string): Note[] {
  if (rows === '[]') return [];
  return JSON.parse(rows).map(
    ([id, timestamp, author, text]: [string, string, string, string]) => ({
      id,
      timestamp,
      author,
      text,
    }),
  );
}

/** What the rules look at, and the wire shows. */
export function fieldsOf({ position: _, notes: __, ...fields }: PlacedIncident): IncidentFields {
  return fields;
}

export async function findIncident(
  reader: Reader,
  id: string,
): Promise<PlacedIncident | undefined> {
  const rows = await reader.dialect.rows(incidentById(reader), { id }, incidentFromColumns);
  return rows[0];
}

export function findIncidents(reader: Reader, ids: readonly string[]): Promise<PlacedIncident[]> {
  const { db, tables } = reader;
  return db
    .select(incidentColumns(reader))
    .from(tables.incidents)
    .where(inArray(tables.incidents.id, [...ids]));
}

/** The incidents of these ids as they are, by their ids. */
export async function incidentsById(
  reader: Reader,
  ids: readonly string[],
): Promise<Map<string, Incident>> {
  const found = await findIncidents(reader, ids);
  return new Map(found.map((incident) => [incident.id, withoutPosition(incident)]));
}

/** Stores a new incident behind all that were created at its moment or before. */
export async function insertIncident(writer: Writer, incident: IncidentFields): Promise<number> {
  const position = await freePosition(writer, positionAt(incident.createdAt));
  await insertion(writer).execute({ ...incident, position });
  return position;
}

async function freePosition(writer: Writer, first: number): Promise<number> {
  const end = first + POSITIONS_PER_MS;
  const [last] = await lastPosition(writer).execute({ first, end });
  if (last?.position == null) return first;
  return last.position + 1 < end ? last.position + 1 : freePosition(writer, end);
}

export async function updateIncident(writer: Writer, incident: IncidentFields): Promise<void> {
  await updating(writer).execute({ ...incident });
}

export async function deleteIncident(writer: Writer, id: string): Promise<void> {
  await deletion(writer).execute({ id });
}

export async function insertNote(writer: Writer, incidentId: string, note: Note): Promise<void> {
  await noteInsertion(writer).execute({ ...note, incidentId });
}

/** Hands out the next incident number. */
export const nextNumber = (writer: Writer): Promise<number> =>
  writer.dialect.countUp(writer, 'incident');

const incidentById = prepared((reader: Reader) =>
  reader.db
    .select(incidentColumns(reader))
    .from(reader.tables.incidents)
    .where(eq(reader.tables.incidents.id, sql.placeholder('id')))
    .prepare(),
);

const lastPosition = prepared(({ db, tables: { incidents: i } }: Writer) =>
  db
    .select({ position: max(i.position) })
    .from(i)
    .where(and(gte(i.position, sql.placeholder('first')), lt(i.position, sql.placeholder('end'))))
    .prepare(),
);

const changing = {
  title: sql.placeholder('title'),
  severity: sql.placeholder('severity'),
  service: sql.placeholder('service'),
  status: sql.placeholder('status'),
  phase: sql.placeholder('phase'),
  assignedTo: sql.placeholder('assignedTo'),
  updatedAt: sql.placeholder('updatedAt'),
  acknowledgedAt: sql.placeholder('acknowledgedAt'),
  resolvedAt: sql.placeholder('resolvedAt'),
  mttaSeconds: sql.placeholder('mttaSeconds'),
  mttrSeconds: sql.placeholder('mttrSeconds'),
  snoozedUntil: sql.placeholder('snoozedUntil'),
  mergedInto: sql.placeholder('mergedInto'),
  version: sql.placeholder('version'),
};

const insertion = prepared(({ db, tables: { incidents: i } }: Writer) =>
  db
    .insert(i)
    .values({
      ...changing,
      position: sql.placeholder('position'),
      id: sql.placeholder('id'),
      number: sql.placeholder('number'),
      createdAt: sql.placeholder('createdAt'),
    })
    .prepare(),
);

const updating = prepared(({ db, tables: { incidents: i } }: Writer) =>
  db
    .update(i)
    .set(Object.fromEntries(Object.entries(changing).map(([name, value]) => [name, sql`${value}`])))
    .where(eq(i.id, sql.placeholder('id')))
    .prepare(),
);

const deletion = prepared(({ db, tables: { incidents: i } }: Writer) =>
  db
    .delete(i)
    .where(eq(i.id, sql.placeholder('id')))
    .prepare(),
);

const noteInsertion = prepared(({ db, tables: { incidentNotes: n } }: Writer) =>
  db
    .insert(n)
    .values({
      id: sql.placeholder('id'),
      incidentId: sql.placeholder('incidentId'),
      timestamp: sql.placeholder('timestamp'),
      author: sql.placeholder('author'),
      text: sql.placeholder('text'),
    })
    .prepare(),
);
