import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../database.ts';
import { launch, type Launched } from '../launch.ts';
import { stateIn } from './served.ts';

/** What Node says of a native module that was made for another machine. */
const unloadable = `const { dlopen } = process;
process.dlopen = (module, path, ...flags) => {
  if (!path.endsWith('.node') || !path.includes('sqlite')) return dlopen(module, path, ...flags);
  const message = path + ': invalid ELF header\\nin two lines';
  throw Object.assign(new Error(message), { code: 'ERR_DLOPEN_FAILED' });
};`;
const preload = `data:text/javascript,${encodeURIComponent(unloadable)}`;

/** A process in a folder, where better-sqlite3 cannot be loaded. */
function without(
  cwd: string,
  args: readonly string[] = [],
  environment: Record<string, string> = {},
): Launched {
  return inFolder(cwd, args, { NODE_OPTIONS: `--import="${preload}"`, ...environment });
}

function inFolder(
  cwd: string,
  args: readonly string[] = [],
  environment: Record<string, string> = {},
): Launched {
  const launched = launch(args, { cwd, environment });
  onTestFinished(() => void launched.child.kill('SIGKILL'));
  return launched;
}

const warningsOf = ({ stdout }: Launched) =>
  stdout()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ level }) => level === 'warn');

const create = (url: string, title: string) =>
  fetch(`${url}/api/v1/incidents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title, severity: 'P1', service: 'a' }),
  });

const titlesOn = async (url: string) => {
  const incidents = await (await fetch(`${url}/api/v1/incidents?limit=500`)).json();
  return (incidents as { title: string }[]).map(({ title }) => title);
};

const engineOn = async (url: string) =>
  ((await (await fetch(`${url}/ready`)).json()) as { engine: string }).engine;

async function stop({ child, ended }: Launched): Promise<void> {
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
}

describe('where better-sqlite3 cannot be loaded', () => {
  it('the server comes up on a JSON file, with one warning that says why and what to do', async () => {
    const folder = await temporaryFolder();
    const server = without(folder);
    const url = await server.listening();
    expect(await engineOn(url)).toBe('json');
    const file = join(folder, '.data', 'state.json');
    expect((await create(url, 'kept in JSON')).status).toBe(201);
    expect(stateIn(file).incidents.map(({ title }) => title)).toContain('kept in JSON');
    expect(existsSync(join(folder, '.data', 'tocsin.db'))).toBe(false);

    const [warning, ...others] = warningsOf(server);
    expect(others).toEqual([]);
    expect(warning).toMatchObject({ file });
    expect(warning?.['reason']).toMatch(/better-sqlite3.*: invalid ELF header$/);
    expect(warning?.['msg']).toContain('better-sqlite3 cannot be loaded');
    expect(warning?.['msg']).toContain('npm rebuild better-sqlite3');
    expect(warning?.['msg']).toContain('DATABASE_URL=json:');
    expect(server.stderr()).toBe('');
    await stop(server);

    const again = without(folder);
    expect(await titlesOn(await again.listening())).toContain('kept in JSON');
  });

  it('a command writes its warning where it is not taken for data', async () => {
    const folder = await temporaryFolder();
    expect((await without(folder, ['seed']).ended).code).toBe(0);
    const { code, stdout, stderr } = await without(folder, ['export']).ended;
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(join(folder, '.data', 'state.json'), 'utf8'));
    expect(stderr).toContain('better-sqlite3');
  });
});

describe('where better-sqlite3 can be loaded again', () => {
  it('the data of the JSON file is used on, until it is moved', async () => {
    const folder = await temporaryFolder();
    const before = without(folder);
    await create(await before.listening(), 'kept in JSON');
    await stop(before);

    const server = inFolder(folder);
    const url = await server.listening();
    expect(await engineOn(url)).toBe('json');
    expect(await titlesOn(url)).toContain('kept in JSON');
    const [warning, ...others] = warningsOf(server);
    expect(others).toEqual([]);
    expect(warning?.['msg']).toMatch(/tocsin export.*tocsin import/);
    await stop(server);

    const dump = await inFolder(folder, ['export', 'dump.json']).ended;
    expect(dump.code).toBe(0);
    const sqlite = { DATABASE_URL: 'sqlite:.data/tocsin.db' };
    const moved = await inFolder(folder, ['import', 'dump.json'], sqlite).ended;
    expect([moved.code, moved.stderr]).toEqual([0, expect.stringContaining('imported')]);
    const after = inFolder(folder);
    const afterUrl = await after.listening();
    expect(await engineOn(afterUrl)).toBe('sqlite');
    expect(await titlesOn(afterUrl)).toContain('kept in JSON');
    expect(warningsOf(after)).toEqual([]);
  });
});
