import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { typeCost, typescript7 } from '../../packages/client/type-cost/compiler.ts';
import { machine } from './report.ts';
import { type Contender, writeContenders } from './type-cost/contenders.ts';

/**
 * What a program that calls 300 procedures costs its compiler, by what that sees of them. Ends with
 * exit code 1 when the generated client costs more than tRPC's own declarations.
 * `npm run types -w @tocsin/bench`; it takes a minute.
 */
const compilers = [
  { name: 'TypeScript 7', file: typescript7 },
  {
    name: 'TypeScript 6',
    file: fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url)),
  },
];
const ROUNDS = 3;

interface Row {
  compiler: string;
  contender: string;
  instantiations: number;
  types: number;
  memory: number;
  /** The best of the rounds, in seconds. */
  checkTime: number;
}

async function measure(compiler: (typeof compilers)[number], contender: Contender): Promise<Row> {
  const costs = [];
  for (let i = 0; i < ROUNDS; i += 1) costs.push(await typeCost(contender.file, compiler.file));
  const checkTime = Math.min(...costs.map((cost) => cost.checkTime));
  const [{ instantiations, types, memory } = { instantiations: 0, types: 0, memory: 0 }] = costs;
  return {
    compiler: compiler.name,
    contender: contender.name,
    instantiations,
    types,
    memory,
    checkTime,
  };
}

const contenders = await writeContenders();
const rows: Row[] = [];
for (const compiler of compilers) {
  console.log(`\n${compiler.name}\n`);
  console.log('| 300 procedures, seen as | instantiations | types | check s | memory MB |');
  console.log('| --- | ---: | ---: | ---: | ---: |');
  for (const contender of contenders) {
    const row = await measure(compiler, contender);
    rows.push(row);
    const figures = [row.instantiations, row.types, row.checkTime.toFixed(2), row.memory];
    console.log(`| ${[contender.name, ...figures].join(' | ')} |`);
  }
}
await rm(new URL('../results/tmp-type-cost/', import.meta.url), { recursive: true });

const results = new URL('../results/type-cost.json', import.meta.url);
const report = { date: new Date().toISOString(), machine: machine(), rows };
await writeFile(results, `${JSON.stringify(report, null, 2)}\n`);

for (const { name } of compilers) {
  const [ours, peer] = rows.filter((row) => row.compiler === name);
  const isKept = ours && peer && ours.instantiations <= peer.instantiations;
  console.log(
    `\n${isKept ? 'kept' : 'BROKEN'} under ${name}: ${ours?.instantiations} of at most ` +
      `${peer?.instantiations} instantiations`,
  );
  if (!isKept) process.exitCode = 1;
}
