import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownContract } from '../src/contract-document.ts';
import { kebabCase } from '../src/procedures/field.ts';
import { temporaryFolder, tocsin } from './tocsin.ts';

describe('--help', () => {
  it('is what is told to whoever types nothing, and names every command', async () => {
    const { code, stdout, stderr } = await tocsin([]);
    expect([code, stderr]).toEqual([0, '']);
    expect(await tocsin(['--help'])).toMatchObject({ code: 0, stdout });
    const features = ownContract().procedures.map(({ name }) =>
      kebabCase(name.split('.')[0] ?? ''),
    );
    const commands = [
      'serve',
      'seed',
      'reset',
      'export',
      'import',
      'backup',
      'contract',
      'completion',
    ];
    for (const name of [...commands, ...features]) {
      expect(stdout).toMatch(new RegExp(`^  ${name}( |$)`, 'm'));
    }
    expect(stdout).toContain('Exit codes: 0 done');
  });

  it('of a command says more, and does nothing', async () => {
    const { code, stdout } = await tocsin(['import', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('tocsin import [options] <FILE>');
    expect(stdout).toContain('--replace');
    expect((await tocsin(['help', 'import'])).stdout).toBe(stdout);
  });

  it('fits a narrow terminal', async () => {
    const { stdout } = await tocsin(['incidents', 'create', '--help'], { terminal: 60 });
    const [text = ''] = stdout.split('\nExample:');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });

  it('--version is that of the package', async () => {
    const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    expect((await tocsin(['--version'])).stdout).toBe(`${version}\n`);
  });

  it('loads neither the server, nor the client, nor the schemas: it must be quick', async () => {
    const script = `import { registerHooks } from 'node:module';
      registerHooks({ load(url, context, next) { process.stderr.write(url + '\\n'); return next(url, context); } });`;
    const environment = {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}`,
    };
    const { stderr } = await tocsin(['incidents', 'list', '--help'], { environment });
    const loaded = stderr.split('\n').filter((url) => url.startsWith('file:'));
    expect(loaded.some((url) => url.includes('/commander/'))).toBe(true);
    const heavy =
      /\/(zod|@trpc|fastify|drizzle-orm|better-sqlite3)\/|packages\/client\/|packages\/server\/src\/(?!commands\/definitions)/;
    expect(loaded.filter((url) => heavy.test(url))).toEqual([]);
  });
});

describe('completion', () => {
  /** What a shell is told when Tab is pressed. */
  const candidates = async (...words: string[]) => {
    const { code, stdout } = await tocsin(['complete', '--', ...words]);
    const lines = stdout.trim().split('\n');
    expect([code, lines.at(-1)]).toEqual([0, ':4']);
    return lines.slice(0, -1).map((line) => line.split('\t')[0]);
  };

  it('knows commands, procedures, options and words', async () => {
    expect(await candidates('inc')).toEqual(['incidents']);
    expect(await candidates('incidents', 'clo')).toEqual(['close']);
    expect(await candidates('incidents', 'list', '--sev')).toEqual(['--severity']);
    expect(await candidates('incidents', 'list', '--severity', 'P')).toEqual([
      'P1',
      'P2',
      'P3',
      'P4',
    ]);
    expect(await candidates('incidents', 'list', '--limit', '5', '--sort', '-')).toEqual([
      '-createdAt',
      '-updatedAt',
    ]);
  });

  it('knows every procedure, and says what each is on its own line', async () => {
    const byFeature = Map.groupBy(ownContract().procedures, ({ name }) => name.split('.')[0] ?? '');
    for (const [feature, procedures] of byFeature) {
      const { stdout } = await tocsin(['complete', '--', kebabCase(feature), '']);
      const told = procedures.map(
        ({ name, summary }) => `${kebabCase(name.split('.')[1] ?? '')}\t${summary}`,
      );
      expect(stdout.trim().split('\n')).toEqual([...told, ':4']);
    }
  });

  it.each(['bash', 'zsh', 'fish'])('is a script that %s understands', async (shell) => {
    const { code, stdout } = await tocsin(['completion', shell]);
    const file = join(await temporaryFolder(), 'script');
    await writeFile(file, stdout);
    expect(code).toBe(0);
    expect(stdout).toContain('tocsin complete --');
    // Where the shell is not installed, it is the script's beginning that is looked at.
    const checked = spawnSync(shell, ['-n', file], { encoding: 'utf8' });
    if (checked.error) expect(stdout).toMatch(/^#/);
    else expect([checked.status, checked.stderr]).toEqual([0, '']);
  });

  it('completes in bash', async () => {
    const cwd = await temporaryFolder();
    const { stdout: script } = await tocsin(['completion', 'bash']);
    const start = new URL('../start.js', import.meta.url).pathname;
    const harness = `
      tocsin() { "${process.execPath}" "${start}" "$@"; }
      _get_comp_words_by_ref() { cur=\${COMP_WORDS[COMP_CWORD]}; words=("\${COMP_WORDS[@]}"); cword=$COMP_CWORD; }
      compopt() { :; }
      ${script}
      COMP_WORDS=(tocsin incidents list --severity cr); COMP_CWORD=4
      __tocsin_complete
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    const found = execFileSync('bash', ['-c', harness], { cwd, encoding: 'utf8' });
    expect(found.trim()).toBe('critical');
  });

  it('of another shell is refused', async () => {
    const { code, stderr } = await tocsin(['completion', 'tcsh']);
    expect(code).toBe(2);
    expect(stderr).toContain('zsh, bash, fish');
  });
});
