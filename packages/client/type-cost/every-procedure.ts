import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readContract } from '../generate/contract-document.ts';
import { emitDeclarations, type TypeCost, typeCost } from './compiler.ts';

/**
 * What a program costs that calls every procedure of the contract, with the contract's own examples,
 * and does something with each answer.
 */
export async function everyProcedure(): Promise<TypeCost & { procedures: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-type-cost-'));
  const project = fileURLToPath(new URL('../tsconfig.build.json', import.meta.url));
  await emitDeclarations(project, join(folder, 'client'));
  const { procedures } = await readContract();
  const calls = procedures.map(({ name, kind, rest, example }) => {
    const call = `tocsin.${name}(${JSON.stringify(example.input)})`;
    if (kind === 'subscription') return `for await (const item of ${call}) show(item);`;
    return rest?.page
      ? `show((await ${call}).items.map((item) => Object.keys(item)));`
      : `show(await ${call});`;
  });
  const program = join(folder, 'program.ts');
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
  await writeFile(
    program,
    [
      "import { createClient } from './client/index.js';",
      "const tocsin = createClient({ url: '/' });",
      'declare function show<T>(value: T): T;',
      ...calls,
      'export {};',
    ].join('\n'),
  );
  const cost = await typeCost(program);
  await rm(folder, { recursive: true });
  return { ...cost, procedures: procedures.length };
}
