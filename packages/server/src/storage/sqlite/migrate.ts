import { fileURLToPath } from 'node:url';
import type { Database } from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { refuseNewer } from '../newer-database.ts';

export const sqliteMigrations = fileURLToPath(
  new URL('../../../migrations/sqlite', import.meta.url),
);

/**
 * Brings the tables up to date in one transaction that takes the write lock first: of two
 * processes that start at once, the second waits, and then finds nothing left to do.
 */
export function migrate(client: Database): void {
  const migrations = readMigrationFiles({ migrationsFolder: sqliteMigrations });
  client
    .transaction(() => {
      client.exec(
        'CREATE TABLE IF NOT EXISTS migrations (hash TEXT PRIMARY KEY, made_at INTEGER NOT NULL)',
      );
      const done = client.prepare<[], { hash: string }>('SELECT hash FROM migrations').all();
      refuseNewer(
        done.map(({ hash }) => hash),
        migrations,
      );
      const applied = new Set(done.map(({ hash }) => hash));
      for (const { hash, sql, folderMillis } of migrations) {
        if (applied.has(hash)) continue;
        for (const statement of sql) client.exec(statement);
        client.prepare('INSERT INTO migrations VALUES (?, ?)').run(hash, folderMillis);
      }
    })
    .immediate();
}
