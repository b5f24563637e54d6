import { readMigrationFiles } from 'drizzle-orm/migrator';
import { expect, onTestFinished, test } from 'vitest';
import { openStorage } from '../../src/storage/open.ts';
import { postgresMigrations } from '../../src/storage/postgres/migrate.ts';
import { testApp } from '../app.ts';
import { typesOf } from '../lifecycle.ts';
import { known, LIFECYCLE, olderRows } from '../older-database.ts';
import { bareDatabase, connection } from './sessions.ts';

test.each(Object.entries(known))(
  'an incident of a database from before there was a timeline has one: %s',
  async (id, { timeline, times }) => {
    const url = await bareDatabase();
    const older = await connection(url);
    await older.query('CREATE TABLE migrations (hash text PRIMARY KEY, made_at bigint NOT NULL)');
    const migrations = readMigrationFiles({ migrationsFolder: postgresMigrations });
    for (const { sql, hash, folderMillis } of migrations.slice(0, LIFECYCLE)) {
      for (const statement of sql) await older.query(statement);
      await older.query('INSERT INTO migrations VALUES ($1, $2)', [hash, folderMillis]);
    }
    for (const row of olderRows) await older.query(row);

    const storage = await openStorage({ engine: 'postgres', url, poolSize: 2 }, { warn: () => {} });
    onTestFinished(() => storage.close());
    const app = await testApp({ storage });
    expect(await typesOf(app, id)).toEqual(timeline);
    expect((await app.rest('GET', `/incidents/${id}`)).body).toMatchObject(times);
  },
);
