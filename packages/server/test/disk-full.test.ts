import { join } from 'node:path';
import Client from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { DatabaseConfig } from '../src/config.ts';
import { canMount, type Disk, replacedFolder, smallDisk } from './disk.ts';
import { besides, type Served, served, stateIn } from './json/served.ts';
import { survivesWithoutRoom } from './without-room.ts';

const mounting = canMount('a folder that is gone, and a process whose files may not grow');

describe('the JSON file', () => {
  const disks: [string, () => Disk][] = [['a folder that is gone', replacedFolder]];
  if (mounting) disks.push(['a full disk', () => smallDisk(256)]);

  it.each(disks)('survives %s', async (name, diskOf) => {
    const disk = diskOf();
    const path = join(disk.folder, 'state.json');
    const database: DatabaseConfig = { engine: 'json', path };
    await survivesWithoutRoom(database, await served(database), disk, (kept) => {
      if (name !== 'a full disk') return;
      expect(stateIn(path).incidents.map(({ id }) => id)).toEqual(kept.map(({ id }) => id));
      expect(besides(path)).toEqual(['filler', 'state.json']);
    });
    expect(besides(path)).toEqual(['state.json']);
  });
});

describe('SQLite', () => {
  interface Room {
    folder: string;
    /** What takes the room, and gives it back. */
    of(test: Served): Pick<Disk, 'spoil' | 'mend'>;
  }
  const limited = (): Room => ({
    folder: replacedFolder().folder,
    of({ storage }) {
      const limit = (pages: number) => () =>
        void storage.write(({ db }) => db.run(sql.raw(`pragma max_page_count = ${pages}`)));
      return { spoil: limit(1), mend: limit(1_000_000) };
    },
  });
  const full = (): Room => {
    const disk = smallDisk(4096);
    return { folder: disk.folder, of: () => disk };
  };
  const rooms: [string, () => Room][] = [['a database that may not grow', limited]];
  if (mounting) rooms.push(['a full disk', full]);

  it.each(rooms)('survives %s', async (_, roomOf) => {
    const room = roomOf();
    const path = join(room.folder, 'tocsin.db');
    const database: DatabaseConfig = { engine: 'sqlite', path, isDefault: false };
    const test = await served(database);
    await survivesWithoutRoom(database, test, room.of(test));
    const client = new Client(path);
    expect(client.pragma('integrity_check', { simple: true })).toBe('ok');
    client.close();
  });
});
