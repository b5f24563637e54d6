import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Change } from '@tocsin/contract/compare';
import { contractAsJson } from '../../contract/generate/contract-json.ts';
import { edits } from '../../contract/test/compare/edits.ts';
import { tickets } from '../../contract/test/compare/tickets.ts';
import { temporaryFolder, tocsin } from './tocsin.ts';

const text = (...edit: Parameters<typeof tickets>) =>
  JSON.stringify(contractAsJson(tickets(...edit)));

/**
 * One edit for every kind of change that there is, and for each that is fine where another breaks. That
 * all of them are judged right is a test of the contract's own; this holds that the command says so.
 */
const seen = new Set<string>();
const ofEachKind = edits.filter(({ expected }) => {
  const kinds = expected.map((told) => told.replace(/^(\S+) \S+ \S+ (\S+).*$/, '$1 $2'));
  const isNew = kinds.some((kind) => !seen.has(kind));
  for (const kind of kinds) seen.add(kind);
  return isNew || expected.length === 0;
});

describe('contract diff', () => {
  it('has a seeded set of edits, breaking and not', () => {
    const breaks = edits.filter(({ expected }) =>
      expected.some((told) => told.startsWith('breaks')),
    );
    expect(breaks.length).toBeGreaterThanOrEqual(25);
    expect(edits.length - breaks.length).toBeGreaterThanOrEqual(20);
  });

  it.each(ofEachKind)('judges it: $name', async ({ edit, expected }) => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'old.json'), text());
    await writeFile(join(cwd, 'new.json'), text(edit));
    const { code, stdout } = await tocsin(['contract', 'diff', 'old.json', 'new.json', '--json'], {
      cwd,
    });
    const { changes } = JSON.parse(stdout) as { changes: Change[] };
    const told = changes.map(
      ({ breaking, wires, procedure, kind, path }) =>
        `${breaking ? 'breaks' : 'fine'} ${wires.join('+')} ${procedure} ${kind} ${path}`,
    );
    expect(told).toEqual(expected);
    expect(code).toBe(expected.some((one) => one.startsWith('breaks')) ? 1 : 0);
  });
});
