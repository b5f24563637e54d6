import { basename } from 'node:path';
import { repository } from './pack.ts';
import { run } from './run.ts';
import { say } from './say.ts';

/**
 * Checks a package as it would be published: that its files are where it says (publint), and that its
 * types are those of its code, however it is imported (are the types wrong). It is for ES modules
 * only. Rejects with what they say.
 */
export async function checkShape(tarball: string): Promise<void> {
  const checks = [
    ['publint', tarball, '--strict'],
    ['attw', tarball, '--profile', 'esm-only', '--no-emoji', '--no-color'],
  ];
  for (const [command = '', ...args] of checks) {
    await run(`${repository}node_modules/.bin/${command}`, args);
  }
  say(`${basename(tarball)}: publint and attw find nothing wrong`);
}
