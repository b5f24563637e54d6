import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { pack } from './pack.ts';
import { readmePrograms } from './readme.ts';
import { run } from './run.ts';
import { say } from './say.ts';
import { startServer } from './started-server.ts';

/**
 * `node packages/client/packed/main.ts contract client`: packs these packages, installs them in an
 * empty project outside of this repository, type-checks every program of the client's README there,
 * with all declarations that it reads, and runs each against a server.
 */
const packages = process.argv.slice(2);
if (!packages.includes('client')) throw new Error('Say which packages, such as: contract client');

/** The compilers that users have: the newest, and the one that Angular wants. */
const COMPILERS = [manifest.devDependencies.typescript, '6.0.3'];

/** A program that watches does not end by itself: it is ended after so many milliseconds. */
const WATCHED = 10_000;

/** What a frontend has kept, for the README's programs to find. */
const oldData = `const incident = { id: 'inc-1', title: 'Old', severity: 'P2', status: 'Open', service: 'api' };
localStorage.setItem('incidents', JSON.stringify([incident, { ...incident, id: 'inc-2', severity: '?' }]));
localStorage.setItem('runbooks', JSON.stringify([{ id: 'rb-1', title: 'Old', tags: [], content: '' }]));
localStorage.setItem('ops', JSON.stringify({ tickets: [{ key: 'T-1', headline: 'Old', urgent: true }] }));
`;

const folder = await mkdtemp(join(tmpdir(), 'tocsin-empty-project-'));
const npm = (...args: string[]) =>
  run('npm', [...args, '--no-fund', '--no-audit'], { cwd: folder });

await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
const tarballs = await pack(packages);
say(`$ npm install ${tarballs.map((file) => basename(file)).join(' ')}`);
say((await npm('install', ...tarballs)).trim());

const server = await startServer(folder, packages.includes('server'));
try {
  const programs = await readmePrograms(server.url);
  if (programs.length === 0) throw new Error('The README has no program.');
  for (const { name, text } of programs) await writeFile(join(folder, name), text);
  if (packages.includes('contract')) {
    programs.push({ name: 'stock.ts', text: stockProgram(server.url) });
    await writeFile(join(folder, 'stock.ts'), stockProgram(server.url));
  }
  const names = programs.map(({ name }) => name);
  for (const version of COMPILERS) {
    await npm('install', '--save-dev', `typescript@${version}`);
    const options = '--noEmit --strict --skipLibCheck false --module nodenext --target es2023';
    const lib = '--lib es2024,esnext.disposable,dom,dom.iterable --ignoreConfig';
    await run('npx', ['tsc', ...names, ...options.split(' '), ...lib.split(' ')], { cwd: folder });
    say(`$ tsc (${version}, skipLibCheck false) ${names.length} programs: no errors`);
  }
  await writeFile(join(folder, 'old-data.ts'), oldData);
  for (const name of ['old-data.ts', ...names]) {
    const storage = ['--experimental-webstorage', '--localstorage-file=local-storage'];
    const output = await run(process.execPath, [...storage, name], {
      cwd: folder,
      endAfter: WATCHED,
    });
    say(`$ node ${name}\n${output.trim()}`);
  }
} finally {
  await server.stop();
}
await rm(folder, { recursive: true });
await rm(dirname(dirname(tarballs[0] ?? folder)), { recursive: true });

/** Somebody who has a stock tRPC client already needs only the contract, for its types. */
function stockProgram(url: string): string {
  return `import { type AppRouter, contract } from '@tocsin/contract';
import { createTRPCClient, httpLink } from '@trpc/client';

const transformer = {
  serialize: (json: unknown) => ({ json }),
  deserialize: (data: { json: unknown }) => data.json,
};
const client = createTRPCClient<AppRouter>({
  links: [httpLink({ url: '${url}/trpc', transformer })],
});
const { total } = await client.incidents.list.query({ status: 'Open' });
const count: number = total;
console.log(count, contract.incidents.list.summary);
`;
}
