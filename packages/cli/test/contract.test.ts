import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Change, ContractDocument } from '@tocsin/contract/compare';
import { describe, expect, it } from 'vitest';
import { contractText, ownContract } from '../src/contract-document.ts';
import { temporaryFolder, tocsin } from './tocsin.ts';

/** This contract with an edit. */
function edited(edit: (contract: { version: string; procedures: Procedure[] }) => void): string {
  const contract = structuredClone(ownContract()) as unknown as Parameters<typeof edit>[0];
  edit(contract);
  return JSON.stringify(contract);
}
type Procedure = { name: string; summary: string; errors: string[] };

const withoutClose = (version?: string) =>
  edited((contract) => {
    contract.procedures = contract.procedures.filter(({ name }) => name !== 'incidents.close');
    contract.version = version ?? contract.version;
  });

async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

describe('contract export', () => {
  it('writes the contract to standard output, or to a file that is not there yet', async () => {
    const cwd = await temporaryFolder();
    const { code, stdout } = await tocsin(['contract', 'export'], { cwd });
    expect([code, stdout]).toEqual([0, contractText()]);
    expect((await tocsin(['contract', 'export', 'a.json'], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, 'a.json'), 'utf8')).toBe(contractText());
  });

  it('does not overwrite what is there, unless it is told to', async () => {
    const cwd = await folderWith({ 'a.json': 'mine' });
    const refused = await tocsin(['contract', 'export', 'a.json'], { cwd });
    expect([refused.code, refused.stderr]).toEqual([
      2,
      'a.json exists already; --force overwrites it.\n',
    ]);
    expect(readFileSync(join(cwd, 'a.json'), 'utf8')).toBe('mine');
    expect((await tocsin(['contract', 'export', 'a.json', '--force'], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, 'a.json'), 'utf8')).toBe(contractText());
    const nowhere = await tocsin(['contract', 'export', 'no/a.json'], { cwd });
    expect(nowhere.code).toBe(1);
    expect(nowhere.stderr).toMatch(/^no\/a\.json cannot be written: ENOENT.*\n$/);
  });
});

describe('contract diff', () => {
  it('of the same is nothing', async () => {
    const cwd = await folderWith({ 'a.json': contractText() });
    const { code, stdout, stderr } = await tocsin(['contract', 'diff', 'a.json', 'a.json'], {
      cwd,
    });
    const { version } = ownContract();
    expect([code, stdout, stderr]).toEqual([
      0,
      `no change from a.json (${version}) to a.json (${version})\n`,
      '',
    ]);
  });

  it('ends with 1 where something breaks and the version does not say so', async () => {
    const changed = edited(({ procedures }) => {
      const find = (name: string) => procedures.find((one) => one.name === name);
      find('incidents.get')?.errors.push('CONFLICT');
      Object.assign(find('incidents.list') ?? {}, { summary: 'List some \u001b[2J' });
    });
    const cwd = await folderWith({ 'old.json': contractText(), 'new.json': changed });
    const { code, stdout } = await tocsin(['contract', 'diff', 'old.json', 'new.json'], { cwd });
    const { version } = ownContract();
    expect(code).toBe(1);
    expect(stdout.split('\n')).toEqual([
      `2 changes from old.json (${version}) to new.json (${version}):`,
      'breaks  REST, tRPC  incidents.get  errors.CONFLICT: may be answered now',
      'fine    REST, tRPC  incidents.list  docs: is described in other words',
      expect.stringMatching(
        /^1 change breaks those who call as before: that needs version \d\S+ or a later one\.$/,
      ),
      '',
    ]);
  });

  it('ends with 0 where the version says so', async () => {
    const cwd = await folderWith({ 'a.json': contractText(), 'b.json': withoutClose('999.0.0') });
    const { code, stdout } = await tocsin(['contract', 'diff', 'a.json', 'b.json'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('the version says so (major)');
    const back = await tocsin(['contract', 'diff', 'b.json', 'b.json'], { cwd });
    expect(back.stdout).toContain('(999.0.0)');
  });

  it('is JSON for programs', async () => {
    const cwd = await folderWith({ 'a.json': contractText(), 'b.json': withoutClose() });
    const { code, stdout } = await tocsin(['contract', 'diff', 'a.json', 'b.json', '--json'], {
      cwd,
    });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      old: { name: 'a.json', version: ownContract().version },
      breaking: 1,
      bump: 'none',
      allowed: false,
      changes: [
        {
          procedure: 'incidents.close',
          wires: ['rest', 'trpc'],
          breaking: true,
          kind: 'procedure-removed',
        },
      ],
    });
  });

  it('takes the contracts of commits', async () => {
    const cwd = await temporaryFolder();
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd });
    git('init', '-q');
    for (const text of [contractText(), withoutClose()]) {
      await writeFile(join(cwd, 'api.json'), text);
      git('add', '.');
      git('commit', '-qm', 'A contract');
    }
    const args = ['contract', 'diff', 'HEAD~1:api.json', 'HEAD:api.json'];
    const { code, stdout } = await tocsin(args, { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('incidents.close  is gone');
    const nowhere = await tocsin(['contract', 'diff', 'HEAD~9:api.json', 'api.json'], { cwd });
    expect([nowhere.code, nowhere.stdout]).toEqual([2, '']);
    expect(nowhere.stderr).toMatch(
      /^HEAD~9:api\.json is neither a file nor a commit that has .*\n$/,
    );
  });

  it.each([
    ['no JSON', 'not json', /^a\.json cannot be read: it is not JSON: .*\n$/],
    [
      'no contract',
      '{"openapi":"3.1.0"}',
      /^a\.json cannot be read: it is not a contract\.json: .*\n$/,
    ],
  ])('tells of a file that has %s', async (_, text, reason) => {
    const cwd = await folderWith({ 'a.json': text });
    const { code, stdout, stderr } = await tocsin(['contract', 'diff', 'a.json', 'a.json'], {
      cwd,
    });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(reason);
  });

  it('tells of what is a folder, and of an option of git', async () => {
    const cwd = await folderWith({ 'a.json': contractText() });
    const folder = await tocsin(['contract', 'diff', '.', 'a.json'], { cwd });
    expect(folder.code).toBe(2);
    expect(folder.stderr).toMatch(/^\. cannot be read: EISDIR.*\n$/);
    const option = await tocsin(['contract', 'diff', '--', '--output=x', 'a.json'], { cwd });
    expect(option.code).toBe(2);
    expect(() => readFileSync(join(cwd, 'x'))).toThrow('ENOENT');
  });
});

describe('contract check', () => {
  const check = async (against: string) => {
    const cwd = await folderWith({ 'old.json': against });
    return tocsin(['contract', 'check', '--against', 'old.json', '--json'], { cwd });
  };

  it('holds this contract against an old one', async () => {
    expect((await check(contractText())).code).toBe(0);
    const more = edited((contract) => {
      const [first] = contract.procedures as unknown as ContractDocument['procedures'];
      contract.procedures.push({ ...first, name: 'incidents.explode' } as unknown as Procedure);
    });
    const { code, stdout } = await check(more);
    const { changes } = JSON.parse(stdout) as { changes: Change[] };
    expect(code).toBe(1);
    expect(changes.map(({ procedure, kind }) => `${procedure} ${kind}`)).toEqual([
      'incidents.explode procedure-removed',
    ]);
  });
});
