import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Client from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from './database.ts';
import { runToEnd, startServer } from './process.ts';

const start = fileURLToPath(new URL('../start.js', import.meta.url));

/** The one message of a server that cannot start: what is wrong, for people, and exit code 1. */
async function problemOf(environment: Record<string, string>): Promise<string> {
  const { code, output } = await runToEnd([], environment);
  expect(code, output).toBe(1);
  expect(output).not.toMatch(/^ +at /m);
  expect(output).not.toMatch(/\bError:|node:internal|node_modules/);
  return output;
}

const databaseIn = (...path: string[]) => ({ DATABASE_URL: `sqlite:${join(...path)}` });

describe('a configuration that cannot be used', () => {
  it('is refused with all its problems at once', async () => {
    const problem = await problemOf({ PORT: 'http', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' });
    expect(problem).toMatch(/^The configuration cannot be used:$/m);
    expect(problem).toMatch(/^ {2}PORT: Must be a whole number$/m);
    expect(problem).toMatch(/^ {2}DATABASE_URL: Must be sqlite:PATH/m);
    expect(problem).toMatch(/^ {2}LOG_LEVEL: /m);
    expect(problem.trim().split('\n')).toHaveLength(4);
  });

  it('may come from a .env file of the working directory, which the environment overrules', async () => {
    const cwd = await temporaryFolder();
    writeFileSync(join(cwd, '.env'), 'PORT=from-file\nLOG_LEVEL=loud\nDATABASE_URL=sqlite:x.db\n');
    const env = { LOG_LEVEL: 'info' };
    const output = await new Promise<string>((resolve) => {
      execFile(process.execPath, [start], { cwd, env }, (_error, _stdout, stderr) =>
        resolve(stderr),
      );
    });
    expect(output).toContain('PORT');
    expect(output).not.toContain('LOG_LEVEL');
  });
});

describe('an address that cannot be had', () => {
  it('is told when the port is in use', async () => {
    const folder = await temporaryFolder();
    const first = await startServer(databaseIn(folder, 'first.db'));
    const { port } = new URL(first.url);
    const problem = await problemOf({ ...databaseIn(folder, 'second.db'), PORT: port });
    expect(problem).toContain('the port is in use');
    expect(problem).toContain(port);
    expect(problem).toContain('set PORT');
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
  });

  it('is told when another program has the port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const database = databaseIn(await temporaryFolder(), 'x.db');
    expect(await problemOf({ ...database, PORT: String(port) })).toContain('the port is in use');
  });

  it.each(['192.0.2.1', 'no-such-host.invalid', 'not a host'])(
    'is told when HOST is %j, which this machine is not',
    async (HOST) => {
      const problem = await problemOf({ ...databaseIn(await temporaryFolder(), 'x.db'), HOST });
      expect(problem).toContain('HOST is not an address of this machine');
    },
  );
});

describe('a database that cannot be used', () => {
  it.each([
    ['in a folder that is a file', (folder: string) => join(folder, 'file', 'tocsin.db')],
    ['below a folder that is a file', (folder: string) => join(folder, 'file', 'a', 'tocsin.db')],
    ['in a folder that cannot be made', () => '/proc/tocsin/tocsin.db'],
    ['in a folder that takes no files', () => '/proc/tocsin.db'],
    ['that is a folder', (folder: string) => join(folder, 'folder')],
  ])('is told when it is to be one %s', async (_, pathIn) => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, 'file'), 'x');
    mkdirSync(join(folder, 'folder'));
    const problem = await problemOf(databaseIn(pathIn(folder)));
    expect(problem).toContain('the data folder cannot be written');
    expect(problem).toContain('DATABASE_URL');
    expect(problem.trim().split('\n')).toHaveLength(1);
  });

  it('is told when the file is something else, and the file is left alone', async () => {
    const path = join(await temporaryFolder(), 'letter.txt');
    const letter = 'Dear database, '.repeat(1000);
    writeFileSync(path, letter);
    expect(await problemOf(databaseIn(path))).toContain('is not a SQLite database');
    expect(readFileSync(path, 'utf8')).toBe(letter);
  });

  it('is told when a newer version wrote it, for every command', async () => {
    const path = join(await temporaryFolder(), 'tocsin.db');
    expect((await runToEnd(['seed'], databaseIn(path))).code).toBe(0);
    const client = new Client(path);
    client.prepare('INSERT INTO migrations VALUES (?, ?)').run('of tomorrow', 1);
    client.close();
    expect(await problemOf(databaseIn(path))).toContain('written by a newer version of Tocsin');
    const { code, output } = await runToEnd(['reset'], databaseIn(path));
    expect(code).toBe(1);
    expect(output).toContain('written by a newer version of Tocsin');
  });

  it('is told when another program keeps it locked', async () => {
    const path = join(await temporaryFolder(), 'tocsin.db');
    expect((await runToEnd(['seed'], databaseIn(path))).code).toBe(0);
    const client = new Client(path);
    onTestFinished(() => void client.close());
    client.exec('BEGIN EXCLUSIVE');
    expect(await problemOf(databaseIn(path))).toMatch(/locked|in use/);
  });

  it("is told when it is another program's", async () => {
    const path = join(await temporaryFolder(), 'other.db');
    const client = new Client(path);
    client.exec('CREATE TABLE incidents (id TEXT)');
    client.close();
    expect(await problemOf(databaseIn(path))).toContain('DATABASE_URL');
  });
});

describe('a Node that is too old', () => {
  const preload = 'data:text/javascript,Object.defineProperty(process.versions,"node",';

  async function startedBy(node: string, args: readonly string[], DATABASE_URL: string) {
    return new Promise<{ code: unknown; stderr: string }>((resolve) => {
      const env = { DATABASE_URL };
      execFile(node, [...args, start, 'seed'], { env }, (error, _stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stderr }),
      );
    });
  }

  it('is told which one is needed, in one line, before anything else is done', async () => {
    const path = join(await temporaryFolder(), 'tocsin.db');
    const old = ['--import', `${preload}{value:"22.9.0"})`];
    const { code, stderr } = await startedBy(process.execPath, old, `sqlite:${path}`);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Tocsin needs Node 24 or newer; this is 22\.9\.0\..*\n$/);
    expect(() => readFileSync(path)).toThrow('ENOENT');
  });

  it('is not what a newer Node is taken for', async () => {
    const path = join(await temporaryFolder(), 'tocsin.db');
    const newer = ['--import', `${preload}{value:"100.0.0"})`];
    expect((await startedBy(process.execPath, newer, `sqlite:${path}`)).code).toBe(0);
  });

  it('can read the script that tells it: it imports nothing before it has looked', () => {
    const script = readFileSync(start, 'utf8');
    const [before, after] = script.split('process.exit(1)');
    expect(before).not.toMatch(/\bimport\b/);
    expect(after).toMatch(/await import\(/);
  });
});
