import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  compareContracts,
  judge,
  readContract,
  UnreadableContractError,
} from '../../compare/index.ts';
import { contractAsJson } from '../../generate/contract-json.ts';
import { tickets } from './tickets.ts';

const onDisk = readFileSync(new URL('../../contract.json', import.meta.url), 'utf8');
const document = () => readContract(JSON.stringify(contractAsJson(tickets())));

describe('contract.json, as it is committed', () => {
  test('is read whole, and does not differ from itself', () => {
    const contract = readContract(onDisk);
    expect(contract).toEqual(JSON.parse(onDisk));
    expect(compareContracts(contract, readContract(onDisk))).toEqual([]);
  });

  test('has the version of its package', () => {
    const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    expect(readContract(onDisk).version).toBe(
      (JSON.parse(manifest) as { version: string }).version,
    );
  });

  test('is broken for everybody by an empty one', () => {
    const contract = readContract(onDisk);
    const changes = compareContracts(contract, { ...contract, procedures: [] });
    expect(changes.map(({ procedure }) => procedure)).toEqual(
      contract.procedures.map(({ name }) => name),
    );
    for (const { breaking, kind } of changes) {
      expect({ breaking, kind }).toEqual({ breaking: true, kind: 'procedure-removed' });
    }
  });
});

describe('what holds for all procedures', () => {
  test('the status of an error is told once, though both wires send it', () => {
    const now = document();
    const changed = {
      ...now,
      errors: { ...now.errors, NOT_FOUND: { status: 410, title: 'Gone' } },
    };
    expect(compareContracts(document(), changed)).toEqual([
      {
        procedure: '*',
        wires: ['rest', 'trpc'],
        breaking: true,
        kind: 'error-status-changed',
        path: 'errors.NOT_FOUND',
        message: '410, was 404',
      },
    ]);
  });

  test('a word that nobody answers with may come and go', () => {
    const { NOT_FOUND: _, ...fewer } = document().errors;
    expect(compareContracts(document(), { ...document(), errors: fewer })).toEqual([]);
  });

  test('a procedure that is changed is not said to be described anew as well', () => {
    const now = document();
    const procedures = now.procedures.map((procedure) =>
      procedure.name === 'tickets.get'
        ? { ...procedure, summary: 'Read a ticket', errors: [] }
        : procedure,
    );
    expect(compareContracts(document(), { ...now, procedures }).map(({ kind }) => kind)).toEqual([
      'error-removed',
    ]);
  });
});

describe('a break', () => {
  const broken = compareContracts(document(), { ...document(), procedures: [] });

  test.each([
    ['0.1.0', '0.1.0', 'none', false, '0.2.0'],
    ['0.1.0', '0.1.9', 'patch', false, '0.2.0'],
    ['0.1.0', '0.2.0', 'minor', true, undefined],
    ['0.9.0', '1.0.0', 'major', true, undefined],
    ['1.2.3', '1.3.0', 'minor', false, '2.0.0'],
    ['1.2.3', '2.0.0', 'major', true, undefined],
    ['2.0.0', '1.9.9', 'lowered', false, '3.0.0'],
    ['0.2.0', '0.1.0', 'lowered', false, '0.3.0'],
    ['1.0.0-rc.1', '1.0.0+build.7', 'none', false, '2.0.0'],
  ])('from %s to %s: %s, allowed: %s', (old, now, bump, allowed, needed) => {
    const verdict = judge(old, now, broken);
    expect(verdict).toMatchObject({ breaking: broken.length, bump, allowed });
    expect(verdict.needed).toBe(needed);
  });

  test('that is none needs no version', () => {
    expect(judge('1.0.0', '1.0.0', [])).toEqual({ breaking: 0, bump: 'none', allowed: true });
  });
});

describe('a text that is no contract', () => {
  const { procedures: _, ...without } = JSON.parse(onDisk) as Record<string, unknown>;
  test.each([
    ['', /^it is not JSON: /],
    ['[]', /^it is not a contract\.json: the whole: /],
    ['{"contract":2}', /^it is not a contract\.json: contract: /],
    [JSON.stringify(without), /^it is not a contract\.json: procedures: /],
    [JSON.stringify({ ...without, procedures: [{ name: 1 }] }), /procedures\.0\.name: /],
    [JSON.stringify({ ...without, procedures: [], version: '1' }), /version: Must be major/],
  ])('is refused in words: %.20s', (text, reason) => {
    expect(() => readContract(text)).toThrow(UnreadableContractError);
    expect(() => readContract(text)).toThrow(reason);
  });

  test('but one from before there were versions is older than any', () => {
    const { version: _, ...unversioned } = JSON.parse(onDisk) as Record<string, unknown>;
    expect(readContract(JSON.stringify(unversioned)).version).toBe('0.0.0');
  });
});
