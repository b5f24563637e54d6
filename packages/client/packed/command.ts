import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { consoleSteps, wrongSteps } from './console-blocks.ts';
import { repository } from './pack.ts';
import type { Project } from './project.ts';
import { say } from './say.ts';

/** Uses the installed `tocsin` on that server, and on databases of its own. */
export async function useCommand(project: Project, url: string): Promise<void> {
  await readmeCommands(project, url);
  await onAServer(project, url);
  await onADatabase(project);
  await onContracts(project);
  await inAShell(project);
}

/** The README's own, which expect a server that nobody has used yet. */
async function readmeCommands({ folder }: Project, url: string): Promise<void> {
  const steps = consoleSteps(await readFile(join(repository, 'packages/cli/README.md'), 'utf8'));
  const environment = { TOCSIN_URL: url };
  const wrong = await wrongSteps(steps, { cwd: folder, environment });
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  say(`${steps.length} commands print what the README of @tocsin/cli says`);
}

/** A query, a mutation and a subscription; tables and JSON; each end that a server gives. */
async function onAServer(project: Project, url: string): Promise<void> {
  const environment = { TOCSIN_URL: url };
  const ends = async (code: number, line: string) =>
    assert.equal((await project.try(line, { environment })).code, code, line);
  const table = await project.type('npx tocsin runbooks list --columns title', { environment });
  assert.match(table, /^TITLE\n/);
  const said = await project.type(
    'npx tocsin incidents create --title Packed --severity P2 --service api --json',
    { environment },
  );
  const { id } = JSON.parse(said) as { id: string };
  const watched = await project.type(
    `node_modules/.bin/tocsin incidents watch --last-event-id 0 --incident-id ${id} --json & ` +
      `sleep 2; npx tocsin incidents close ${id} >closed; sleep 1; kill %1; wait`,
    { environment },
  );
  assert.match(watched, /"incident\.created"[\s\S]*"incident\.resolved"/);
  await ends(2, 'npx tocsin incidents create --title Half');
  await ends(3, `npx tocsin incidents update ${id} --severity P1 --if-version 1`);
  await ends(4, 'npx tocsin incidents get nobody --json');
  await ends(6, 'npx tocsin system ready --url http://127.0.0.1:9');
}

/** What is exported and imported elsewhere is the same; a backup has it too. */
async function onADatabase(project: Project): Promise<void> {
  const on = (database: string) => ({ environment: { DATABASE_URL: database } });
  await project.type('npx tocsin seed', on('sqlite:one.db'));
  await project.type('npx tocsin export one.json', on('sqlite:one.db'));
  await project.type('npx tocsin import one.json', on('json:two-state.json'));
  await project.type(
    'npx tocsin export >two.json && cmp one.json two.json',
    on('json:two-state.json'),
  );
  await project.type('npx tocsin backup copy.db', on('sqlite:one.db'));
  await project.type('npx tocsin export | cmp - one.json', on('sqlite:copy.db'));
  const again = await project.try('npx tocsin import one.json', on('sqlite:one.db'));
  assert.equal(again.code, 1, 'a second import');
}

async function onContracts(project: Project): Promise<void> {
  await project.type('npx tocsin contract export old.json');
  await project.type('npx tocsin contract check --against old.json');
  const contract = JSON.parse(await readFile(join(project.folder, 'old.json'), 'utf8')) as {
    procedures: { name: string }[];
  };
  contract.procedures = contract.procedures.filter(({ name }) => name !== 'incidents.close');
  await project.write('new.json', JSON.stringify(contract));
  const { code, stdout } = await project.try('npx tocsin contract diff old.json new.json');
  assert.equal(code, 1, 'a break');
  assert.match(stdout, /^breaks {2}REST, tRPC {2}incidents\.close {2}is gone$/m);
}

async function inAShell(project: Project): Promise<void> {
  assert.match(await project.type('npx tocsin complete -- incidents clo'), /^close\b/);
  for (const shell of ['bash', 'zsh', 'fish']) {
    const script = await project.type(`npx tocsin completion ${shell}`);
    assert.match(script, /tocsin complete --/);
  }
  await project.type('npx tocsin completion bash | bash -n');
  await project.type('npx tocsin --version');
}
