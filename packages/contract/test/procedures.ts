import type { Procedure } from '../src/index.ts';
import { contract } from '../src/index.ts';

/** Every procedure of the contract, under its full name. */
export const procedures: { name: string; procedure: Procedure }[] = Object.entries(
  contract,
).flatMap(([feature, group]) =>
  Object.entries(group).map(([name, procedure]) => ({ name: `${feature}.${name}`, procedure })),
);

/** The `{names}` of a path. */
export const placeholders = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
