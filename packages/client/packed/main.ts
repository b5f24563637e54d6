import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { useCommand } from './command.ts';
import { seeConsole } from './console.ts';
import { pack, repository } from './pack.ts';
import { buildPages, frameworks } from './pages.ts';
import { checkPrograms, compilers, runPrograms, stockProgram } from './programs.ts';
import { newProject, type Project } from './project.ts';
import { readmePrograms } from './readme.ts';
import { say } from './say.ts';
import { checkShape } from './shape.ts';
import { startServer, type StartedServer } from './started-server.ts';

/**
 * `node packages/client/packed/main.ts contract client server cli`: packs these packages, checks their
 * shape, and uses them as somebody does who has only their READMEs, in empty projects outside of this
 * repository. Says what was typed there and what that printed.
 */
const packages = process.argv.slice(2);
if (!packages.includes('client')) throw new Error('Say which packages, such as: contract client');

const begun = performance.now();
const tarballs = await pack(packages);
for (const tarball of tarballs) await checkShape(tarball);

const install = (project: Project, ...what: string[]) =>
  project.type(`npm install --no-fund --no-audit --loglevel=error ${what.join(' ')}`);
const tarballOf = (name: string) => tarballs[packages.indexOf(name)] ?? '';
const serve = (project: Project): Promise<StartedServer> =>
  packages.includes('cli')
    ? startServer('node_modules/.bin/tocsin', ['serve'], project.folder)
    : startServer(process.execPath, [join(repository, 'packages/server/start.js')], project.folder);

const MANIFEST = { 'package.json': '{ "private": true, "type": "module" }\n' };
/** Where the command is, and where its server has its database. */
const operations = await newProject(MANIFEST);
if (packages.includes('cli')) await install(operations, ...tarballs);
const server = await serve(operations);
try {
  // First, while the server is as its first start has left it.
  if (packages.includes('cli')) {
    await seeConsole(server.url);
    await useCommand(operations, server.url);
  }
  await frontend(server.url);
} finally {
  await server.stop();
}
await operations.remove();
await rm(dirname(dirname(tarballs[0] ?? operations.folder)), { recursive: true });
say(`all of it in ${Math.round((performance.now() - begun) / 1000)} s`);

/** A frontend's project, which has the client alone, and the contract for the stock client's types. */
async function frontend(url: string): Promise<void> {
  const project = await newProject(MANIFEST);
  await install(project, tarballOf('client'));
  const programs = await readmePrograms(url);
  if (programs.length === 0) throw new Error('The README has no program.');
  for (const { name, text } of programs) await project.write(name, text);
  await runPrograms(project, programs, url);
  const versions = Object.entries(compilers).map(([name, version]) => `${name}@${version}`);
  await install(project, tarballOf('contract'), ...versions, ...frameworks);
  if (packages.includes('contract')) {
    const stock = stockProgram(url);
    await project.write(stock.name, stock.text);
    await project.type(`node ${stock.name}`);
    programs.push(stock);
  }
  await checkPrograms(project, programs);
  await buildPages(project, programs);
  await project.remove();
}
