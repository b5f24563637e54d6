import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkSameAnswers } from './check.ts';
import { type ContenderName, contenderNames, contenders } from './contenders.ts';
import { fillDatabase } from './database.ts';
import { type Options, readOptions } from './options.ts';
import { machine, markdown, type Report } from './report.ts';
import { type Field, measureInRounds } from './rounds.ts';
import { type Running, start } from './running.ts';
import { verdictsOn } from './verdict.ts';

/** So many different incidents are asked for in turn. */
const IDS = 100;

const results = fileURLToPath(new URL('../results', import.meta.url));
// Beside the results, not where the system keeps what is temporary: that may be memory, and a
// create is to meet a disk.
mkdirSync(join(results, 'tmp'), { recursive: true });
const folder = mkdtempSync(join(results, 'tmp', 'run-'));
const running: Running[] = [];
try {
  const args = process.argv.slice(2);
  const options = readOptions(args);
  const report = await compare(options, await startAll());
  // A run with options of its own is for a look; it does not replace the committed one.
  const file = join(results, args.length === 0 ? '' : 'tmp', 'latest.json');
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  console.log(markdown(report));
  process.exitCode = report.verdicts.every(({ met }) => met) ? 0 : 1;
} finally {
  await Promise.all(running.map((contender) => contender.stop()));
  rmSync(folder, { recursive: true, force: true });
}

async function startAll(): Promise<{ field: Field; ids: string[] }> {
  const database = join(folder, 'seeded.db');
  const ids = await fillDatabase(database);
  const field = new Map<ContenderName, Running>();
  for (const name of contenderNames) {
    const contender = await start(contenders[name], { name, folder, database });
    running.push(contender);
    field.set(name, contender);
  }
  return { field, ids: ids.slice(0, IDS) };
}

async function compare(
  options: Options,
  { field, ids }: { field: Field; ids: string[] },
): Promise<Report> {
  const report: Report = {
    date: new Date().toISOString(),
    machine: machine(),
    connections: options.connections,
    rounds: options.rounds,
    secondsEach: options.seconds,
    operations: [],
    verdicts: [],
  };
  for (const operation of options.operations) await checkSameAnswers(running, operation, ids);
  for (const operation of options.operations) {
    process.stderr.write(`measuring ${operation} …\n`);
    const load = { operation, ids, ...options };
    const results = await measureInRounds(field, load, options.rounds);
    report.operations.push({ operation, results });
    report.verdicts.push(...verdictsOn(operation, results));
  }
  return report;
}
