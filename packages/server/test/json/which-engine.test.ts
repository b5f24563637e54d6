import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DatabaseConfig } from '../../src/config.ts';
import { openStorage, SqliteNotLoadedError } from '../../src/storage/open.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { temporaryFolder } from '../database.ts';

/**
 * Nothing here imports better-sqlite3 before these tests do: what could not be loaded stays so for
 * the whole process, and what was loaded too.
 */
const load = process.dlopen;

/** Node's answer to a native module that was made for another machine. */
function withoutSqlite(code = 'ERR_DLOPEN_FAILED'): void {
  process.dlopen = (_module: object, path: string) => {
    throw Object.assign(new Error(`${path}: invalid ELF header\nin two lines`), { code });
  };
  onTestFinished(() => {
    process.dlopen = load;
  });
}

interface Opened {
  storage: Storage;
  warnings: { fields: Record<string, unknown>; message: string }[];
}

async function open(database: DatabaseConfig): Promise<Opened> {
  const warnings: Opened['warnings'] = [];
  const storage = await openStorage(database, {
    warn: (fields, message) => void warnings.push({ fields: { ...fields }, message }),
  });
  onTestFinished(() => storage.close());
  return { storage, warnings };
}

/** What a server opens that nobody told which database to use. */
async function byDefault(): Promise<Extract<DatabaseConfig, { engine: 'sqlite' }>> {
  const path = join(await temporaryFolder(), '.data', 'tocsin.db');
  return { engine: 'sqlite', path, isDefault: true };
}

const silent = { warn: () => {} };

const besideOf = ({ path }: { path: string }): string => join(path, '..', 'state.json');

describe('where better-sqlite3 cannot be loaded', () => {
  it('a JSON file takes the place of the default, with one warning that says what to do', async () => {
    withoutSqlite();
    const database = await byDefault();
    const { storage, warnings } = await open(database);
    expect(storage.engine).toBe('json');
    expect(warnings).toHaveLength(1);
    const [{ fields, message } = { fields: {}, message: '' }] = warnings;
    expect(fields['file']).toBe(besideOf(database));
    expect(fields['reason']).toMatch(/better-sqlite3.*: invalid ELF header$/);
    expect(message).toContain('npm rebuild better-sqlite3');
    expect(existsSync(database.path)).toBe(false);
  });

  it('a SQLite database that was chosen is refused, and nothing is begun in its place', async () => {
    withoutSqlite();
    const chosen: DatabaseConfig = { ...(await byDefault()), isDefault: false };
    const refused = open(chosen);
    await expect(refused).rejects.toBeInstanceOf(SqliteNotLoadedError);
    await expect(refused).rejects.toThrow(chosen.path);
    await expect(refused).rejects.toThrow(/invalid ELF header\. Run "npm rebuild better-sqlite3"/);
    await expect(refused).rejects.not.toThrow('in two lines');
    expect(existsSync(besideOf(chosen))).toBe(false);
  });

  it('a default database that has data is refused: it would seem to be gone', async () => {
    withoutSqlite();
    const database = await byDefault();
    mkdirSync(join(database.path, '..'));
    writeFileSync(database.path, 'what SQLite wrote');
    await expect(open(database)).rejects.toBeInstanceOf(SqliteNotLoadedError);
    expect(existsSync(besideOf(database))).toBe(false);
  });

  it('an engine that needs it not is not spoken of', async () => {
    withoutSqlite();
    const { storage, warnings } = await open({
      engine: 'json',
      path: besideOf(await byDefault()),
    });
    expect([storage.engine, warnings]).toEqual(['json', []]);
  });

  it('for a reason of another kind is no reason to use another database', async () => {
    withoutSqlite('EMFILE');
    const database = await byDefault();
    await expect(open(database)).rejects.toMatchObject({ code: 'EMFILE' });
    await expect(open({ ...database, isDefault: false })).rejects.toMatchObject({ code: 'EMFILE' });
    expect(existsSync(besideOf(database))).toBe(false);
  });
});

describe('where better-sqlite3 can be loaded', () => {
  it('nobody is warned, and there is a SQLite database', async () => {
    const database = await byDefault();
    const { storage, warnings } = await open(database);
    expect([storage.engine, warnings]).toEqual(['sqlite', []]);
    expect(existsSync(besideOf(database))).toBe(false);
  });

  it('data in the JSON file is used on, with a warning that says how to move it', async () => {
    const database = await byDefault();
    const before = await openStorage({ engine: 'json', path: besideOf(database) }, silent);
    await before.write(({ db, tables }) =>
      db.insert(tables.counters).values({ name: 'kept', value: 7 }),
    );
    await before.close();
    const { storage, warnings } = await open(database);
    expect(storage.engine).toBe('json');
    expect(await storage.db.select().from(storage.tables.counters)).toEqual([
      { name: 'kept', value: 7 },
    ]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toMatch(/tocsin export.*tocsin import/);
    expect(existsSync(database.path)).toBe(false);
  });

  it('the file of an older backend in the default place is taken over', async () => {
    const database = await byDefault();
    mkdirSync(join(database.path, '..'));
    writeFileSync(besideOf(database), '{"schemaVersion": 1, "incidents": [], "runbooks": []}');
    const { storage, warnings } = await open(database);
    expect(storage.engine).toBe('json');
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('tocsin export'),
      expect.stringContaining('had version 1'),
    ]);
  });

  it('what has been moved to SQLite is used from there, whatever is beside it', async () => {
    const database = await byDefault();
    await (await openStorage({ ...database, isDefault: false }, silent)).close();
    writeFileSync(besideOf(database), '{"schemaVersion": 1, "incidents": [], "runbooks": []}');
    const { storage, warnings } = await open(database);
    expect([storage.engine, warnings]).toEqual(['sqlite', []]);
  });
});
