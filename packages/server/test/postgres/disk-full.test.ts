import { statSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import type { DatabaseConfig } from '../../src/config.ts';
import { emptyDatabase, urlOf } from '../database.ts';
import { canMount, type Disk, smallDisk } from '../disk.ts';
import { served } from '../json/served.ts';
import { startPostgres } from '../postgres.ts';
import { survivesWithoutRoom } from '../without-room.ts';
import { connection } from './sessions.ts';

interface Room extends Pick<Disk, 'spoil' | 'mend'> {
  database: DatabaseConfig;
}

/** A database whose tables are on a real small disk. */
async function onSmallDisk(): Promise<Room> {
  const server = await startPostgres(['-c', 'fsync=off']);
  onTestFinished(() => server.remove(), 60_000);
  const admin = await connection(server.url);
  const { rows } = await admin.query<{ data_directory: string }>('SHOW data_directory');
  const disk = smallDisk(24 * 1024, statSync(rows[0]?.data_directory ?? '').uid);
  onTestFinished(async () => {
    const last = await connection(server.url);
    await last.query('DROP DATABASE small WITH (FORCE)');
    await last.query('DROP TABLESPACE small');
  });
  await admin.query(`CREATE TABLESPACE small LOCATION '${disk.folder}'`);
  await admin.query('CREATE DATABASE small TABLESPACE small');
  await admin.end();
  const url = new URL('/small', server.url).href;
  return { ...disk, database: { engine: 'postgres', url, poolSize: 5 } };
}

/** A database that says itself, whenever a table is to grow, that the disk is full. */
async function sayingSo(): Promise<Room> {
  const database = await emptyDatabase();
  await (await served(database)).app.close();
  const admin = await connection(urlOf(database));
  await admin.query(`CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE 'could not extend file' USING ERRCODE = 'disk_full'; END $$`);
  const change = (statement: string) => () => void admin.query(statement);
  return {
    database,
    spoil: change(
      'CREATE TRIGGER full_disk BEFORE INSERT ON incidents EXECUTE FUNCTION full_disk()',
    ),
    mend: change('DROP TRIGGER full_disk ON incidents'),
  };
}

const mounting = canMount('PostgreSQL saying by itself that its disk is full');

it('survives a full disk', async () => {
  const { database, ...disk } = await (mounting ? onSmallDisk() : sayingSo());
  await survivesWithoutRoom(database, await served(database), disk);
  expect((await served(database)).warnings).toEqual([]);
}, 120_000);
