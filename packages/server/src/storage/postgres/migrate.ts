import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { ClientBase } from 'pg';
import { refuseNewer } from '../newer-database.ts';

export const postgresMigrations = fileURLToPath(
  new URL('../../../migrations/postgres', import.meta.url),
);

/** Any number will do; it must be the same in every process. */
export const MIGRATION_LOCK = 7_286_324;

/**
 * Brings the tables up to date in one transaction under a lock: of any number of processes that
 * start at once, one does the work and the others wait, and then find nothing left to do.
 */
export async function migrate(client: ClientBase): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder: postgresMigrations });
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS migrations (hash text PRIMARY KEY, made_at bigint NOT NULL)',
    );
    const { rows } = await client.query<{ hash: string }>('SELECT hash FROM migrations');
    const applied = rows.map(({ hash }) => hash);
    refuseNewer(applied, migrations);
    for (const { hash, sql, folderMillis } of migrations) {
      if (applied.includes(hash)) continue;
      for (const statement of sql) await client.query(statement);
      await client.query('INSERT INTO migrations VALUES ($1, $2)', [hash, folderMillis]);
    }
    await client.query('COMMIT');
  } catch (error) {
    // Where the connection has gone there is nothing to roll back, and why it went is worth more.
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}
