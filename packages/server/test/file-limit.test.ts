import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from './database.ts';
import { expectReadableFile } from './kill-files.ts';
import { call, createOne, created, everyIncident, expectUnavailable } from './postgres/calls.ts';
import { type ServerProcess, startServer } from './process.ts';

const CLIENTS = 5;
const ROOM_BYTES = 64 * 1024;

/** How large a process may make its files from now on, as `ulimit -f` does it (setrlimit(2)). */
function limitFiles({ child }: ServerProcess, bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(child.pid), `--fsize=${bytes}:`]);
}

/** Creates incidents until one is refused; answers those that were not. */
async function fill(url: string): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < 2000; n += 1) {
    const answer = await createOne(url, `Filling ${'x'.repeat(180)}`);
    if (answer.status !== 201) {
      expectUnavailable(answer);
      return ids;
    }
    ids.push(answer.body.id);
  }
  throw new Error('The file never got full.');
}

it.each(['sqlite', 'json'] as const)(
  'a server on %s whose files may not grow refuses changes, still reads, and goes on',
  async (engine) => {
    const folder = await temporaryFolder();
    const path = join(folder, 'data');
    const environment = { DATABASE_URL: `${engine}:${path}` };
    const server = await startServer(environment);
    const { url } = server;
    const known = [(await created(url, 'Before')).id];
    const seeded = (await everyIncident(url)).length - known.length;
    const largest = () =>
      Math.max(...readdirSync(folder).map((name) => statSync(join(folder, name)).size));
    for (let round = 0; round < 2; round += 1) {
      limitFiles(server, largest() + ROOM_BYTES);
      const filled = await Promise.all(Array.from({ length: CLIENTS }, () => fill(url)));
      known.push(...filled.flat());
      const ids = (await everyIncident(url)).map(({ id }) => id);
      expect(ids).toHaveLength(seeded + known.length);
      expect(ids).toEqual(expect.arrayContaining(known));
      expect((await call(url, 'GET', '//ready')).status).toBe(200);
      limitFiles(server, 'unlimited');
      known.push((await created(url, `After ${round}`)).id);
    }
    await server.stop('SIGKILL');
    expectReadableFile(engine, path);
    const again = await startServer(environment);
    const ids = (await everyIncident(again.url)).map(({ id }) => id);
    expect(ids).toHaveLength(seeded + known.length);
    expect(ids).toEqual(expect.arrayContaining(known));
  },
  120_000,
);
