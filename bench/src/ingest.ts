/**
 * How many alerts a second are taken in, each correlated and on disk before its answer, with few and
 * with many alerts firing, on each engine: `npm run ingest -w @tocsin/bench`. It ends with exit code 1
 * when SQLite misses what is promised of it.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../packages/server/test/postgres.ts';
import { fillDatabase } from './ingest/fill.ts';
import { type Ingested, measureIngest } from './ingest/measure.ts';
import { startServer } from './ingest/running.ts';
import { type SenderName, sendersTo } from './ingest/senders.ts';
import { machine } from './report.ts';

const engines = ['sqlite', 'json', 'postgres'] as const;
type Engine = (typeof engines)[number];

interface Row extends Ingested {
  engine: Engine;
  firing: number;
  sender: SenderName;
  title: string;
}

const PROMISED_PER_SECOND = 2_000;
/** What 200,000 firing alerts may cost of the alerts a second that are taken with 1,000. */
const PROMISED_FLATNESS = 0.7;

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

/** A new database, and the way to be rid of it. */
async function place(
  engine: Engine,
  name: string,
): Promise<{ url: string; remove(): Promise<void> }> {
  if (engine !== 'postgres') {
    const url = `${engine}:${join(folder, `${name}.${engine === 'json' ? 'json' : 'db'}`)}`;
    return { url, remove: async () => {} };
  }
  const server = await startPostgres();
  return { url: server.url, remove: () => server.remove() };
}

async function measured(engine: Engine, firing: number): Promise<Row[]> {
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
      return rows;
    } finally {
      await server.stop();
    }
  } finally {
    await database.remove();
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

const line = ({ engine, firing, title, alertsPerSecond, p50Ms, p99Ms, cpuMicros }: Row): string =>
  `| ${[
    engine,
    firing.toLocaleString('en'),
    title,
    Math.round(alertsPerSecond).toLocaleString('en'),
    p50Ms.toFixed(1),
    p99Ms.toFixed(1),
    cpuMicros.toFixed(0),
  ].join(' | ')} |`;

/** What is promised of SQLite, and whether it is kept. */
function verdictsOn(rows: readonly Row[]): { says: string; met: boolean }[] {
  const sqlite = rows.filter(({ engine }) => engine === 'sqlite');
  const fast = sqlite.map(({ title, firing, alertsPerSecond }) => ({
    says: `SQLite, ${title.toLowerCase()}, ${firing} firing: at least ${PROMISED_PER_SECOND} a second`,
    met: alertsPerSecond >= PROMISED_PER_SECOND,
  }));
  const flat = sqlite.flatMap((many) => {
    const few = sqlite.find(({ sender, firing }) => sender === many.sender && firing < many.firing);
    if (!few) return [];
    const says = `SQLite, ${many.title.toLowerCase()}: processor time at ${many.firing} firing at most 1/${PROMISED_FLATNESS} of that at ${few.firing}`;
    return [{ says, met: few.cpuMicros / many.cpuMicros >= PROMISED_FLATNESS }];
  });
  return [...fast, ...flat];
}

try {
  const rows: Row[] = [];
  for (const engine of engines.filter((name) => values.engine.includes(name))) {
    for (const firing of values.firing) rows.push(...(await measured(engine, Number(firing))));
  }
  const verdicts = verdictsOn(rows);
  console.log('| engine | firing | | alerts/s | p50 ms | p99 ms | CPU µs |');
  console.log('| --- | ---: | --- | ---: | ---: | ---: | ---: |');
  for (const row of rows) console.log(line(row));
  console.log();
  for (const { says, met } of verdicts) console.log(`- ${met ? 'met' : '**missed**'}: ${says}`);
  const report = { date: new Date().toISOString(), machine: machine(), ...load, rows, verdicts };
  // A run with options of its own is for a look; it does not replace the committed one.
  const file = join(results, isWhole ? '' : 'tmp', 'ingest.json');
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = verdicts.every(({ met }) => met) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
