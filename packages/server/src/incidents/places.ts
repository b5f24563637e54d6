import type { Incident, Severity } from '@tocsin/contract';
import { eq, sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { alertColumns } from '../alerts/of-incident.ts';
import { prepared } from '../storage/prepared.ts';
import type { Reader } from '../storage/storage.ts';
import { incidentsById } from './queries.ts';

/** Where an incident stands in a list, and at which state of it. */
export interface Place {
  position: number;
  id: string;
  severity: Severity;
  updatedAt: string;
  version: number;
}

export function placeColumns({ tables: { incidents: i } }: Reader) {
  return {
    position: i.position,
    id: i.id,
    severity: i.severity,
    updatedAt: i.updatedAt,
    version: i.version,
  };
}

/** A place from {@link placeColumns} in their order, as SQLite's drivers hand them out. */
export function placeFromColumns(columns: unknown[]): Place {
  // Safe: the columns and their types are those of `placeColumns`, and a test compares the two.
  const [position, id, severity, updatedAt, version] = columns;
  return { position, id, severity, updatedAt, version } as Place;
}

/** In characters of notes, and what an incident has besides. */
const REMEMBERED_AT_MOST = 32_000_000;
const BESIDES_NOTES = 500;
/** So often a list is looked up anew when what it found changes meanwhile. */
const ATTEMPTS = 3;

/** What each reader has read. An incident is the same as long as its version and its time are. */
const remembered = new WeakMap<Reader, LRUCache<string, Incident>>();

function memoryOf(reader: Reader): LRUCache<string, Incident> {
  let memory = remembered.get(reader);
  if (!memory) {
    memory = new LRUCache({
      maxSize: REMEMBERED_AT_MOST,
      sizeCalculation: ({ notes }) =>
        notes.reduce((size, { text }) => size + text.length, BESIDES_NOTES),
    });
    remembered.set(reader, memory);
  }
  return memory;
}

/**
 * The incidents of a page, cut from a list of places that was fetched one too long. The list is read
 * alone, and only those incidents that have changed since they were last read: most of what a list
 * costs is its notes. A change between the two has the list read again, so that a page holds nothing
 * that its filter does not let through.
 */
export async function pageOfPlaces(
  reader: Reader,
  limit: number,
  find: () => Promise<Place[]>,
  cursorOf: (last: Place) => string,
): Promise<{ items: Incident[]; nextCursor: string | null }> {
  for (let attempt = 1; ; attempt += 1) {
    const places = await find();
    const page = places.slice(0, limit);
    const items = await incidentsAt(reader, page, attempt < ATTEMPTS);
    if (!items) continue;
    const last = places.length > limit ? page.at(-1) : undefined;
    return { items, nextCursor: last ? cursorOf(last) : null };
  }
}

/** `undefined`: one of them has changed meanwhile. If that does not matter, it is as it is now. */
async function incidentsAt(
  reader: Reader,
  places: readonly Place[],
  isExact: boolean,
): Promise<Incident[] | undefined> {
  const memory = memoryOf(reader);
  const known = places.map(({ id }) => memory.get(id));
  const unknown = places.filter((place, i) => !isAt(known[i], place));
  if (unknown.length === 0) return known as Incident[];
  const read = await incidentsById(
    reader,
    unknown.map(({ id }) => id),
  );
  for (const incident of read.values()) memory.set(incident.id, unchangeable(incident));
  if (isExact && unknown.some((place) => !isAt(read.get(place.id), place))) return undefined;
  return places.flatMap((place, i) => read.get(place.id) ?? known[i] ?? []);
}

const isAt = (incident: Incident | undefined, { version, updatedAt }: Place): boolean =>
  incident?.version === version && incident.updatedAt === updatedAt;

/** Whoever has one shares it with those who come later. */
function unchangeable(incident: Incident): Incident {
  incident.notes.forEach((note) => Object.freeze(note));
  Object.freeze(incident.notes);
  return Object.freeze(incident);
}

type PlaceWithAlerts = Place & { alertCount: number };

/** One incident, and how many alerts it has; `undefined` if there is no such incident. */
export async function incidentWithAlertCount(
  reader: Reader,
  id: string,
): Promise<{ incident: Incident; alertCount: number } | undefined> {
  const [place] = await reader.dialect.rows(placeById(reader), { id }, placeWithAlerts);
  if (!place) return undefined;
  const [incident] = (await incidentsAt(reader, [place], false)) ?? [];
  return incident && { incident, alertCount: place.alertCount };
}

const placeWithAlerts = (columns: unknown[]): PlaceWithAlerts => ({
  ...placeFromColumns(columns),
  alertCount: columns[5] as number,
});

const placeById = prepared((reader: Reader) => {
  const { incidents: i } = reader.tables;
  return reader.db
    .select({ ...placeColumns(reader), alertCount: alertColumns(reader, i.id).alerts })
    .from(i)
    .where(eq(i.id, sql.placeholder('id')))
    .prepare();
});
