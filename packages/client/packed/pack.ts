import { cp, mkdir, mkdtemp, readdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.ts';

export const repository = fileURLToPath(new URL('../../../', import.meta.url));

const SHARED = ['tsconfig.base.json', 'package.json', 'LICENSE'];
const LEFT_OUT = /\/(node_modules|dist|coverage|\.turbo|LICENSE|package\.json\.backup)$/;

/**
 * Packs packages as `npm pack` in their folders does, and answers the files, in that order. It works
 * on a copy: packing rewrites `package.json` for a moment, which nobody who works on it should notice.
 */
export async function pack(packages: readonly string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-packed-'));
  for (const name of SHARED) await cp(join(repository, name), join(folder, name));
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
  const tarballs = join(folder, 'tarballs');
  await mkdir(tarballs);
  if (packages.includes('server')) await buildConsole(folder);
  const files: string[] = [];
  for (const name of packages) {
    const source = join(repository, 'packages', name);
    const home = join(folder, 'packages', name);
    await cp(source, home, { recursive: true, filter: (path) => !LEFT_OUT.test(path) });
    // What this package alone needs, in versions of its own.
    if ((await readdir(source)).includes('node_modules')) {
      await symlink(join(source, 'node_modules'), join(home, 'node_modules'));
    }
    const said = await run('npm', ['pack', '--pack-destination', tarballs], { cwd: home });
    files.push(join(tarballs, said.trim().split('\n').at(-1) ?? ''));
  }
  return files;
}

/** The server brings the console; it is built again only where its source has changed since. */
async function buildConsole(folder: string): Promise<void> {
  const build = ['run', 'build', '--filter=@tocsin/web', '--output-logs=errors-only'];
  await run('npx', ['turbo', ...build], { cwd: repository });
  const built = 'apps/web/dist';
  await cp(join(repository, built), join(folder, built), { recursive: true });
}
