import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './pack.ts';

/** One program of the README. */
export interface Program {
  name: string;
  text: string;
}

/** The server that the README's programs ask. */
const SERVER = 'http://127.0.0.1:8000';

/**
 * Every program of the client's README that needs no more than the client, with the address of a
 * server in the place of the README's.
 */
export async function readmePrograms(url: string): Promise<Program[]> {
  const readme = await readFile(join(repository, 'packages/client/README.md'), 'utf8');
  return [...readme.matchAll(/```ts\n([\s\S]*?)```/g)]
    .map(([, text = ''], i) => ({ name: `readme-${i + 1}.ts`, text: text.replaceAll(SERVER, url) }))
    .filter(({ text }) => text.includes("from '@tocsin/client'"))
    .filter(({ text }) => !/from '(@tocsin\/client\/|@angular|react)/.test(text));
}
