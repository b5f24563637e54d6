import { type SQL, sql } from 'drizzle-orm';
import { prepared } from '../prepared.ts';
import { withSavepoint } from '../savepoint.ts';
import type { Dialect, Searchable, SearchMatch, Writer } from '../storage.ts';

/**
 * PostgreSQL's own ways. Search is a `tsvector` of the same terms as on SQLite (a word, `^word` in
 * the title, `=field:value`), made in `search-terms.ts`; PostgreSQL's own dictionaries are not used,
 * so that every engine finds the same.
 */
export const postgresDialect: Dialect = {
  rows: (query, values) => query.execute(values),

  // The planner knows its tables well enough to choose.
  unindexed: (column) => sql`${column}`,

  jsonArray(object, from, order) {
    const pairs = Object.entries(object).map(
      ([key, value]) => sql`${sql.raw(`'${key}'`)}, ${value}`,
    );
    return sql<
      unknown[]
    >`(select coalesce(json_agg(json_build_object(${sql.join(pairs, sql`, `)}) order by ${order}), '[]'::json) ${from})`;
  },

  searchPositions(index, match) {
    const order = match.order === 'asc' ? sql`asc` : sql`desc`;
    const limit = match.limit === undefined ? sql`` : sql` limit ${match.limit}`;
    return sql`(select position ${fromIndex(index, match)} order by position ${order}${limit})`;
  },

  async putSearch(writer, index, position, { title, words, facets }) {
    const terms = [...words, ...title.map((word) => `^${word}`), ...facets.map((f) => `=${f}`)];
    await run(
      writer,
      sql`insert into ${sql.raw(index)} (position, terms)
        values (${position}, array_to_tsvector(${sql.param(terms)}::text[]))
        on conflict (position) do update set terms = excluded.terms`,
    );
  },

  async removeSearch(writer, index, position) {
    await run(writer, sql`delete from ${sql.raw(index)} where position = ${position}`);
  },

  async clearSearch(writer, index) {
    await run(writer, sql`delete from ${sql.raw(index)}`);
  },

  savepoint: (writer, part) => withSavepoint((statement) => run(writer, sql.raw(statement)), part),

  async countUp(writer, name) {
    const [row] = await countingUp(writer).execute({ name });
    if (!row) throw new Error(`The database returned no number of ${name}.`);
    return row.value;
  },

  async resumeNumbering(writer) {
    for (const [table, column] of numbered) {
      const next = sql`(select coalesce(max(${sql.identifier(column)}), 0) + 1 from ${sql.identifier(table)})`;
      const sequence = sql`pg_get_serial_sequence(${table}, ${column})`;
      // Never back: a number that was handed out must not come again.
      await run(
        writer,
        sql`select setval(${sequence}, greatest(${next}, nextval(${sequence})), false)`,
      );
    }
  },
};

const countingUp = prepared(({ db, tables: { counters } }: Writer) =>
  db
    .insert(counters)
    .values({ name: sql.placeholder('name'), value: 1 })
    .onConflictDoUpdate({ target: counters.name, set: { value: sql`${counters.value} + 1` } })
    .returning({ value: counters.value })
    .prepare(),
);

/** The columns that PostgreSQL numbers by itself. */
const numbered = [
  ['incident_notes', 'position'],
  ['runbooks', 'position'],
  ['events', 'seq'],
  ['integrations', 'position'],
  ['unreadable_payloads', 'position'],
  ['notifications', 'position'],
  ['runbook_rules', 'position'],
  ['incident_runbooks', 'position'],
  ['webhooks', 'position'],
  ['webhook_deliveries', 'position'],
] as const;

/** Safe: this dialect is given to connections of PostgreSQL only, whose drizzle has `execute`. */
async function run({ db }: Writer, statement: SQL): Promise<void> {
  await (db as unknown as { execute(statement: SQL): Promise<unknown> }).execute(statement);
}

function fromIndex(index: Searchable, match: SearchMatch): SQL {
  const after = match.after === undefined ? sql`` : sql` and position > ${match.after}`;
  const before = match.before === undefined ? sql`` : sql` and position < ${match.before}`;
  return sql`from ${sql.raw(index)} where terms @@ ${expression(match)}::tsquery${after}${before}`;
}

/** Words hold letters and digits only and facets are hashes, so quoting is all they need. */
function expression({ words, where, facets }: SearchMatch): string {
  const all = (prefix: string) => words.map((word) => `'${prefix}${word}':*`).join(' & ');
  const wanted = { title: all('^'), anywhere: all(''), rest: `(${all('')}) & !(${all('^')})` };
  const groups = facets.map((any) => any.map((facet) => `'=${facet}'`).join(' | '));
  return [wanted[where], ...groups].map((part) => `(${part})`).join(' & ');
}
