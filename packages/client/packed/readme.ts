import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './pack.ts';

/** One program of the README. */
export interface Program {
  name: string;
  text: string;
  /** Where it runs: in any project with the client alone, or in the page of a framework's app. */
  runs: 'anywhere' | 'angular' | 'react';
}

/** The server that the README's programs ask. */
const SERVER = 'http://127.0.0.1:8000';

/** Every program of the client's README, with the address of a server in the place of the README's. */
export async function readmePrograms(url: string): Promise<Program[]> {
  const readme = await readFile(join(repository, 'packages/client/README.md'), 'utf8');
  return [...readme.matchAll(/```(tsx?)\n([\s\S]*?)```/g)]
    .map(([, language = '', text = ''], i) => ({
      name: `readme-${i + 1}.${language}`,
      text: text.replaceAll(SERVER, url),
      runs: placeOf(text),
    }))
    .filter(({ text }) => text.includes("from '@tocsin/client"));
}

function placeOf(text: string): Program['runs'] {
  if (text.includes("from '@tocsin/client/angular'")) return 'angular';
  return text.includes("from '@tocsin/client/react'") ? 'react' : 'anywhere';
}
