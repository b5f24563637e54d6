import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { buildApp } from '../../packages/server/src/app.ts';
import { systemClock, timestamp } from '../../packages/server/src/clock.ts';
import { readConfig } from '../../packages/server/src/config.ts';
import { nextNumber } from '../../packages/server/src/incidents/queries.ts';
import { openIncident } from '../../packages/server/src/incidents/rules.ts';
import { storeNew } from '../../packages/server/src/incidents/store.ts';
import { createLogger } from '../../packages/server/src/logger.ts';
import { openSqlite } from '../../packages/server/src/storage/sqlite/open.ts';
import type { Storage, Writer } from '../../packages/server/src/storage/storage.ts';
import { machine } from './report.ts';

/**
 * What a page of 100 costs with few incidents and with many: in process, from request to answer, the
 * two sizes in turn. `npm run lists -w @tocsin/bench`; filling the large database takes minutes.
 */
const SIZES = [1_000, 200_000];
const ROUNDS = 30;
const AT_ONCE = 2_000;
const begin = Date.parse('2025-01-01T00:00:00.000Z');
const end = Date.parse('2026-11-01T00:00:00.000Z');
const severities = ['P1', 'P2', 'P3', 'P4'] as const;
const vocabulary = (
  'latency timeout errors failing database postgres connection authentication certificate kubernetes ' +
  'deploy rollback queue backlog consumer disk memory leak network partition payment gateway customer ' +
  'checkout notification email webhook slow query index lock contention'
).split(' ');

const queries = [
  '',
  'sort=-updatedAt',
  'sort=severity',
  'status=Open',
  'status=Closed&severity=P1',
  'severity=P1&severity=P2',
  'service=service-3',
  'service=service-3&status=Closed&severity=P2',
  'assignedTo=person-7',
  'from=2026-01-01',
  'q=kubernetes',
  'q=kub',
  'q=post+kub',
  'q=authentication+lock',
  'q=kub&severity=P1&service=service-3',
  'q=kub&sort=createdAt',
  'q=nothing+like+it',
];

/** The same numbers in every run (mulberry32). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

async function fill(storage: Storage, size: number): Promise<void> {
  const below = numbersFrom(size);
  const words = (count: number) =>
    Array.from({ length: count }, () => vocabulary[below(vocabulary.length)]).join(' ');
  const add = async (writer: Writer, n: number) => {
    const at = timestamp(begin + Math.floor(((end - begin) * n) / size));
    const input = {
      title: words(6),
      severity: severities[below(4)] ?? 'P4',
      service: `service-${below(10)}`,
      assignedTo: below(3) === 0 ? null : `person-${below(10)}`,
      status: n > size - 150 ? ('open' as const) : ('Closed' as const),
    };
    const identity = { id: uuidv7({ msecs: Date.parse(at) }), number: await nextNumber(writer) };
    await storeNew(writer, openIncident(input, identity, at), { actor: 'system', at });
  };
  for (let n = 0; n < size; n += AT_ONCE) {
    await storage.write(async (writer) => {
      for (let i = n; i < Math.min(n + AT_ONCE, size); i += 1) await add(writer, i);
    });
  }
}

async function ask(app: FastifyInstance, query: string) {
  const started = performance.now();
  const answer = await app.inject(`/api/v1/incidents?limit=100&${query}`);
  const milliseconds = performance.now() - started;
  if (answer.statusCode !== 200) throw new Error(answer.payload);
  const relation = answer.headers['x-total-count-relation'] === 'gte' ? '+' : '';
  const found = `${answer.json<unknown[]>().length} of ${String(answer.headers['x-total-count'])}${relation}`;
  return { milliseconds, found };
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const folder = await mkdtemp(join(import.meta.dirname, '../results/tmp-'));
const config = readConfig({ LOG_LEVEL: 'silent' }, false);
const apps: FastifyInstance[] = [];
for (const size of SIZES) {
  const storage = openSqlite(join(folder, `${size}.db`));
  await fill(storage, size);
  apps.push(await buildApp({ config, storage, clock: systemClock, log: createLogger(config) }));
}

const rows = [];
for (const query of queries) {
  const times = apps.map(() => [] as number[]);
  const found = apps.map(() => '');
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [i, app] of apps.entries()) {
      const answer = await ask(app, query);
      if (round >= 5) times[i]?.push(answer.milliseconds);
      found[i] = answer.found;
    }
  }
  const [few = 0, many = 0] = times.map(median);
  rows.push({ query, few, many, ratio: many / few, found });
}
await rm(folder, { recursive: true, force: true });

console.log('| query | 1,000: ms | items of total | 200,000: ms | items of total | ratio |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
for (const { query, few, many, ratio, found } of rows) {
  const cells = [`\`${query || '(none)'}\``, few.toFixed(2), found[0], many.toFixed(2), found[1]];
  console.log(`| ${cells.join(' | ')} | ${ratio.toFixed(2)} |`);
}
const report = { date: new Date().toISOString(), machine: machine(), sizes: SIZES, rows };
await writeFile(
  join(import.meta.dirname, '../results/lists.json'),
  `${JSON.stringify(report, null, 2)}\n`,
);
