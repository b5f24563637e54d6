import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DatabaseConfig } from '../src/config.ts';
import { SCHEMA_VERSION, type State } from '../src/storage/state.ts';
import { temporaryFolder } from './database.ts';
import { launch } from './launch.ts';
import { command, exported, live } from './moving.ts';

async function sqliteIn(name = 'tocsin.db'): Promise<DatabaseConfig & { path: string }> {
  return { engine: 'sqlite', path: join(await temporaryFolder(), name), isDefault: false };
}

async function lived(): Promise<DatabaseConfig & { path: string }> {
  const database = await sqliteIn();
  await live(database);
  return database;
}

describe('help', () => {
  it.each([['--help'], ['-h'], ['help'], ['export', '--help']])(
    'is written by %j, and nothing else is done',
    async (...args) => {
      const database = await sqliteIn();
      const { code, stdout, stderr } = await command(database, args);
      expect([code, stderr]).toEqual([0, '']);
      for (const name of ['serve', 'seed', 'reset', 'export', 'import', 'backup', '--replace']) {
        expect(stdout).toContain(name);
      }
      expect(existsSync(database.path)).toBe(false);
    },
  );
});

describe('what cannot be done', () => {
  it.each([
    [['exprot'], 'There is no command exprot. See tocsin --help.'],
    [['export', '--force'], '--force'],
    [['import'], 'Usage: tocsin import FILE'],
    [['backup'], 'Usage: tocsin backup FILE'],
    [['import', 'nowhere.json'], 'There is no file nowhere.json.'],
  ])('is told in one line: %j', async (args, message) => {
    const { code, stdout, stderr } = await command(await sqliteIn(), args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('is told of a file that is no dump, whatever it is, and nothing is replaced', async () => {
    const database = await lived();
    const dump = await exported(database);
    const state = JSON.parse(dump) as State;
    const folder = await temporaryFolder();
    const broken: [string, string | Buffer, RegExp][] = [
      ['cut.json', dump.slice(0, -3), /it is not valid JSON/],
      ['empty.json', '', /it is not valid JSON/],
      ['latin1.json', Buffer.from(dump, 'latin1'), /it is not UTF-8/],
      ['list.json', '[]', /schemaVersion is undefined/],
      [
        'newer.json',
        JSON.stringify({ ...state, schemaVersion: SCHEMA_VERSION + 1 }),
        /newer version of Tocsin/,
      ],
      ['shape.json', JSON.stringify({ ...state, events: [{ seq: 'x' }] }), /events\[0\]\.seq/],
    ];
    for (const [name, content, reason] of broken) {
      const file = join(folder, name);
      writeFileSync(file, content);
      const { code, stdout, stderr } = await command(database, ['import', file, '--replace']);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain(`${file} cannot be imported: `);
      expect(stderr).toMatch(reason);
      expect(stderr).not.toMatch(/^ +at \w/m);
    }
    mkdirSync(join(folder, 'folder.json'));
    const { code, stderr } = await command(database, ['import', join(folder, 'folder.json')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/folder\.json cannot be read: .*directory.*\n$/);
    expect(await exported(database)).toBe(dump);
  }, 60_000);

  it('is told of a place where no export can be written', async () => {
    const database = await lived();
    const folder = await temporaryFolder();
    const taken = join(folder, 'taken.json');
    writeFileSync(taken, 'mine');
    const exists = await command(database, ['export', taken]);
    expect([exists.code, exists.stderr]).toEqual([
      1,
      `${taken} exists already; name another file.\n`,
    ]);
    expect(readFileSync(taken, 'utf8')).toBe('mine');
    const nowhere = join(folder, 'no', 'such', 'folder.json');
    const missing = await command(database, ['export', nowhere]);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain(`${nowhere} cannot be written: ENOENT`);
    expect(missing.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('is told when nobody reads an export to its end', async () => {
    const database = await lived();
    const { child, ended } = launch(['export'], {
      environment: { DATABASE_URL: `sqlite:${database.path}` },
    });
    child.stdout?.destroy();
    const { code, stderr } = await ended;
    expect(code).toBe(1);
    expect(stderr).toBe('Standard output cannot be written: write EPIPE\n');
  });

  it('is told of a database that cannot be used in the middle of an import', async () => {
    const dump = await exported(await lived());
    const target = await sqliteIn();
    expect((await command(target, ['export'])).code).toBe(0);
    const { default: Client } = await import('better-sqlite3');
    const other = new Client(target.path);
    onTestFinished(() => void other.close());
    const [held, ended] = [() => other.exec('BEGIN IMMEDIATE'), () => other.exec('ROLLBACK')];
    held();
    const { code, stderr } = await command(target, ['import', '-'], dump);
    ended();
    expect(code).toBe(1);
    expect(stderr).toMatch(/locked/);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect((await command(target, ['import', '-'], dump)).code).toBe(0);
  });
});

describe('standard output', () => {
  /** As a terminal is: what shows progress there looks for these. */
  const terminal = 'process.stderr.isTTY = true; process.stderr.columns = 80;';
  const preload = `--import="data:text/javascript,${encodeURIComponent(terminal)}"`;

  it('has the dump and nothing but the dump, though a progress bar is shown', async () => {
    const database = await lived();
    const environment = { DATABASE_URL: `sqlite:${database.path}`, NODE_OPTIONS: preload };
    const { code, stdout, stderr } = await launch(['export'], { environment }).ended;
    expect(code).toBe(0);
    expect(stdout).toBe(await exported(database));
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: SCHEMA_VERSION });
    expect(stderr).toContain('exporting [');
    expect(stderr).toMatch(/exported \d+ incidents with \d+ notes, .*\n$/);

    const target = await sqliteIn();
    const imported = await launch(['import', '-'], {
      environment: { ...environment, DATABASE_URL: `sqlite:${target.path}` },
      stdin: stdout,
    }).ended;
    expect([imported.code, imported.stdout]).toEqual([0, '']);
    expect(imported.stderr).toContain('importing [');
    const copy = join(target.path, '..', 'copy.db');
    const backup = await launch(['backup', copy], { environment }).ended;
    expect([backup.code, backup.stdout]).toEqual([0, '']);
    expect(backup.stderr).toContain('backing up [');
  });

  it('stays empty where the dump goes to a file, which has the same', async () => {
    const database = await lived();
    const file = join(await temporaryFolder(), 'dump.json');
    const { code, stdout, stderr } = await command(database, ['export', file]);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/^exported \d+ incidents/);
    expect(readFileSync(file, 'utf8')).toBe(await exported(database));
  });
});
