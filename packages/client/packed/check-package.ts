import { rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { pack, repository } from './pack.ts';
import { run } from './run.ts';
import { say } from './say.ts';

/**
 * `npm run check:package`: packs the package of the working directory and has it checked, as it would
 * be published: that its files are where it says (publint), and that its types are those of its
 * code, however it is imported (are the types wrong). It is for ES modules only.
 */
const [tarball = ''] = await pack([basename(process.cwd())]);
const checks = [
  ['publint', tarball, '--strict'],
  ['attw', tarball, '--profile', 'esm-only', '--no-emoji', '--no-color'],
];
for (const [command = '', ...args] of checks) {
  say(await run(`${repository}node_modules/.bin/${command}`, args));
}
await rm(dirname(dirname(tarball)), { recursive: true });
