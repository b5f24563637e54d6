import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { seedOnce } from '../../src/seed/seed.ts';
import type { State } from '../../src/storage/state.ts';
import { temporaryFolder } from '../database.ts';
import { launch } from '../launch.ts';
import { besides, createIncident, servedJson, stateIn } from './served.ts';

/** A good file, and where it is. */
async function goodFile(): Promise<{ path: string; text: string; state: State }> {
  const path = join(await temporaryFolder(), 'state.json');
  const test = await servedJson(path);
  const { id } = await createIncident(test, 'Zürich is down');
  await test.rest('POST', `/incidents/${id}/notes`, { author: 'Mara', text: 'Seen' });
  await test.rest('POST', '/runbooks', { title: 'r', tags: ['a'], content: 'c' });
  await test.app.close();
  return { path, text: readFileSync(path, 'utf8'), state: stateIn(path) };
}

const twice = <T>(rows: readonly T[]): T[] => [...rows, ...rows];
const json = (change: (state: State) => unknown) => (_text: string, state: State) =>
  JSON.stringify(change(state));

const broken: [string, (text: string, state: State) => string | Buffer][] = [
  ['an empty file', () => ''],
  ['no JSON', () => 'schemaVersion: 2\nincidents: []\n'],
  ['a text that was cut off', (text) => text.slice(0, text.length / 2)],
  ['a text whose last brace is missing', (text) => text.trimEnd().slice(0, -1)],
  ['zeros, as after a power cut', (text) => Buffer.alloc(text.length)],
  ['Latin-1', (text) => Buffer.from(text, 'latin1')],
  ['a list', () => '[]'],
  ['null', () => 'null'],
  ['no version', json(({ schemaVersion: _, ...rest }) => rest)],
  ['a version that is no number', json((state) => ({ ...state, schemaVersion: '2' }))],
  ['a version that never was', json((state) => ({ ...state, schemaVersion: 0 }))],
  ['no list of runbooks', json(({ runbooks: _, ...rest }) => rest)],
  [
    'a severity that there is not',
    json((s) => ({ ...s, incidents: s.incidents.map((i) => ({ ...i, severity: 'P9' })) })),
  ],
  [
    'an incident without its notes',
    json((s) => ({ ...s, incidents: s.incidents.map(({ notes: _, ...i }) => i) })),
  ],
  ['an incident twice', json((s) => ({ ...s, incidents: twice(s.incidents) }))],
  ['an event twice', json((s) => ({ ...s, events: twice(s.events) }))],
  ['a revision of a runbook that is not there', json((s) => ({ ...s, runbooks: [] }))],
  [
    'two rows twice, in two lists',
    json((s) => ({ ...s, runbookRevisions: twice(s.runbookRevisions), events: twice(s.events) })),
  ],
  ['version 1 without incidents', () => '{"schemaVersion": 1, "runbooks": []}'],
];

describe('a state file that cannot be read', () => {
  it.each(broken)('is put aside as it was, with a warning: %s', async (_, breakIt) => {
    const { path, text, state } = await goodFile();
    const bad = Buffer.from(breakIt(text, state));
    writeFileSync(path, bad);
    const test = await servedJson(path);
    const [aside = '', ...others] = besides(path).filter((name) => name !== 'state.json');
    expect(others).toEqual([]);
    expect(aside).toMatch(/^state\.json\.corrupt-\d{4}-\d\d-\d\dT[\d.-]+Z$/);
    expect(readFileSync(join(path, '..', aside)).equals(bad)).toBe(true);
    expect(test.warnings).toHaveLength(1);
    const [{ fields, message } = { fields: {}, message: '' }] = test.warnings;
    expect(message).toContain('cannot be read');
    expect(fields).toMatchObject({ path, aside: join(path, '..', aside) });
    expect(fields['reason']).toMatch(/\w+/);

    expect(await seedOnce(test.storage, test.clock)).toBe(true);
    const seeded = stateIn(path);
    expect(seeded.schemaVersion).toBe(2);
    expect(seeded.incidents.length).toBeGreaterThanOrEqual(8);
    expect(seeded.incidents.map(({ title }) => title)).not.toContain('Zürich is down');
    const { number } = await createIncident(test, 'goes on');
    expect(number).toBe(seeded.incidents.length + 1);
    await test.app.close();
    expect((await servedJson(path)).warnings).toEqual([]);
  });

  it('does not keep a server from starting, with sample data', async () => {
    const path = join(await temporaryFolder(), 'state.json');
    writeFileSync(path, '{"schemaVersion": 2, "incidents": [');
    const server = launch([], { environment: { DATABASE_URL: `json:${path}` } });
    onTestFinished(() => void server.child.kill('SIGKILL'));
    const url = await server.listening();
    const { headers } = await fetch(`${url}/api/v1/incidents`);
    expect(Number(headers.get('x-total-count'))).toBeGreaterThanOrEqual(8);
    const warnings = server
      .stdout()
      .split('\n')
      .filter((line) => line.includes('"warn"'));
    expect(warnings).toHaveLength(1);
    expect(JSON.parse(warnings[0] ?? '')).toMatchObject({ path, reason: 'it is not valid JSON' });
    expect(readdirSync(join(path, '..')).filter((name) => name.includes('corrupt'))).toHaveLength(
      1,
    );
    expect(stateIn(path).incidents.length).toBeGreaterThanOrEqual(8);
  });

  it('is not what a byte order mark makes of a good one', async () => {
    const { path, text } = await goodFile();
    writeFileSync(path, `\uFEFF${text}`);
    const test = await servedJson(path);
    expect(test.warnings).toEqual([]);
    expect((await test.rest('GET', '/incidents?q=zurich')).total).toBe(1);
  });
});

describe('a state file of a newer version', () => {
  it('is refused and left as it is, by those commands too that would write it', async () => {
    const { path, state } = await goodFile();
    const newer = JSON.stringify({ ...state, schemaVersion: 3, more: [{ id: 1 }] });
    writeFileSync(path, newer);
    await expect(servedJson(path)).rejects.toThrow(/newer version of Tocsin/);
    for (const args of [[], ['reset']]) {
      const { code, stdout, stderr } = await launch(args, {
        environment: { DATABASE_URL: `json:${path}` },
      }).ended;
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain('newer version of Tocsin');
      expect(stderr).toContain(path);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
    expect(readFileSync(path, 'utf8')).toBe(newer);
    expect(besides(path)).toEqual(['state.json']);
  });
});

describe('what cannot be read for another reason', () => {
  it('is left alone: a folder in the place of the file, or of its lock', async () => {
    const path = join(await temporaryFolder(), 'state.json');
    mkdirSync(path);
    await expect(servedJson(path)).rejects.toMatchObject({ code: 'EISDIR' });
    expect(besides(path)).toEqual(['state.json']);

    const other = join(await temporaryFolder(), 'state.json');
    mkdirSync(`${other}.lock`);
    await expect(servedJson(other)).rejects.toMatchObject({ code: 'ERR_SQLITE_ERROR' });
    expect(besides(other)).toEqual([]);
  });

  it('is told at once where no folder can be made, as in /proc, or where a file is in its way', async () => {
    const file = join(await temporaryFolder(), 'a file');
    writeFileSync(file, 'mine');
    await expect(servedJson(join(file, 'state.json'))).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(servedJson('/proc/tocsin/state.json')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
