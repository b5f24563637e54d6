import type { SQL, SQLWrapper } from 'drizzle-orm';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type { SearchTerms } from './search-terms.ts';
import type * as tables from './sqlite/tables.ts';

export type Tables = typeof tables;
type Database = BaseSQLiteDatabase<'async', unknown, Tables>;

/** Whose search index: each of these tables has one, keyed by its `position`. */
export type Searchable = 'incident_search' | 'runbook_search';

/** A query that has been prepared. */
export interface PreparedRows<Row> {
  execute(values: Record<string, unknown>): Promise<Row[]>;
  values(values: Record<string, unknown>): Promise<unknown>;
}

/** What one engine does in its own way. */
export interface Dialect {
  /**
   * The rows of a prepared query. `fromColumns` makes one from its columns in the order in which
   * they were selected, where the driver hands them out so: it is twice as fast as drizzle's own way.
   */
  rows<Row>(
    query: PreparedRows<Row>,
    values: Record<string, unknown>,
    fromColumns: (columns: unknown[]) => Row,
  ): Promise<Row[]>;
  /** The column as a value: the planner may not take its index, for the order needs another. */
  unindexed(column: SQLWrapper): SQL;
  /**
   * Rows as one JSON array, `object` for each, in the given order. In the columns of {@link rows} it
   * is still text: an array of each row's values, in the order of `object`.
   */
  jsonArray(object: Record<string, SQLWrapper>, from: SQL, order: SQL): SQL<unknown[]>;
  /** The positions that match, in order of position, as a subquery. */
  searchPositions(index: Searchable, match: SearchMatch): SQL;
  putSearch(writer: Writer, index: Searchable, position: number, terms: SearchTerms): Promise<void>;
  removeSearch(writer: Writer, index: Searchable, position: number): Promise<void>;
  clearSearch(writer: Writer, index: Searchable): Promise<void>;
  /**
   * Does a part of a change that may fail: when it throws, that part alone is taken back, and the
   * change goes on. PostgreSQL would otherwise take no more statements of it. A part that `onlyReads`
   * leaves SQLite nothing to take back.
   * @throws what `part` throws
   */
  savepoint<T>(
    writer: Writer,
    part: () => Promise<T>,
    options?: { onlyReads?: boolean },
  ): Promise<T>;
  /** The next of the numbers of a counter, from 1; it is taken when the change is committed. */
  countUp(writer: Writer, counter: string): Promise<number>;
  /** After rows with given numbers were stored: the next number is behind them. */
  resumeNumbering(writer: Writer): Promise<void>;
}

export interface SearchMatch {
  words: readonly string[];
  /** `title`: every word in the title. `rest`: every word somewhere, but not all in the title. */
  where: 'title' | 'rest' | 'anywhere';
  /** Within a group any will do; every group must be met. */
  facets: readonly (readonly string[])[];
  /** Only positions behind this one, and before that one. */
  after?: number | undefined;
  before?: number | undefined;
  order: 'asc' | 'desc';
  limit?: number | undefined;
}

/** Reads. What is read with one statement is consistent in itself. */
export interface Reader {
  readonly db: Pick<Database, 'select'>;
  readonly tables: Tables;
  readonly dialect: Dialect;
}

/** Reads and changes, inside `write()`. */
export interface Writer extends Reader {
  readonly db: Database;
}

/** A database, whichever engine is behind it. */
export interface Storage extends Reader {
  readonly engine: 'sqlite' | 'json' | 'postgres';
  /**
   * The only door to a change. Changes take turns: what `change` reads stays true until it is
   * done. It commits when `change` returns, and then it is durable; it rolls back when it throws.
   * Database work only inside: no network, no timers, no other `write()`. It may be called more than
   * once, and only what the last call did and returned counts.
   * @throws UniqueClashError (`refusal.ts`) when something may be there only once
   */
  write<T>(change: (writer: Writer) => Promise<T>): Promise<T>;
  /** Reads with several statements as of one moment. Changes do not wait for it. */
  snapshot<T>(read: (reader: Reader) => Promise<T>): Promise<T>;
  /** Calls back after each commit; returns the way to stop. */
  onCommit(listener: () => void): () => void;
  /** Throws unless the database answers. */
  check(): Promise<void>;
  /** Whether an error says that the database cannot be used now: locked, full, unreadable, gone. */
  isUnavailable(error: unknown): boolean;
  /**
   * Copies the database to a new file while it is in use, where the engine can. Answers the number
   * of pages copied; `onProgress` is told of those done and those there are.
   */
  backup?(file: string, onProgress: (done: number, of: number) => void): Promise<number>;
  close(): Promise<void>;
}
