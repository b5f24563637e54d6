/** `node test/kill-loop.ts sqlite|json|postgres [ROUNDS]`: the rounds of `kill-rounds.ts`, 30 of them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kill } from 'node:process';
import { expectReadableFile } from './kill-files.ts';
import { killRounds, type Place } from './kill-rounds.ts';
import { goneAll, postgresProcesses } from './postgres-processes.ts';
import { startPostgres } from './postgres.ts';

type Removable = Place & { remove(): Promise<void> };

const [engine = '', rounds = '30'] = process.argv.slice(2);
const places: Record<string, () => Promise<Removable>> = {
  sqlite: () => fileIn('sqlite'),
  json: () => fileIn('json'),
  postgres: postgresToKill,
};

async function fileIn(scheme: 'sqlite' | 'json'): Promise<Removable> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-kill-'));
  const path = join(folder, 'data');
  return {
    url: `${scheme}:${path}`,
    expectReadable: () => expectReadableFile(scheme, path),
    remove: () => rm(folder, { recursive: true }),
  };
}

/** Every second time all of PostgreSQL is killed too. */
async function postgresToKill(): Promise<Removable> {
  const server = await startPostgres();
  return {
    url: server.url,
    expectReadable: () => {},
    async crash(round) {
      if (round % 2 === 1) return;
      const { all } = await postgresProcesses(server.url);
      for (const pid of all) kill(pid, 'SIGKILL');
      await goneAll(all);
      await server.start();
    },
    remove: () => server.remove(),
  };
}

const placeOf = places[engine];
if (!placeOf || !/^[1-9]\d*$/.test(rounds)) {
  console.error('Usage: node test/kill-loop.ts sqlite|json|postgres [ROUNDS]');
  process.exit(1);
}
const place = await placeOf();
try {
  const ledger = await killRounds(place, Number(rounds), (line) =>
    console.error(`${engine}, ${line}`),
  );
  const { acknowledged, lost, problems } = ledger;
  for (const problem of problems) console.error(problem);
  console.log(
    `${engine}: ${rounds} rounds, ${acknowledged} acknowledged writes, ${lost} lost, ${problems.length} problems`,
  );
  await place.remove();
  process.exit(problems.length > 0 || acknowledged === 0 ? 1 : 0);
} catch (error) {
  await place.remove();
  throw error;
}
