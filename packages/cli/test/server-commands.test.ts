import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serve } from './server.ts';
import { launch, temporaryFolder, tocsin } from './tocsin.ts';

describe('on a database', () => {
  const inFolder = (cwd: string) => (database: string) => ({
    cwd,
    environment: { DATABASE_URL: `${database}:${join(cwd, database)}` },
  });

  it('seeds once, backs up, and begins anew', async () => {
    const cwd = await temporaryFolder();
    const sqlite = inFolder(cwd)('sqlite');
    const seeded = await tocsin(['seed'], sqlite);
    expect([seeded.code, seeded.stderr]).toEqual([0, 'seeded with sample data\n']);
    expect((await tocsin(['seed'], sqlite)).stderr).toMatch(/^nothing done/);
    expect((await tocsin(['backup', 'copy.db'], sqlite)).stderr).toMatch(/^backed up \d+ pages/);
    expect(existsSync(join(cwd, 'copy.db'))).toBe(true);
    expect((await tocsin(['reset'], sqlite)).stderr).toBe('everything deleted, and seeded anew\n');
  });

  it('exports, and imports elsewhere with nothing lost, but not over data', async () => {
    const cwd = await temporaryFolder();
    const on = inFolder(cwd);
    await tocsin(['seed'], on('sqlite'));
    expect((await tocsin(['export', 'dump.json'], on('sqlite'))).code).toBe(0);
    const imported = await tocsin(['import', 'dump.json'], on('json'));
    expect(imported.stderr).toMatch(/^imported \d+ incidents/);
    const { stdout: dump } = await tocsin(['export'], on('json'));
    expect(dump).toBe(readFileSync(join(cwd, 'dump.json'), 'utf8'));
    const again = await tocsin(['import', 'dump.json'], on('json'));
    expect([again.code, again.stdout]).toEqual([1, '']);
    expect(again.stderr).toMatch(/--replace\.\n$/);
    const replaced = await tocsin(['import', '-', '--replace'], { ...on('json'), stdin: dump });
    expect(replaced.code).toBe(0);
  });

  it('tells when nobody reads an export to its end: a dump that is cut is of no use', async () => {
    const cwd = await temporaryFolder();
    const environment = { DATABASE_URL: `sqlite:${join(cwd, 'a.db')}` };
    await tocsin(['seed'], { cwd, environment });
    const { child, ended } = launch(['export'], { cwd, environment });
    child.stdout?.destroy();
    const { code, stderr } = await ended;
    expect([code, stderr]).toEqual([1, 'Standard output cannot be written: write EPIPE\n']);
  });

  it.each([
    [['import'], 2, "missing required argument 'FILE'\n"],
    [['import', 'a', 'b'], 2, /too many arguments/],
    [['export', '--force'], 2, /unknown option '--force'/],
    [['import', 'nowhere.json'], 1, 'There is no file nowhere.json.\n'],
  ])('%j is refused in a line', async (args, expected, reason) => {
    const cwd = await temporaryFolder();
    const environment = { DATABASE_URL: `json:${join(cwd, 'state.json')}` };
    const { code, stdout, stderr } = await tocsin(args, { cwd, environment });
    expect([code, stdout]).toEqual([expected, '']);
    if (typeof reason === 'string') expect(stderr).toBe(reason);
    else expect(stderr).toMatch(reason);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('tells all problems of the configuration', async () => {
    const environment = { PORT: 'x', LOG_LEVEL: 'loud' };
    const { code, stderr } = await tocsin(['serve'], { environment });
    expect(code).toBe(1);
    expect(stderr).toContain('  PORT: Must be a whole number');
    expect(stderr).toContain('  LOG_LEVEL: ');
  });
});

describe('serve', () => {
  it('serves until it is told to stop, and ends in order', async () => {
    const cwd = await temporaryFolder();
    const { server, url } = await serve(cwd, '0');
    onTestFinished(() => void server.child.kill('SIGKILL'));
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    server.child.kill('SIGTERM');
    const { code, stdout } = await server.ended;
    expect(code).toBe(0);
    expect(stdout).toContain('"msg":"stopped"');
  });
});

describe('the settings', () => {
  it('are also read from a .env file of the working directory', async () => {
    const cwd = await temporaryFolder();
    const { server, url } = await serve(cwd, '0');
    onTestFinished(() => void server.child.kill('SIGKILL'));
    const { writeFile } = await import('node:fs/promises');
    await writeFile(join(cwd, '.env'), `TOCSIN_URL=${url}\n`);
    const { code, stdout } = await tocsin(['system', 'ready', '--json'], { cwd });
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      { status: 'ready', database: 'connected', engine: 'sqlite' },
    ]);
  });
});
