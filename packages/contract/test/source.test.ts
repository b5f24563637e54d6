import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, test } from 'vitest';

const filesOf = (folder: 'src' | 'generate') => {
  const url = new URL(`../${folder}/`, import.meta.url);
  return readdirSync(url, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({
      file: `${folder}/${file}`,
      source: readFileSync(new URL(file, url), 'utf8'),
    }));
};

/** What is left to load when the types are gone: `[names, module]`. */
function importsOf(source: string): [names: string, from: string][] {
  const code = stripTypeScriptTypes(source);
  const statements = code.matchAll(
    /^(?:import|export)\s+(?:([^;'"]*?)\s*from\s*)?['"]([^'"]+)['"]/gm,
  );
  const calls = code.matchAll(/\b(?:import|require)\s*\(\s*['"]?([^'")]*)/g);
  return [
    ...[...statements].map(([, names, from]): [string, string] => [names ?? '', from ?? '']),
    ...[...calls].map(([, from]): [string, string] => ['()', from ?? '']),
  ];
}

const sources = filesOf('src');

test('the imports of a source file are found, types left out', () => {
  const source = `
    import * as z from 'zod';
    import type { A } from 'types-only';
    import { type B, c } from './c.ts';
    import 'side-effect';
    export * from './d.ts';
    export type { E } from './e.ts';
    const later = () => import('late');
  `.replace(/^ {4}/gm, '');
  expect(importsOf(source).map(([, from]) => from)).toEqual([
    'zod',
    './c.ts',
    'side-effect',
    './d.ts',
    'late',
  ]);
});

describe.each([...sources, ...filesOf('generate')])('$file', ({ source }) => {
  test('imports zod whole, which is what tree-shaking needs', () => {
    const named = importsOf(source).filter(
      ([names, from]) => /^zod(\/|$)/.test(from) && names !== '* as z',
    );
    expect(named).toEqual([]);
  });
});

describe.each(sources)('$file', ({ source }) => {
  test('loads nothing but zod and its siblings', () => {
    const foreign = importsOf(source)
      .map(([, from]) => from)
      .filter((from) => from !== 'zod' && !/^\.\/[a-z-]+\.ts$/.test(from));
    expect(foreign).toEqual([]);
  });
});
