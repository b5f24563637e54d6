import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Incident, NewIntegration, Person, Runbook, Schedule } from '@tocsin/contract';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import { exportAll, importAll } from '../src/commands/move.ts';
import type { DatabaseConfig } from '../src/config.ts';
import { seedOnce } from '../src/seed/seed.ts';
import { openStorage } from '../src/storage/open.ts';
import type { Storage } from '../src/storage/storage.ts';
import { temporaryFolder } from './database.ts';
import { served } from './json/served.ts';
import { launch } from './launch.ts';

export const engines = ['sqlite', 'json', 'postgres'] as const;
export type Engine = (typeof engines)[number];

/** A new database of an engine, on a PostgreSQL server that runs. */
export async function newDatabase(engine: Engine, postgresUrl: string): Promise<DatabaseConfig> {
  if (engine !== 'postgres') {
    const path = join(await temporaryFolder(), engine === 'json' ? 'state.json' : 'tocsin.db');
    return engine === 'json' ? { engine, path } : { engine, path, isDefault: false };
  }
  const name = `m_${randomUUID().replaceAll('-', '')}`;
  const admin = new Client({ connectionString: postgresUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  return { engine, url: new URL(`/${name}`, postgresUrl).href, poolSize: 4 };
}

export const urlOf = (database: DatabaseConfig): string =>
  database.engine === 'postgres' ? database.url : `${database.engine}:${database.path}`;

/** Runs a command on a database to its end. */
export function command(database: DatabaseConfig, args: readonly string[], stdin?: string) {
  const environment = { DATABASE_URL: urlOf(database) };
  const launched = launch(args, { environment, ...(stdin === undefined ? {} : { stdin }) });
  onTestFinished(() => void launched.child.kill('SIGKILL'));
  return launched.ended;
}

/** Does what a command does, in this process. */
async function on<T>(database: DatabaseConfig, work: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await openStorage(database, { warn: () => {} });
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

/** Exports to a new file; answers that, and what the command says. */
export async function exportFrom(database: DatabaseConfig) {
  const file = join(await temporaryFolder(), 'dump.json');
  const said = await on(database, (storage) => exportAll(storage, file));
  return { file, said };
}

/** Imports a file; answers what the command says. */
export const importInto = (database: DatabaseConfig, file: string, replace = false) =>
  on(database, (storage) => importAll(storage, file, { replace }));

/** What a database has, as `export` writes it. */
export async function exported(database: DatabaseConfig): Promise<string> {
  return readFileSync((await exportFrom(database)).file, 'utf8');
}

/** Sample data, and a life after it: changes of many fields, deletions, texts of all kinds. */
export async function live(database: DatabaseConfig): Promise<void> {
  const { app, storage, clock, rest } = await served(database);
  await seedOnce(storage, clock);
  const titles = ['Zürich 🔥 "down"', 'back\\slash', 'データベース', 'to be deleted'];
  const incidents: string[] = [];
  for (const title of titles) {
    await clock.advance(1);
    const input = { title, severity: 'P2', service: 'checkout-api' };
    incidents.push((await rest<Incident>('POST', '/incidents', input)).body.id);
  }
  const [first, second, , last] = incidents;
  for (const text of ['Line 1\nLine 2\t|', '', '\u2028 \u00e9 e\u0301 \u{1f468}\u200d\u{1f692}']) {
    await clock.advance(1);
    await rest('POST', `/incidents/${first}/notes`, { author: 'Jörg', text: `x${text}` });
    await rest('POST', `/incidents/${second}/notes`, { author: 'Mara', text: `y${text}` });
  }
  const all = { title: 'all new', severity: 'P1', service: 'a', assignedTo: 'Mara' };
  await rest('PATCH', `/incidents/${first}`, { ...all, status: 'acknowledged' });
  await rest('PATCH', `/incidents/${first}`, { assignedTo: null, status: 'Closed' });
  await rest('POST', `/incidents/${first}/reopen`);
  await rest('DELETE', `/incidents/${last}`);
  const runbooks: string[] = [];
  for (const tags of [['b', 'a', 'ü'], [], ['a']]) {
    const input = { title: `with ${tags.length} tags`, tags, content: '# 1\r\n\n`x`' };
    const { body } = await rest<Runbook>('POST', '/runbooks', input);
    runbooks.push(body.id);
    await rest('PUT', `/runbooks/${body.id}`, { ...input, content: '# 2' });
  }
  await rest('DELETE', `/runbooks/${runbooks[2]}`);
  await rest('PUT', '/services/a/settings', { correlation_window_seconds: 60 });
  const sender = {
    name: 'Prüfer',
    service: 'a',
    mapping: { message: 't' },
    signing_secret: '8 or more',
  };
  const { body: integration } = await rest<NewIntegration>('POST', '/integrations', sender);
  const events = `/integrations/${integration.key}/events`;
  for (const body of [
    '{"t":"Zürich 🔥","z":1,"a":{"y":2,"b":3}}',
    '{"t":"x","id":"k"}',
    '{"no',
    '{}',
  ]) {
    await rest('POST', events, body);
  }
  const alert = { service: 'b', severity: 'P1', message: 'x', labels: { ü: '1', b: '2' } };
  for (let n = 0; n < 2; n += 1) await rest('POST', '/alerts', { ...alert, dedup_key: 'k' });
  const { body: person } = await rest<Person>('POST', '/people', {
    name: 'Jörg',
    email: 'j@example.com',
  });
  const layers = [
    {
      members: ['Jörg', 'Mara'],
      rotation: 'weekly',
      restrictions: [{ from: '09:00', to: '17:00' }],
    },
  ];
  const onCall = { team: 'checkout-api', members: ['Mara'], timeZone: 'Asia/Kolkata', layers };
  const { body: schedule } = await rest<Schedule>('POST', '/schedules', onCall);
  const override = { member: 'Jörg', end: '2026-12-24', reason: 'Line 1\n"2"', createdBy: 'Mara' };
  await rest('POST', `/schedules/${schedule.id}/overrides`, override);
  await rest('PATCH', `/people/${person.id}`, { name: 'Jörg ß' });
  await app.close();
}
