import type { contract, Page, Runbook } from '@tocsin/contract';
import { and, desc, eq, exists, inArray, type SQL, sql } from 'drizzle-orm';
import type * as z from 'zod';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { pageOf, withoutPosition } from '../page.ts';
import { facet, wordsOf } from '../storage/search-terms.ts';
import type { Reader, SearchMatch, Writer } from '../storage/storage.ts';
import { type PlacedRunbook, runbookColumns } from './queries.ts';

type ListInput = z.output<typeof contract.runbooks.list.input>;
type Counted = Pick<Page<Runbook>, 'total' | 'totalRelation'>;

export async function indexRunbook(writer: Writer, runbook: PlacedRunbook): Promise<void> {
  const { title, tags, content, position } = runbook;
  await writer.dialect.putSearch(writer, 'runbook_search', position, {
    title: wordsOf(title),
    words: wordsOf([title, ...tags, content].join(' ')),
    facets: tags.map((tag) => facet('tag', tag)),
  });
}

/** One page of runbooks: the last changed first, or those first whose title has every word of `q`. */
export async function listRunbooks(reader: Reader, input: ListInput): Promise<Page<Runbook>> {
  if (!input.q?.trim()) return byLastChange(reader, input);
  const words = wordsOf(input.q);
  if (words.length === 0) return { items: [], nextCursor: null, total: 0, totalRelation: 'eq' };
  return byRelevance(reader, input, words);
}

async function byLastChange(reader: Reader, { tag, cursor, limit }: ListInput) {
  const { runbooks: r } = reader.tables;
  const tagged = tag === undefined ? undefined : hasTag(reader, tag);
  const behind = cursor === undefined ? undefined : behindCursor(reader, cursor);
  const rows = await select(reader, and(tagged, behind), limit + 1);
  const [row] = await reader.db
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(r)
    .where(tagged);
  const total: Counted = { total: row?.total ?? 0, totalRelation: 'eq' };
  return {
    ...pageOf(rows, limit, (last) => cursorOf('-updatedAt', last), withoutPosition),
    ...total,
  };
}

async function byRelevance(reader: Reader, { tag, cursor, limit }: ListInput, words: string[]) {
  const facets = tag === undefined ? [] : [[facet('tag', tag)]];
  const inList = (where: SearchMatch['where']) =>
    inArray(
      reader.tables.runbooks.position,
      reader.dialect.searchPositions('runbook_search', { words, where, facets, order: 'desc' }),
    );
  const [list] =
    cursor === undefined
      ? ['title']
      : decodeCursor(cursor, 'relevance', ['string', 'string', 'number']);
  const behind = cursor === undefined ? undefined : behindRelevanceCursor(reader, cursor);
  const first =
    list === 'title' ? await select(reader, and(inList('title'), behind), limit + 1) : [];
  const missing = limit + 1 - first.length;
  const second =
    missing > 0
      ? await select(reader, and(inList('rest'), list === 'rest' ? behind : undefined), missing)
      : [];
  const [row] = await reader.db
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(reader.tables.runbooks)
    .where(inList('anywhere'));
  const total: Counted = { total: row?.total ?? 0, totalRelation: 'eq' };
  const behindLast = (last: PlacedRunbook) =>
    encodeCursor({
      order: 'relevance',
      keys: [first.includes(last) ? 'title' : 'rest', last.updatedAt, last.position],
    });
  return { ...pageOf([...first, ...second], limit, behindLast, withoutPosition), ...total };
}

function select(reader: Reader, where: SQL | undefined, limit: number): Promise<PlacedRunbook[]> {
  const { runbooks: r } = reader.tables;
  return reader.db
    .select(runbookColumns(reader))
    .from(r)
    .where(where)
    .orderBy(desc(r.updatedAt), desc(r.position))
    .limit(limit);
}

function hasTag({ db, tables: { runbooks: r, runbookTags: t } }: Reader, tag: string): SQL {
  return exists(
    db
      .select({ tag: t.tag })
      .from(t)
      .where(and(eq(t.tag, tag), eq(t.runbookId, r.id))),
  );
}

function behindCursor(reader: Reader, cursor: string): SQL {
  const [updatedAt, position] = decodeCursor(cursor, '-updatedAt', ['string', 'number']);
  return behind(reader, updatedAt, position);
}

function behindRelevanceCursor(reader: Reader, cursor: string): SQL {
  const [, updatedAt, position] = decodeCursor(cursor, 'relevance', ['string', 'string', 'number']);
  return behind(reader, updatedAt, position);
}

const behind = ({ tables: { runbooks: r } }: Reader, updatedAt: string, position: number): SQL =>
  sql`(${r.updatedAt}, ${r.position}) < (${updatedAt}, ${position})`;

const cursorOf = (order: string, last: PlacedRunbook): string =>
  encodeCursor({ order, keys: [last.updatedAt, last.position] });
