import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import { sqliteMigrations } from '../sqlite/migrate.ts';
import { sqliteDialect } from '../sqlite/dialect.ts';
import * as tables from '../sqlite/tables.ts';
import type { Writer } from '../storage.ts';

/** SQLite in memory, by the module that is part of Node: nothing native has to be installed. */
export interface MemoryDatabase {
  run(statement: string): void;
  inTransaction(): boolean;
  /** How many rows have ever been changed. */
  changes(): number;
  /** Queries that wait for what `wait` answers before they run, as long as it answers anything. */
  handle(wait: () => Promise<unknown> | undefined): Writer;
  close(): void;
}

export function openMemory(): MemoryDatabase {
  const client = new DatabaseSync(':memory:');
  client.exec('PRAGMA foreign_keys = ON');
  for (const { sql } of readMigrationFiles({ migrationsFolder: sqliteMigrations })) {
    for (const statement of sql) client.exec(statement);
  }
  const statements = new Map<string, StatementSync>();

  function statement(text: string): StatementSync {
    const known = statements.get(text);
    if (known) return known;
    const prepared = client.prepare(text);
    prepared.setReturnArrays(true);
    statements.set(text, prepared);
    return prepared;
  }

  const dialect = sqliteDialect((text, ...values) => void statement(text).run(...values));

  return {
    run: (text) => client.exec(text),
    inTransaction: () => client.isOpen && client.isTransaction,
    // Safe: the one row has the one column, as an array.
    changes: () => (statement('SELECT total_changes()').get() as unknown as [number])[0],
    close: () => client.close(),
    handle(wait) {
      const db = drizzle(
        async (text: string, params: SQLInputValue[], method: string) => {
          // Nothing may come between the last look and the statement.
          for (let pending = wait(); pending; pending = wait()) await pending;
          const prepared = statement(text);
          // Safe: statements return arrays, as set above.
          if (method === 'get') return { rows: prepared.get(...params) as unknown as unknown[] };
          if (method === 'run') prepared.run(...params);
          return {
            rows: method === 'run' ? [] : prepared.all(...params),
          };
        },
        { schema: tables },
      );
      // Safe: both are drizzle's asynchronous SQLite; only the result of `run` differs, which is unused.
      return { db, tables, dialect };
    },
  };
}
