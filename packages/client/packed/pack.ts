import { cp, mkdir, mkdtemp, readdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.ts';

export const repository = fileURLToPath(new URL('../../../', import.meta.url));

const SHARED = ['tsconfig.base.json', 'package.json', 'LICENSE'];
const LEFT_OUT = /\/(node_modules|dist|coverage|\.turbo|LICENSE|package\.json\.backup)$/;

/**
 * Packs packages as `npm pack` in their folders does, and answers the files. It works on a copy:
 * packing rewrites `package.json` for a moment, which nobody who works on it should notice.
 */
export async function pack(packages: readonly string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-packed-'));
  for (const name of SHARED) await cp(join(repository, name), join(folder, name));
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
  const tarballs = join(folder, 'tarballs');
  await mkdir(tarballs);
  for (const name of packages) {
    const home = join(folder, 'packages', name);
    await cp(join(repository, 'packages', name), home, {
      recursive: true,
      filter: (source) => !LEFT_OUT.test(source),
    });
    await run('npm', ['pack', '--pack-destination', tarballs], { cwd: home });
  }
  return (await readdir(tarballs)).map((name) => join(tarballs, name));
}
