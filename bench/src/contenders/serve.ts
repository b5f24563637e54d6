import { openSqlite } from '../../../packages/server/src/storage/sqlite/open.ts';
import type { Storage } from '../../../packages/server/src/storage/storage.ts';

/** What a contender tells the process that started it. */
export type Message = { url: string } | { cpu: NodeJS.CpuUsage };

interface Listening {
  listen(options: { host: string; port: number }): Promise<string>;
}

/**
 * Runs one contender: over the database that the command line names, on a free port, until the
 * process that started it goes. Any message from there asks for the processor time used so far.
 */
export async function serve(build: (storage: Storage) => Promise<Listening> | Listening) {
  const [path] = process.argv.slice(2);
  if (path === undefined) throw new Error('Name a database file.');
  const app = await build(openSqlite(path));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const tell = (message: Message) => process.send?.(message);
  process.on('message', () => tell({ cpu: process.cpuUsage() }));
  process.on('disconnect', () => process.exit());
  tell({ url });
  if (!process.send) console.log(url);
}
