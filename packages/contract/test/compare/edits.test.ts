import { describe, expect, test } from 'vitest';
import { compareContracts, readContract } from '../../compare/index.ts';
import { contractAsJson } from '../../generate/contract-json.ts';
import type { Contract } from '../../src/index.ts';
import { edits } from './edits.ts';
import { tickets } from './tickets.ts';

/** The document of a contract as a reviewer has it: read from a file. */
const documentOf = (contract: Contract) => readContract(JSON.stringify(contractAsJson(contract)));

describe('each edit is told, where it is and whom it breaks', () => {
  test.each(edits)('$name', ({ edit, expected }) => {
    const changes = compareContracts(documentOf(tickets()), documentOf(tickets(edit)));
    const told = changes.map(
      ({ breaking, wires, procedure, kind, path }) =>
        `${breaking ? 'breaks' : 'fine'} ${wires.join('+')} ${procedure} ${kind} ${path}`,
    );
    expect(told).toEqual(expected);
    for (const { message } of changes) expect(message).toMatch(/\S/);
  });

  test('no two edits have one name', () => {
    const names = edits.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });
});
