import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Incident, Runbook } from '@tocsin/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandError } from '../src/commands/command-error.ts';
import type { DatabaseConfig } from '../src/config.ts';
import type { State } from '../src/storage/state.ts';
import { temporaryFolder } from './database.ts';
import { served } from './json/served.ts';
import {
  type Engine,
  engines,
  exported,
  exportFrom,
  importInto,
  live,
  newDatabase,
} from './moving.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres(['-c', 'fsync=off']);
}, 60_000);
afterAll(() => server.remove());

const emptyOn = (engine: Engine): Promise<DatabaseConfig> => newDatabase(engine, server.url);

async function livedOn(engine: Engine): Promise<DatabaseConfig> {
  const database = await emptyOn(engine);
  await live(database);
  return database;
}

const stateOf = (dump: string): State => JSON.parse(dump) as State;

/** The counts that a command tells. */
function countsOf({ incidents, runbooks, events }: State): string {
  const notes = incidents.flatMap((incident) => incident.notes).length;
  return `${incidents.length} incidents with ${notes} notes, ${runbooks.length} runbooks, ${events.length} events`;
}

/** A life that is long enough to test with, or the test would prove nothing. */
function expectRich({ incidents, runbooks, runbookRevisions, events }: State): void {
  expect(incidents.length).toBeGreaterThan(10);
  expect(incidents.flatMap(({ notes }) => notes).length).toBeGreaterThan(20);
  expect(runbooks.length).toBeGreaterThan(7);
  expect(runbookRevisions.length).toBeGreaterThan(runbooks.length);
  expect(events.length).toBeGreaterThan(60);
  const changed = events.map(({ data }) => Object.keys(data['changes'] ?? {}).length);
  expect(Math.max(...changed)).toBeGreaterThan(4);
}

describe.each(engines)('moving from %s', (from) => {
  it.each(engines)(
    'to %s leaves nothing behind, to the last byte, and the target works on',
    async (to) => {
      const source = await livedOn(from);
      const { file, said } = await exportFrom(source);
      const dump = readFileSync(file, 'utf8');
      const state = stateOf(dump);
      expectRich(state);
      expect(said).toBe(`exported ${countsOf(state)}`);

      const target = await emptyOn(to);
      expect(await importInto(target, file)).toBe(`imported ${countsOf(state)}`);
      expect(await exported(target)).toBe(dump);

      const { app, rest } = await served(target);
      const input = { title: 'after the move', severity: 'P1', service: 'a' };
      const { body: created } = await rest<Incident>('POST', '/incidents', input);
      expect(created.number).toBe((state.counters[0]?.value ?? 0) + 1);
      const noted = await rest('POST', `/incidents/${created.id}/notes`, {
        author: 'a',
        text: 'n',
      });
      expect(noted.status).toBe(201);
      const text = { title: 'r', tags: ['a'], content: 'c' };
      expect((await rest<Runbook>('POST', '/runbooks', text)).status).toBe(201);
      expect((await rest('GET', '/incidents')).total).toBe(state.incidents.length + 1);
      expect((await rest('GET', '/incidents?q=slash')).total).toBe(1);
      expect((await rest('GET', '/runbooks?tag=%C3%BC')).total).toBe(1);
      await app.close();
      const seqs = stateOf(await exported(target)).events.map(({ seq }) => seq);
      expect(seqs.length).toBe(state.events.length + 3);
      expect(Math.min(...seqs.slice(-3))).toBeGreaterThan(state.events.at(-1)?.seq ?? 0);
    },
    60_000,
  );
});

describe.each(engines)('importing into %s', (engine) => {
  it('is refused where there is data, and changes nothing, unless told to replace it', async () => {
    const target = await livedOn(engine);
    const before = await exported(target);
    const other = await emptyOn('json');
    const { app, rest } = await served(other);
    await rest('POST', '/incidents', { title: 'the other', severity: 'P1', service: 'b' });
    await app.close();
    const { file } = await exportFrom(other);
    const refused = importInto(target, file);
    await expect(refused).rejects.toThrow(/^The database is not empty\..*--replace\.$/);
    await expect(refused).rejects.toBeInstanceOf(CommandError);
    expect(await exported(target)).toBe(before);

    expect(await importInto(target, file, true)).toBe(
      'imported 1 incidents with 0 notes, 0 runbooks, 1 events',
    );
    expect(await exported(target)).toBe(readFileSync(file, 'utf8'));
    const again = await served(target);
    expect((await again.rest('GET', '/incidents')).total).toBe(1);
    expect((await again.rest('GET', '/incidents?q=other')).total).toBe(1);
    expect((await again.rest('GET', '/incidents?q=checkout')).total).toBe(0);
    expect((await again.rest('GET', '/runbooks?q=database')).total).toBe(0);
    expect((await again.rest('GET', '/runbooks?tag=a')).total).toBe(0);
    await again.app.close();
  }, 60_000);

  it('takes all of a file or nothing, even if its last row is the one at fault', async () => {
    const full = await livedOn(engine);
    const dump = await exported(full);
    const state = stateOf(dump);
    const [first] = state.incidents;
    const last = state.milestones.at(-1);
    if (!first || !last) throw new Error('There is nothing in the dump.');
    const orphan = { runbookId: 'nobody', revision: 1, title: 't', tags: [], content: '' };
    const revisions = [...state.runbookRevisions, { ...orphan, savedAt: 't', savedBy: 'x' }];
    const broken: [object, RegExp][] = [
      [{ ...state, milestones: [...state.milestones, last] }, /unique/i],
      [{ ...state, incidents: [...state.incidents, first] }, /unique/i],
      [{ ...state, runbookRevisions: revisions }, /foreign key/i],
    ];
    const empty = await emptyOn(engine);
    const file = join(await temporaryFolder(), 'broken.json');
    const refuse = async (target: DatabaseConfig, reason: RegExp, replace = false) => {
      const error: unknown = await importInto(target, file, replace).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(CommandError);
      const { message } = error as CommandError;
      expect(message).toContain(`${file} cannot be imported: `);
      expect(message).toMatch(reason);
      expect(message).not.toMatch(/^ +at |insert into/m);
    };
    for (const [content, reason] of broken) {
      writeFileSync(file, JSON.stringify(content));
      await refuse(full, reason, true);
    }
    await refuse(empty, /foreign key/i);
    expect(stateOf(await exported(empty))).toMatchObject({
      incidents: [],
      runbooks: [],
      events: [],
    });
    expect(await exported(full)).toBe(dump);
    writeFileSync(file, dump);
    await importInto(empty, file);
    expect(await exported(empty)).toBe(dump);
  }, 60_000);
});
