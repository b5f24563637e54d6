import { join } from 'node:path';
import Client from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { expect, onTestFinished, test } from 'vitest';
import { sqliteMigrations } from '../src/storage/sqlite/migrate.ts';
import { openSqlite } from '../src/storage/sqlite/open.ts';
import { testApp } from './app.ts';
import { temporaryFolder } from './database.ts';
import { typesOf } from './lifecycle.ts';
import { known, LIFECYCLE, olderRows } from './older-database.ts';

test.each(Object.entries(known))(
  'an incident of a database from before there was a timeline has one: %s',
  async (id, { timeline, times }) => {
    const path = join(await temporaryFolder(), 'older.db');
    const older = new Client(path);
    older.exec('CREATE TABLE migrations (hash TEXT PRIMARY KEY, made_at INTEGER NOT NULL)');
    const migrations = readMigrationFiles({ migrationsFolder: sqliteMigrations });
    for (const { sql, hash, folderMillis } of migrations.slice(0, LIFECYCLE)) {
      for (const statement of sql) older.exec(statement);
      older.prepare('INSERT INTO migrations VALUES (?, ?)').run(hash, folderMillis);
    }
    for (const row of olderRows) older.exec(row);
    older.close();

    const storage = openSqlite(path);
    onTestFinished(() => storage.close());
    const app = await testApp({ storage });
    expect(await typesOf(app, id)).toEqual(timeline);
    expect((await app.rest('GET', `/incidents/${id}`)).body).toMatchObject(times);
  },
);
