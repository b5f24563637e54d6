import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Client, { SqliteError } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Storage, Writer } from '../storage.ts';
import { Turns } from '../turns.ts';
import { beginWriting, useWriteAheadLog } from './begin.ts';
import { sqliteDialect } from './dialect.ts';
import { migrate } from './migrate.ts';
import * as tables from './tables.ts';

const BUSY_TIMEOUT_MS = 5_000;
/** A backup copies so many pages, then lets others work. */
const PAGES_AT_ONCE = 1_000;

/**
 * Opens a database file, making it and its folder where there are none. One connection writes,
 * another reads: readers see the last commit and wait for nobody (WAL).
 */
export function openSqlite(path: string): Storage {
  makeFolder(dirname(path));
  const writing = new Client(path, { timeout: BUSY_TIMEOUT_MS });
  useWriteAheadLog(writing, BUSY_TIMEOUT_MS);
  writing.pragma('synchronous = FULL');
  writing.pragma('foreign_keys = ON');
  migrate(writing);
  // From here on waiting is done by `beginWriting`.
  writing.pragma('busy_timeout = 0');
  const reading = new Client(path, { readonly: true, timeout: BUSY_TIMEOUT_MS });

  const writer = handle(writing);
  const turns = new Turns();
  const listeners = new Set<() => void>();

  return {
    ...handle(reading),
    engine: 'sqlite',
    write(change) {
      const until = Date.now() + BUSY_TIMEOUT_MS;
      return turns.take(async () => {
        await beginWriting(writing, until);
        const result = await finish(writing, () => change(writer));
        for (const listener of listeners) listener();
        return result;
      });
    },
    async snapshot(read) {
      const client = new Client(path, { readonly: true, timeout: BUSY_TIMEOUT_MS });
      try {
        client.exec('BEGIN');
        return await read(handle(client));
      } finally {
        client.close();
      }
    },
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async backup(file, onProgress) {
      const { totalPages } = await reading.backup(file, {
        progress({ totalPages: of, remainingPages }) {
          onProgress(of - remainingPages, of);
          return PAGES_AT_ONCE;
        },
      });
      return totalPages;
    },
    async check() {
      reading.prepare('SELECT count(*) FROM counters').get();
    },
    isUnavailable,
    async close() {
      await turns.idle();
      reading.close();
      writing.close();
    },
  };
}

/** One by one: asked for all at once, Node never comes back where a file system takes none. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** Safe: a synchronous driver's queries can be awaited too, and only awaiting is ever done. */
function handle(client: Client.Database): Writer {
  const db = drizzle(client, { schema: tables }) as unknown as Writer['db'];
  return { db, tables, dialect: sqliteDialect };
}

/**
 * Ends a transaction that has begun, one way or the other. Drizzle's own takes no asynchronous
 * callback: it would commit before the work is done.
 */
async function finish<T>(client: Client.Database, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    client.exec('COMMIT');
    return result;
  } catch (error) {
    if (client.inTransaction) client.exec('ROLLBACK');
    throw error;
  }
}

const unusable = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB|PROTOCOL)/;

function isUnavailable(error: unknown): boolean {
  if (error instanceof SqliteError) return unusable.test(error.code);
  if (error instanceof TypeError) return error.message === 'The database connection is not open';
  return error instanceof Error && isUnavailable(error.cause);
}
