import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The compiler that this repository is checked with. */
export const typescript7 = fileURLToPath(
  new URL('../../../node_modules/typescript/bin/tsc', import.meta.url),
);

/** What it costs to check a program. */
export interface TypeCost {
  /** How often a generic type or function is filled in: the same in every run. */
  instantiations: number;
  types: number;
  /** Megabytes. */
  memory: number;
  /** Seconds; differs from run to run. */
  checkTime: number;
  /** Every file that the compiler has read. */
  files: string[];
}

const userOptions = (
  '--noEmit --strict --skipLibCheck --module nodenext --target es2022 ' +
  '--lib es2024,esnext.disposable,dom,dom.iterable --ignoreConfig'
).split(' ');
const measuring = ['--extendedDiagnostics', '--listFiles'];

/** Checks one program as a user's project would, and answers what that costs. */
export async function typeCost(program: string, compiler = typescript7): Promise<TypeCost> {
  const major = Number(
    (await run(process.execPath, [compiler, '--version'])).stdout.match(/\d+/)?.[0],
  );
  // Several checkers would each fill in what they share.
  const single = major >= 7 ? ['--singleThreaded'] : [];
  const { stdout } = await compile(compiler, [program, ...userOptions, ...measuring, ...single]);
  const figure = (name: string): number => {
    const found = new RegExp(`^${name}:\\s+([\\d.]+)`, 'm').exec(stdout)?.[1];
    if (found === undefined) throw new Error(`The compiler says nothing of ${name}: ${stdout}`);
    return Number(found);
  };
  return {
    instantiations: figure('Instantiations'),
    types: figure('Types'),
    memory: Math.round(figure('Memory used') / 1000),
    checkTime: figure('Check time'),
    files: stdout.split('\n').filter((line) => /^\/.*\.[cm]?ts$/.test(line)),
  };
}

/** Writes the declarations of a project into a folder, as they are published. */
export async function emitDeclarations(project: string, folder: string): Promise<void> {
  const options = '--noEmit false --emitDeclarationOnly --declaration --declarationMap false';
  await compile(typescript7, ['-p', project, ...options.split(' '), '--outDir', folder]);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
}

/** Runs a compiler; throws what it says is wrong. */
export async function compile(
  compiler: string,
  args: readonly string[],
): Promise<{ stdout: string }> {
  const done = run(process.execPath, [compiler, ...args], { maxBuffer: 64 * 1024 ** 2 });
  // It also says which files it has read, so its own error would fill pages.
  const failed = (error: { stdout: string }) => {
    const errors = error.stdout.split('\n').filter((line) => line.includes('error TS'));
    throw new Error(`It does not compile:\n${errors.slice(0, 10).join('\n')}`);
  };
  return done.catch(failed);
}
