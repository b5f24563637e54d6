import { eq, type SQL, sql } from 'drizzle-orm';
import { prepared } from '../prepared.ts';
import { withSavepoint } from '../savepoint.ts';
import type { Dialect, Searchable, SearchMatch, Writer } from '../storage.ts';

/** Runs a statement, prepared once, on the connection that writes. */
export type RunStatement = (statement: string, ...values: (string | number)[]) => void;

/**
 * SQLite's own ways. Search is FTS5 over terms that are made in `search-terms.ts`: a word as it
 * is, `^word` when the title has it, `=field:value` for a facet. The index keeps every beginning
 * of a word as a list of its own, in order of position, so the first page costs the same
 * however many rows match (`docs/decisions/0005-search.md`).
 */
export const sqliteDialect = (run: RunStatement): Dialect => ({
  async rows(query, values, fromColumns) {
    // Safe: SQLite's drivers answer `values` with the columns of each row.
    return ((await query.values(values)) as unknown[][]).map(fromColumns);
  },

  unindexed: (column) => sql`+${column}`,

  // Arrays without names, of rows that come in their order, take a third less time than objects that
  // are sorted while they are gathered.
  jsonArray(object, from, order) {
    const names = Object.keys(object);
    const columns = Object.entries(object).map(
      ([name, value]) => sql`${value} as ${sql.identifier(name)}`,
    );
    const values = names.map((name) => sql.identifier(name));
    return sql<
      unknown[]
    >`(select json_group_array(json_array(${sql.join(values, sql`, `)})) from (select ${sql.join(columns, sql`, `)} ${from} order by ${order}))`.mapWith(
      (text: string): unknown[] =>
        valuesOf(text).map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]]))),
    );
  },

  searchPositions(index, match) {
    const order = match.order === 'asc' ? sql`asc` : sql`desc`;
    const limit = match.limit === undefined ? sql`` : sql` limit ${match.limit}`;
    return sql`(select rowid as position ${fromIndex(index, match)} order by rowid ${order}${limit})`;
  },

  async putSearch(_writer, index, position, { title, words, facets }) {
    const terms = [...words, ...title.map((word) => `^${word}`), ...facets.map((f) => `=${f}`)];
    run(`insert or replace into ${index} (rowid, terms) values (?, ?)`, position, terms.join(' '));
  },

  async removeSearch(_writer, index, position) {
    run(`delete from ${index} where rowid = ?`, position);
  },

  async clearSearch(_writer, index) {
    run(`insert into ${index} (${index}) values ('delete-all')`);
  },

  // The search index writes what it has gathered with each savepoint, so one is made where it is needed.
  savepoint: (_writer, part, { onlyReads = false } = {}) =>
    onlyReads ? part() : withSavepoint(run, part),

  // One statement that does it all and returns the number would make the search index write what it has
  // gathered, as a savepoint does: it takes 45 µs, and these take 6.
  async countUp(writer, name) {
    await counted(writer).execute({ name });
    const [row] = await lastCounted(writer).execute({ name });
    if (row) return row.value;
    await writer.db.insert(writer.tables.counters).values({ name, value: 1 });
    return 1;
  },

  // AUTOINCREMENT goes on behind the greatest number there has been.
  resumeNumbering: async () => {},
});

const counted = prepared(({ db, tables: { counters } }: Writer) =>
  db
    .update(counters)
    .set({ value: sql`${counters.value} + 1` })
    .where(eq(counters.name, sql.placeholder('name')))
    .prepare(),
);

const lastCounted = prepared(({ db, tables: { counters } }: Writer) =>
  db
    .select({ value: counters.value })
    .from(counters)
    .where(eq(counters.name, sql.placeholder('name')))
    .prepare(),
);

/** The rows of a {@link Dialect.jsonArray} as the driver hands it out; most are empty. */
const valuesOf = (text: string): unknown[][] => (text === '[]' ? [] : JSON.parse(text));

function fromIndex(index: Searchable, match: SearchMatch): SQL {
  const table = sql.raw(index);
  const after = match.after === undefined ? sql`` : sql` and rowid > ${match.after}`;
  const before = match.before === undefined ? sql`` : sql` and rowid < ${match.before}`;
  return sql`from ${table} where ${table} match ${expression(match)}${after}${before}`;
}

/** Words hold letters and digits only and facets are hashes, so quoting is all they need. */
function expression({ words, where, facets }: SearchMatch): string {
  const all = (prefix: string) => words.map((word) => `"${prefix}${word}"*`).join(' AND ');
  const wanted = { title: all('^'), anywhere: all(''), rest: `(${all('')}) NOT (${all('^')})` };
  const groups = facets.map((any) => any.map((facet) => `"=${facet}"`).join(' OR '));
  return [wanted[where], ...groups].map((part) => `(${part})`).join(' AND ');
}
