import type { Incident, Page } from '@tocsin/contract';
import { and, inArray, type SQL, sql } from 'drizzle-orm';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { cappedTotal, COUNTED_AT_MOST } from '../page.ts';
import { wordsOf } from '../storage/search-terms.ts';
import type { Reader, SearchMatch, Writer } from '../storage/storage.ts';
import { filterFacets, type IncidentFilter, incidentFacets } from './filter.ts';
import type { ListInput } from './list.ts';
import { behindCursor, keysOf, orderOf, type Sort, sortKeys } from './order.ts';
import { pageOfPlaces, type Place, placeColumns, placeFromColumns } from './places.ts';
import type { PlacedIncident } from './queries.ts';

/** Puts an incident into the search index, in place of what is there for it. */
export async function indexIncident(writer: Writer, incident: PlacedIncident): Promise<void> {
  const { title, service, notes } = incident;
  await writer.dialect.putSearch(writer, 'incident_search', incident.position, {
    title: wordsOf(title),
    words: wordsOf([title, service, ...notes.map((note) => note.text)].join(' ')),
    facets: incidentFacets(incident),
  });
}

export async function unindexIncident(writer: Writer, position: number): Promise<void> {
  await writer.dialect.removeSearch(writer, 'incident_search', position);
}

/** One page of the incidents that have every word, or a word that begins so. */
export async function searchIncidents(
  reader: Reader,
  input: ListInput,
  words: readonly string[],
  filter: IncidentFilter,
): Promise<Page<Incident>> {
  if (words.length === 0) return { items: [], nextCursor: null, total: 0, totalRelation: 'eq' };
  const match: SearchMatch = {
    words,
    where: 'anywhere',
    facets: filterFacets(filter),
    after: filter.from === undefined ? undefined : filter.from - 1,
    before: filter.to,
    order: 'desc',
  };
  const sort = input.sort ?? 'relevance';
  const count = await countMatches(reader, match);
  const page =
    sort === 'relevance'
      ? await byRelevance(reader, match, input)
      : sort.endsWith('createdAt')
        ? await byCreation(reader, match, input, sort)
        : await byColumn(reader, match, input, { sort, isCommon: count > COUNTED_AT_MOST });
  return { ...page, ...cappedTotal(count) };
}

/** Two lists, one behind the other: every word in the title, then the rest. Newest first in each. */
async function byRelevance(reader: Reader, match: SearchMatch, { cursor, limit }: ListInput) {
  const [list, position] =
    cursor === undefined
      ? (['title', undefined] as const)
      : decodeCursor(cursor, 'relevance', ['string', 'number']);
  const before = earlier(match.before, position);
  const wanted = limit + 1;
  let first: Place[] = [];
  async function find(): Promise<Place[]> {
    first =
      list === 'title'
        ? await newest(reader, { ...match, where: 'title', before, limit: wanted })
        : [];
    if (first.length === wanted) return first;
    const rest = { ...match, where: 'rest' as const, limit: wanted - first.length };
    return [...first, ...(await newest(reader, list === 'rest' ? { ...rest, before } : rest))];
  }
  return pageOfPlaces(reader, limit, find, (last) =>
    encodeCursor({
      order: 'relevance',
      keys: [first.includes(last) ? 'title' : 'rest', last.position],
    }),
  );
}

const earlier = (a: number | undefined, b: number | undefined) =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b);

function newest(reader: Reader, match: SearchMatch): Promise<Place[]> {
  return matching(reader, match, orderOf('-createdAt', reader));
}

async function byCreation(
  reader: Reader,
  match: SearchMatch,
  { cursor, limit }: ListInput,
  sort: Sort,
) {
  const position = cursor === undefined ? undefined : decodeCursor(cursor, sort, ['number'])[0];
  const wanted = { ...match, limit: limit + 1 };
  const behind: SearchMatch =
    sort === 'createdAt'
      ? { ...wanted, order: 'asc', after: later(match.after, position) }
      : { ...wanted, before: earlier(match.before, position) };
  const find = () => matching(reader, behind, orderOf(sort, reader));
  return pageOfPlaces(reader, limit, find, (last) =>
    encodeCursor({ order: sort, keys: keysOf(sort, last) }),
  );
}

const later = (a: number | undefined, b: number | undefined) =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b);

/**
 * The index knows no order but that of creation, so all matches must be found first. Few are then
 * fetched and sorted; of many the next is sooner found by walking the wanted order.
 */
async function byColumn(
  reader: Reader,
  match: SearchMatch,
  { cursor, limit }: ListInput,
  { sort, isCommon }: { sort: Sort; isCommon: boolean },
) {
  const { db, tables, dialect } = reader;
  const { position } = tables.incidents;
  const found = inArray(
    isCommon ? dialect.unindexed(position) : sql`${position}`,
    dialect.searchPositions('incident_search', match),
  );
  const query = db
    .select(placeColumns(reader))
    .from(tables.incidents)
    .where(and(found, cursor === undefined ? undefined : behindCursor(sort, reader)))
    .orderBy(...orderOf(sort, reader))
    .limit(limit + 1)
    .prepare();
  const values = cursor === undefined ? {} : sortKeys(sort, cursor);
  const find = () => dialect.rows(query, values, placeFromColumns);
  return pageOfPlaces(reader, limit, find, (last) =>
    encodeCursor({ order: sort, keys: keysOf(sort, last) }),
  );
}

function matching(reader: Reader, match: SearchMatch, order: SQL[]): Promise<Place[]> {
  const { db, tables, dialect } = reader;
  const query = db
    .select(placeColumns(reader))
    .from(tables.incidents)
    .where(inArray(tables.incidents.position, dialect.searchPositions('incident_search', match)))
    .orderBy(...order)
    .prepare();
  return dialect.rows(query, {}, placeFromColumns);
}

async function countMatches({ db, dialect }: Reader, match: SearchMatch): Promise<number> {
  const positions = dialect.searchPositions('incident_search', {
    ...match,
    limit: COUNTED_AT_MOST + 1,
  });
  const [row] = await db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(sql`${positions} as found`);
  return row?.count ?? 0;
}
