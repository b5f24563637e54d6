import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Incident, Runbook } from '@tocsin/contract';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import type { DatabaseConfig } from '../src/config.ts';
import { seedOnce } from '../src/seed/seed.ts';
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

/** What a database has, as `export` tells it. */
export async function exported(database: DatabaseConfig): Promise<string> {
  const { code, stdout, stderr } = await command(database, ['export']);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

/** Sample data, and a life after it: changes of many fields, deletions, texts of all kinds. */
export async function live(database: DatabaseConfig): Promise<void> {
  const { app, storage, clock, rest } = await served(database);
  await seedOnce(storage, clock);
  const titles = ['Zürich 🔥 "down"', 'back\\slash', 'データベース', 'to be deleted'];
  const incidents: string[] = [];
  for (const title of titles) {
    clock.advance(1);
    const input = { title, severity: 'P2', service: 'checkout-api' };
    incidents.push((await rest<Incident>('POST', '/incidents', input)).body.id);
  }
  const [first, second, , last] = incidents;
  for (const text of ['Line 1\nLine 2\t|', '', '\u2028 \u00e9 e\u0301 \u{1f468}\u200d\u{1f692}']) {
    clock.advance(1);
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
  await app.close();
}
