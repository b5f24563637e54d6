import { join } from 'node:path';
import type { Incident, Problem } from '@tocsin/contract';
import Client from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { DatabaseConfig } from '../../src/config.ts';
import { eventsAfter } from '../../src/events/log.ts';
import { canMount, type Disk, replacedFolder, smallDisk } from './disk.ts';
import { besides, createIncident, type Served, served, stateIn } from './served.ts';

/** Creates incidents until one is refused: a journal has some room left when the disk has none. */
async function createUntilRefused(test: Served, kept: Incident[]) {
  const input = { title: 'Zeppelin refused', severity: 'P1', service: 'x'.repeat(80) };
  for (let i = 0; i < 2000; i += 1) {
    const answer = await test.rest<Incident>('POST', '/incidents', input);
    if (answer.status !== 201) return answer;
    kept.push(answer.body);
  }
  throw new Error('The disk never got full.');
}

function expectUnavailable({ status, headers, body }: Awaited<ReturnType<Served['rest']>>): void {
  expect(status).toBe(503);
  expect(headers['content-type']).toContain('application/problem+json');
  expect(headers['retry-after']).toBe('1');
  expect(body).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE' });
  expect((body as Problem).detail).not.toMatch(/ENO|SQL|tmp/);
}

async function expectToHave({ rest, storage }: Served, kept: readonly Incident[]): Promise<void> {
  const { status, total } = await rest('GET', '/incidents');
  expect([status, total]).toEqual([200, kept.length]);
  const zeppelins = kept.filter(({ title }) => title.startsWith('Zeppelin'));
  expect((await rest('GET', '/incidents?q=zeppelin')).total).toBe(zeppelins.length);
  const events = await eventsAfter(storage, { entity: 'incident' }, 0, 10_000);
  expect(events.map(({ entityId }) => entityId)).toEqual(kept.map(({ id }) => id));
  for (const { id, number } of kept.slice(-5)) {
    expect((await rest<Incident>('GET', `/incidents/${id}`)).body.number).toBe(number);
  }
}

/** Refuses while there is no room, shows what there was, and goes on when there is room again. */
async function survives(
  database: DatabaseConfig,
  test: Served,
  { spoil, mend }: Pick<Disk, 'spoil' | 'mend'>,
  whileSpoilt: (kept: readonly Incident[]) => void = () => {},
): Promise<void> {
  const kept = [await createIncident(test, 'Zeppelin kept'), await createIncident(test, 'Other')];
  for (let round = 0; round < 2; round += 1) {
    spoil();
    expectUnavailable(await createUntilRefused(test, kept));
    const [{ id } = { id: '' }] = kept;
    for (const answer of await Promise.all([
      createUntilRefused(test, kept),
      createUntilRefused(test, kept),
      createUntilRefused(test, kept),
    ])) {
      expectUnavailable(answer);
    }
    expect((await test.rest('PATCH', '/incidents/unknown', { title: 'x' })).status).toBe(404);
    expect((await test.rest('GET', `/incidents/${id}`)).body).toEqual(kept[0]);
    await expectToHave(test, kept);
    whileSpoilt(kept);
    mend();
    kept.push(await createIncident(test, `Zeppelin after ${round}`));
    expect(kept.at(-1)?.number).toBe(kept.length);
    await expectToHave(test, kept);
  }
  await test.app.close();
  await expectToHave(await served(database), kept);
}

const mounting = canMount();

describe('the JSON file', () => {
  const disks: [string, () => Disk][] = [['a folder that is gone', replacedFolder]];
  if (mounting) disks.push(['a full disk', () => smallDisk(256)]);

  it.each(disks)('survives %s', async (name, diskOf) => {
    const disk = diskOf();
    const path = join(disk.folder, 'state.json');
    const database: DatabaseConfig = { engine: 'json', path };
    await survives(database, await served(database), disk, (kept) => {
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
    await survives(database, test, room.of(test));
    const client = new Client(path);
    expect(client.pragma('integrity_check', { simple: true })).toBe('ok');
    client.close();
  });
});
