import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

/** The packages that a program loads with one entry of this one. */
async function packagesOf(entry: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`../src/${entry}`, import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    packages: 'external',
    write: false,
    outdir: 'bundle',
    metafile: true,
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  return [...new Set(imports.map(({ path }) => path))].toSorted();
}

it('each framework brings itself alone, and none comes with the client', async () => {
  const own = await packagesOf('index.ts');
  expect(own.every((name) => name.startsWith('@trpc/'))).toBe(true);
  const bindingOnly = async (entry: string) =>
    (await packagesOf(entry)).filter((name) => !own.includes(name));
  expect(await bindingOnly('angular/index.ts')).toEqual(['@angular/core']);
  expect(await bindingOnly('react/index.ts')).toEqual(['@tanstack/react-query', 'react']);
});
