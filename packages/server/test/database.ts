import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';
import type { DatabaseConfig } from '../src/config.ts';
import { openStorage } from '../src/storage/open.ts';
import type { Storage } from '../src/storage/storage.ts';
import { TEMPLATE } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Which engine the tests of a run are for. */
    engine: DatabaseConfig['engine'];
    /** A server with nothing in it but the template; for runs on PostgreSQL. */
    postgresUrl: string;
  }
}

export const engine = inject('engine');

/** A folder that goes when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Where a new database of this run's engine may be; it goes when the test ends. */
export async function emptyDatabase(): Promise<DatabaseConfig> {
  if (engine === 'postgres') {
    return { engine, url: await emptyPostgres(), poolSize: 5 };
  }
  const folder = await temporaryFolder();
  if (engine === 'json') return { engine, path: join(folder, 'state.json') };
  return { engine, path: join(folder, 'tocsin.db'), isDefault: false };
}

/** The same as a `DATABASE_URL`. */
export const urlOf = (database: DatabaseConfig): string =>
  database.engine === 'postgres' ? database.url : `${database.engine}:${database.path}`;

/** An open, empty database of this run's engine. Whoever asks closes it. */
export async function emptyStorage(): Promise<Storage> {
  return openStorage(await emptyDatabase(), { warn: () => {} });
}

async function emptyPostgres(): Promise<string> {
  const server = inject('postgresUrl');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  onTestFinished(() => asAdmin(server, `DROP DATABASE ${name} WITH (FORCE)`));
  return new URL(`/${name}`, server).href;
}

async function asAdmin(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: new URL('/postgres', server).href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
