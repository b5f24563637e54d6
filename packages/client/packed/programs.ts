import manifest from '../../../package.json' with { type: 'json' };
import type { Project } from './project.ts';
import type { Program } from './readme.ts';
import { say } from './say.ts';

/** The compilers that users have: the newest, and the one that Angular wants. */
export const compilers: Readonly<Record<string, string>> = {
  typescript: '6.0.3',
  typescript7: `npm:typescript@${manifest.devDependencies.typescript}`,
};

/** A program that watches does not end by itself: it is ended after so many milliseconds. */
const WATCHED = 6_000;

/** What a frontend has kept, for the README's programs to find. */
const oldData = `const incident = { id: 'inc-1', title: 'Old', severity: 'P2', status: 'Open', service: 'api' };
localStorage.setItem('incidents', JSON.stringify([incident, { ...incident, id: 'inc-2', severity: '?' }]));
localStorage.setItem('runbooks', JSON.stringify([{ id: 'rb-1', title: 'Old', tags: [], content: '' }]));
localStorage.setItem('ops', JSON.stringify({ tickets: [{ key: 'T-1', headline: 'Old', urgent: true }] }));
`;

/** Says how much there is, so that nothing can come twice unseen. */
const counts = (url: string): string => `import { createClient } from '@tocsin/client';

const { incidents, runbooks } = createClient({ url: '${url}' });
console.log((await incidents.list({ q: 'Old' })).total, (await runbooks.list()).total);
`;

/** Runs every program that needs the client alone, and those that import a second time. */
export async function runPrograms(project: Project, programs: readonly Program[], url: string) {
  const node = (name: string) =>
    project.type(
      `node --experimental-webstorage --localstorage-file=local-storage --no-warnings ${name}`,
      { endAfter: WATCHED },
    );
  await project.write('old-data.ts', oldData);
  await project.write('counts.ts', counts(url));
  await node('old-data.ts');
  const runnable = programs.filter(({ runs }) => runs === 'anywhere');
  for (const { name } of runnable) await node(name);
  const before = await node('counts.ts');
  for (const { name, text } of runnable) if (text.includes('importLocalStorage')) await node(name);
  const after = await node('counts.ts');
  if (after !== before) throw new Error(`The second import brought something: ${after}`);
}

/** Checks every program, and all declarations that it reads, with both compilers. */
export async function checkPrograms(project: Project, programs: readonly Program[]): Promise<void> {
  const names = programs.map(({ name }) => name).join(' ');
  const options =
    '--noEmit --strict --skipLibCheck false --module nodenext --target es2023 --jsx react-jsx ' +
    '--lib es2024,esnext.disposable,dom,dom.iterable --ignoreConfig';
  for (const compiler of Object.keys(compilers)) {
    await project.type(`node node_modules/${compiler}/bin/tsc ${names} ${options}`);
    say(`${compiler}: no errors in ${programs.length} programs, declarations included`);
  }
}

/** Somebody who has a stock tRPC client already needs only the contract, for its types. */
export function stockProgram(url: string): Program {
  const text = `import { type AppRouter, contract } from '@tocsin/contract';
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
  return { name: 'stock.ts', text, runs: 'anywhere' };
}
