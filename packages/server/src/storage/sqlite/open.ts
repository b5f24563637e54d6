import { dirname } from 'node:path';
import Client, { SqliteError } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { makeFolder } from '../folder.ts';
import type { Storage, Writer } from '../storage.ts';
import { useWriteAheadLog } from './begin.ts';
import { sqliteDialect } from './dialect.ts';
import { groupedWrites } from './group-commit.ts';
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
  // From here on `groupedWrites` does the waiting.
  writing.pragma('busy_timeout = 0');
  const reading = new Client(path, { readonly: true, timeout: BUSY_TIMEOUT_MS });

  const listeners = new Set<() => void>();
  const { write, idle } = groupedWrites(writing, handle(writing), {
    busyTimeoutMs: BUSY_TIMEOUT_MS,
    onCommit() {
      for (const listener of listeners) listener();
    },
  });

  return {
    ...handle(reading),
    engine: 'sqlite',
    write,
    snapshot: (read) => ofOneMoment(path, (client) => read(handle(client))),
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    // Between two parts of a copy others may write; a copy of no one moment would begin anew each time.
    backup: (file, onProgress) =>
      ofOneMoment(path, async (client) => {
        const { totalPages } = await client.backup(file, {
          progress({ totalPages: of, remainingPages }) {
            onProgress(of - remainingPages, of);
            return PAGES_AT_ONCE;
          },
        });
        return totalPages;
      }),
    async check() {
      reading.prepare('SELECT count(*) FROM counters').get();
    },
    isUnavailable,
    async close() {
      await idle();
      reading.close();
      writing.close();
    },
  };
}

/** Lends a connection that sees the database as it is now, whatever others write meanwhile. */
async function ofOneMoment<T>(
  path: string,
  read: (client: Client.Database) => Promise<T>,
): Promise<T> {
  const client = new Client(path, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    client.exec('BEGIN; SELECT count(*) FROM counters');
    return await read(client);
  } finally {
    client.close();
  }
}

/** Safe: a synchronous driver's queries can be awaited too, and only awaiting is ever done. */
function handle(client: Client.Database): Writer {
  const db = drizzle(client, { schema: tables }) as unknown as Writer['db'];
  const statements = new Map<string, Client.Statement>();
  const dialect = sqliteDialect((text, ...values) => {
    let statement = statements.get(text);
    if (!statement) statements.set(text, (statement = client.prepare(text)));
    statement.run(...values);
  });
  return { db, tables, dialect };
}

const unusable = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB|PROTOCOL)/;

function isUnavailable(error: unknown): boolean {
  if (error instanceof SqliteError) return unusable.test(error.code);
  if (error instanceof TypeError) return error.message === 'The database connection is not open';
  return error instanceof Error && isUnavailable(error.cause);
}
