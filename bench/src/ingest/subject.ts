import { join } from 'node:path';
import { startPostgres } from '../../../packages/server/test/postgres.ts';
import { fillDatabase } from './fill.ts';
import type { Engine } from './report.ts';
import { type RunningServer, startServer } from './running.ts';
import { type Sender, sendersTo } from './senders.ts';

/** A server on one engine, with so many alerts firing already. */
export interface Subject {
  engine: Engine;
  firing: number;
  server: RunningServer;
  senders: readonly Sender[];
  close(): Promise<void>;
}

/** Fills a new database in a folder, and starts a server on it. */
export async function startSubject(
  engine: Engine,
  firing: number,
  folder: string,
): Promise<Subject> {
  const database = await place(engine, `${firing}`, folder);
  try {
    process.stderr.write(`${engine}: filling with ${firing} firing alerts …\n`);
    await fillDatabase(database.url, firing);
    const server = await startServer(database.url);
    return {
      engine,
      firing,
      server,
      senders: sendersTo(firing, await integrationKey(server.url)),
      async close() {
        await server.stop();
        await database.remove();
      },
    };
  } catch (error) {
    await database.remove();
    throw error;
  }
}

/** A new database, and the way to be rid of it. */
async function place(
  engine: Engine,
  name: string,
  folder: string,
): Promise<{ url: string; remove(): Promise<void> }> {
  if (engine !== 'postgres') {
    const url = `${engine}:${join(folder, `${name}.${engine === 'json' ? 'json' : 'db'}`)}`;
    return { url, remove: async () => {} };
  }
  // Its data waits for the disk too: the flags of the tests, which do not, are not taken.
  const server = await startPostgres([], folder);
  return { url: server.url, remove: () => server.remove() };
}

async function integrationKey(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/integrations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Bench', service: 'notified' }),
  });
  if (!response.ok) throw new Error(await response.text());
  return ((await response.json()) as { key: string }).key;
}
