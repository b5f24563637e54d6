import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Contract } from '@tocsin/contract';
import { contractAsJson } from '../../../packages/contract/generate/contract-json.ts';
import { clientFiles } from '../../../packages/client/generate/client-files.ts';
import type { ContractDocument } from '../../../packages/client/generate/contract-document.ts';
import {
  compile,
  emitDeclarations,
  typescript7,
} from '../../../packages/client/type-cost/compiler.ts';
import {
  contractSource,
  createClientSource,
  heads,
  mappedSource,
  program,
  routerSource,
} from './sources.ts';

/** A program that calls 300 procedures, by what its compiler sees of them. */
export interface Contender {
  name: string;
  file: string;
}

const url = new URL('../../results/tmp-type-cost/', import.meta.url);
const folder = fileURLToPath(url);
const repository = new URL('../../../', import.meta.url);

/** Writes every program, and what it imports, below `bench/results/`; answers where they are. */
export async function writeContenders(): Promise<Contender[]> {
  await rm(folder, { recursive: true, force: true });
  await installContract();
  await write('server/contract.ts', contractSource);
  await write('server/router.ts', routerSource);
  await write('server/mapped.ts', mappedSource);
  await write('server/tsconfig.json', projectOf(['.']));
  await emitDeclarations(join(folder, 'server'), join(folder, 'emitted'));
  await writeOurs();
  const programs: [name: string, head: string, isTrpc: boolean][] = [
    ['the generated client', heads.ours('./client/create-client.js'), false],
    ['tRPC, router as emitted d.ts', heads.trpc('./emitted/router.js'), true],
    ['tRPC, RouterOf the contract, as emitted d.ts', heads.mapped('./emitted/mapped.js'), true],
    ['tRPC, RouterOf the contract, from source', heads.mapped('./server/mapped.js'), true],
    ['tRPC, router from source', heads.trpc('./server/router.js'), true],
  ];
  const contenders: Contender[] = [];
  for (const [i, [name, head, isTrpc]] of programs.entries()) {
    const file = await write(`program-${i}.ts`, program(head, isTrpc));
    contenders.push({ name, file });
  }
  return contenders;
}

/** The contract's package as it is published: with declarations, and no source for a compiler to check. */
async function installContract(): Promise<void> {
  const home = 'node_modules/@tocsin/contract';
  const project = fileURLToPath(new URL('packages/contract/tsconfig.build.json', repository));
  await compile(typescript7, ['-p', project, '--outDir', join(folder, home)]);
  const main = { types: './src/index.d.ts', default: './src/index.js' };
  const manifest = { name: '@tocsin/contract', type: 'module', exports: { '.': main } };
  await write(`${home}/package.json`, JSON.stringify(manifest));
}

/** The client's own declarations, with those of the 300 in the place of the generated ones. */
async function writeOurs(): Promise<void> {
  const { contract } = (await import(pathToFileURL(join(folder, 'server/contract.ts')).href)) as {
    contract: Contract;
  };
  const document = contractAsJson(contract) as unknown as ContractDocument;
  const places = new Map(document.procedures.map(({ name }) => [name, 'server/contract.ts:1']));
  const source = new URL('packages/client/src/', repository);
  for (const name of ['options.ts', 'errors.ts']) {
    await write(`ours/${name}`, await readFile(new URL(name, source), 'utf8'));
  }
  for (const [name, text] of Object.entries(clientFiles(document, places))) {
    await write(`ours/generated/${name}`, text);
  }
  await write('ours/create-client.ts', createClientSource);
  await write('ours/tsconfig.json', projectOf(['.']));
  await emitDeclarations(join(folder, 'ours'), join(folder, 'client'));
}

const projectOf = (include: readonly string[]): string =>
  JSON.stringify({
    extends: '../../../../tsconfig.base.json',
    compilerOptions: { rootDir: '.', types: [], lib: ['ES2024', 'ESNext.Disposable', 'DOM'] },
    include,
  });

async function write(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, text);
  return file;
}
