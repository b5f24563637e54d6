import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Incident, Runbook } from '@tocsin/contract';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serve, sharedServer } from './server.ts';
import { launch, temporaryFolder } from './tocsin.ts';

const server = sharedServer();
const { run, json } = server;

interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total: number;
}

const opened = (title: string, ...more: string[]) =>
  json<Incident>([
    'incidents',
    'create',
    '--title',
    title,
    '--severity',
    'P2',
    '--service',
    'shop',
    ...more,
  ]);

describe('a life of an incident', () => {
  it('is typed from beginning to end', async () => {
    const created = await opened('Typed from beginning to end', '--assigned-to', 'Mara');
    expect(created).toMatchObject({ severity: 'P2', service: 'shop', assignedTo: 'Mara' });
    const { id } = created;
    const alone = { alertCount: 0, alerts: [] };
    expect(await json(['incidents', 'get', id])).toEqual({ ...created, ...alone });
    expect(
      await json(['incidents', 'update', id, '--status', 'in_progress', '--no-assigned-to']),
    ).toMatchObject({ phase: 'in_progress', assignedTo: null, version: 2 });
    const noted = await json<Incident>(['incidents', 'add-note', id, '--text', 'Typed']);
    expect(noted.notes).toMatchObject([{ author: 'anonymous', text: 'Typed' }]);
    expect(await json(['incidents', 'close', id])).toMatchObject({ changed: true });
    expect(await json(['incidents', 'reopen', id])).toMatchObject({ phase: 'open' });
    const { code, stdout } = await run(['incidents', 'delete', id]);
    expect([code, stdout]).toEqual([0, '']);
    const gone = await run(['incidents', 'get', id]);
    expect([gone.code, gone.stdout]).toEqual([4, '']);
    expect(gone.stderr).toMatch(/^There is no incident .* \(NOT_FOUND, request [\w-]+\)\n$/);
  });

  it('refuses to change what somebody else has changed, with a code of its own', async () => {
    const { id } = await opened('Changed by somebody else');
    await json(['incidents', 'update', id, '--severity', 'P1']);
    const late = await run(['incidents', 'update', id, '--severity', 'P3', '--if-version', '1']);
    expect([late.code, late.stdout]).toEqual([3, '']);
    expect(late.stderr).toContain('PRECONDITION_FAILED');
    const backward = await run(['incidents', 'update', id, '--status', 'open']);
    expect(backward.code).toBe(0);
    await json(['incidents', 'close', id]);
    const conflict = await run(['incidents', 'update', id, '--status', 'acknowledged']);
    expect(conflict.code).toBe(3);
    expect(conflict.stderr).toContain('CONFLICT');
  });
});

describe('a list', () => {
  it('is what the filters say, several values widening', async () => {
    const { items } = await json<Page<Incident>>([
      'incidents',
      'list',
      '--severity',
      'P1',
      '--severity',
      'low',
      '--status',
      'Open',
    ]);
    expect(items.length).toBeGreaterThan(2);
    expect(new Set(items.map(({ severity }) => severity))).toEqual(new Set(['P1', 'P4']));
    expect(new Set(items.map(({ status }) => status))).toEqual(new Set(['Open']));
  });

  it('goes on with the command that it tells', async () => {
    const first = await run(['incidents', 'list', '--limit', '3', '--sort', 'createdAt']);
    const [, count, total, more = ''] =
      /^(\d+) of (\d+); the next: (tocsin .*)\n$/.exec(first.stderr) ?? [];
    expect([first.code, count]).toEqual([0, '3']);
    expect(Number(total)).toBeGreaterThan(10);
    const second = await run(more.split(' ').slice(1));
    const idsOf = (text: string) =>
      text
        .split('\n')
        .slice(1, -1)
        .map((line) => line.split(' ')[0]);
    expect(idsOf(second.stdout)).toHaveLength(3);
    const { items } = await json<Page<Incident>>([
      'incidents',
      'list',
      '--limit',
      '6',
      '--sort',
      'createdAt',
    ]);
    expect([...idsOf(first.stdout), ...idsOf(second.stdout)]).toEqual(items.map(({ id }) => id));
  });

  it('of nothing says so where people look', async () => {
    const nothing = await run(['incidents', 'list', '--service', 'nobody']);
    expect(nothing).toMatchObject({ code: 0, stdout: '', stderr: 'none\n' });
  });

  it('has the columns that are asked for', async () => {
    const args = ['incidents', 'list', '--limit', '1', '--columns'];
    const { stdout } = await run([...args, 'number, severity']);
    expect(stdout).toMatch(/^NUMBER {2}SEVERITY\n\d+ {6,7}P\d\n$/);
    const unknown = await run([...args, 'colour']);
    expect([unknown.code, unknown.stdout]).toEqual([2, '']);
    expect(unknown.stderr).toMatch(/^--columns: There is no colour; there is id, number, title, /);
  });
});

describe('text', () => {
  it('of many lines comes from a file, from standard input, or as it is typed', async () => {
    const folder = await temporaryFolder();
    const markdown = '# Größe\r\n\n- a "b" \\ `c`\n';
    await writeFile(join(folder, 'page.md'), markdown);
    const write = (content: string, stdin = '') =>
      json<Runbook>(['runbooks', 'create', '--title', 'T', '--content', content], {
        cwd: folder,
        stdin,
      });
    expect((await write('@page.md')).content).toBe(markdown);
    expect((await write('-', markdown)).content).toBe(markdown);
    expect((await write('two\nlines')).content).toBe('two\nlines');
    expect((await write('@@page.md')).content).toBe('@page.md');
  });

  it('of one line is taken as it is', async () => {
    const { id } = await opened('@everyone: -');
    expect((await json<Incident>(['incidents', 'get', id])).title).toBe('@everyone: -');
  });

  it.each([
    ['@nowhere.md', /^--content: nowhere\.md cannot be read: ENOENT.*\n$/],
    ['@latin1.md', /^--content: latin1\.md is not UTF-8\n$/],
  ])('that cannot be read is told by its option: %s', async (content, reason) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'latin1.md'), Buffer.from('Größe', 'latin1'));
    const args = ['runbooks', 'create', '--title', 'T', '--content', content];
    const { code, stdout, stderr } = await run(args, { cwd: folder });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(reason);
  });
});

describe('--input', () => {
  it('is all fields at once, and single options come before it', async () => {
    const input = { title: 'From JSON', severity: 'high', service: 'shop', assignedTo: null };
    const stdin = JSON.stringify(input);
    const args = ['incidents', 'create', '--input', '-', '--severity', 'low'];
    expect(await json(args, { stdin })).toMatchObject({ title: 'From JSON', severity: 'P4' });
  });

  it('takes a thing as it was read', async () => {
    const read = await opened('To be replaced');
    const stdin = JSON.stringify({ ...read, title: 'Replaced' });
    const args = ['incidents', 'replace', read.id, '--input', '-', '--if-version', '1'];
    expect(await json(args, { stdin })).toMatchObject({ id: read.id, title: 'Replaced' });
  });

  it.each([
    ['[]', '--input: Must be a JSON object'],
    ['{"title":', '--input: Must be JSON'],
  ])('must be an object: %s', async (text, reason) => {
    const { code, stderr } = await run(['incidents', 'create', '--input', text]);
    expect(code).toBe(2);
    expect(stderr.split('\n')).toContain(reason);
  });
});

describe('what is not valid', () => {
  it('is told option by option, all at once, before the server is asked', async () => {
    const args = ['incidents', 'create', '--severity', 'urgent', '--title', 'a', '--title', 'b'];
    const { code, stdout, stderr } = await run(args, {
      environment: { TOCSIN_URL: 'http://127.0.0.1:9' },
    });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trim().split('\n')).toEqual([
      '--title: Given more than once',
      expect.stringMatching(/^--severity: Must be one of P1, .*low; not "urgent"$/),
      '--service: Field required',
    ]);
  });

  it('is told by the options it was typed as, where only the server knows', async () => {
    const args = [
      'incidents',
      'create',
      '--title',
      ' ',
      '--severity',
      'P1',
      '--service',
      'a\u0007',
    ];
    const { code, stderr } = await run([...args, '--input', '{"colour":"red"}']);
    expect(code).toBe(2);
    expect(stderr.trim().split('\n')).toEqual([
      '--title: Must be text on one line, and not blank',
      '--service: Must be text on one line, and not blank',
      '--input: colour: There is no such field',
    ]);
  });

  it('is told by the argument it was typed as', async () => {
    const { code, stderr } = await run(['incidents', 'get', 'x'.repeat(200)]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^ID: /);
  });

  it.each([
    [['incidents', 'lst'], /^unknown command 'lst'\n\(Did you mean list\?\)\n$/],
    [['incidents', 'get'], /^missing required argument 'ID'\n$/],
    [
      ['incidents', 'list', '--stauts', 'Open'],
      /^unknown option '--stauts'\n\(Did you mean --status\?\)\n$/,
    ],
    [['incidents', 'list', '--limit', 'ten'], /^--limit: Must be a number; not "ten"\n$/],
    [['incidents', 'list', '--url', 'localhost:8000'], /^--url: Must be like http:.*\n$/],
    [['nothing'], /^unknown command 'nothing'\n$/],
  ])('%j is a usage error in a line or two', async (args, reason) => {
    const { code, stdout, stderr } = await run(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(reason);
  });
});

describe('a server that is not there', () => {
  it('is told with its address and the reason, and a code of its own', async () => {
    const folder = await temporaryFolder();
    const { server: other, url } = await serve(folder, '0');
    other.child.kill('SIGTERM');
    await other.ended;
    for (const args of [
      ['incidents', 'list'],
      ['incidents', 'watch'],
      ['incidents', 'close', 'a'],
    ]) {
      const { code, stdout, stderr } = await run(args, { environment: { TOCSIN_URL: url } });
      expect([code, stdout]).toEqual([6, '']);
      expect(stderr).toContain(`${url} cannot be reached (ECONNREFUSED).`);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
  });

  it('is told from one that is not Tocsin', async () => {
    const { code, stderr } = await run(['incidents', 'list', '--url', `${server.url()}/docs`]);
    expect(code).not.toBe(0);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('for programs', () => {
  it('the output is what the contract says, on one line', async () => {
    const { stdout } = await run(['incidents', 'list', '--limit', '2', '--json']);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    const page = JSON.parse(stdout) as Page<Incident>;
    expect(Object.keys(page)).toEqual(['items', 'nextCursor', 'total', 'totalRelation']);
    expect(page.items).toHaveLength(2);
  });

  it('a failure is one line of JSON on standard error', async () => {
    const { code, stdout, stderr } = await run(['incidents', 'get', 'nope', '--json']);
    expect([code, stdout]).toEqual([4, '']);
    expect(JSON.parse(stderr)).toMatchObject({ code: 'NOT_FOUND', status: 404, errors: [] });
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('whoever has read enough ends it without a word', async () => {
    const page = '# long\n'.repeat(20_000);
    const { id } = await json<Runbook>(
      ['runbooks', 'create', '--title', 'Long', '--content', '-'],
      {
        stdin: page,
      },
    );
    const reader = launch(['runbooks', 'get', id], { environment: { TOCSIN_URL: server.url() } });
    onTestFinished(() => void reader.child.kill('SIGKILL'));
    reader.child.stdout?.once('data', () => reader.child.stdout?.destroy());
    const { code, stderr } = await reader.ended;
    expect([code, stderr]).toEqual([0, '']);
  });

  it('the token goes with the request', async () => {
    const tokens: (string | undefined)[] = [];
    const gate = createServer(({ headers }, response) => {
      tokens.push(headers.authorization);
      response.writeHead(401, { 'content-type': 'text/plain' }).end('Who are you?');
    });
    await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void gate.close());
    const { port } = gate.address() as AddressInfo;
    const environment = { TOCSIN_URL: `http://127.0.0.1:${port}`, TOCSIN_TOKEN: 'from-outside' };
    const outside = await run(['incidents', 'list'], { environment });
    await run(['incidents', 'list', '--token', 'typed'], { environment });
    expect(tokens).toEqual(['Bearer from-outside', 'Bearer typed']);
    expect([outside.code, outside.stdout]).toEqual([5, '']);
    expect(outside.stderr).not.toContain('from-outside');
  });

  it('a token that cannot be sent is not told either', async () => {
    const { code, stdout, stderr } = await run(['incidents', 'list', '--token', 'sec\nret']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe('--token: Must be printable ASCII, without blanks\n');
  });
});

describe('for people', () => {
  it('a table fits the terminal, and its ids are whole', async () => {
    for (const columns of [60, 80, 132]) {
      const { stdout } = await run(['incidents', 'list'], { terminal: columns });
      const lines = stdout
        .replaceAll(/\u001b\[\d+m/g, '')
        .trimEnd()
        .split('\n');
      expect(lines.length).toBeGreaterThan(10);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
      for (const line of lines.slice(1)) expect(line).toMatch(/^[0-9a-f-]{36} {2}\d+ +\S/);
    }
  });

  it('has colours in a terminal, and none elsewhere or where they are not wanted', async () => {
    const args = ['incidents', 'list', '--limit', '1'];
    expect((await run(args, { terminal: 80 })).stdout).toContain('\u001b[1m');
    expect((await run(args)).stdout).not.toContain('\u001b');
    const environment = { NO_COLOR: '1' };
    expect((await run(args, { terminal: 80, environment })).stdout).not.toContain('\u001b');
  });

  it('what others wrote cannot steer the terminal', async () => {
    const { id } = await opened('Steering');
    const text = 'Red: \u001b[31m, title: \u001b]0;x\u0007, one byte: \u009b31m';
    await json(['incidents', 'add-note', id, '--text', text]);
    const { stdout } = await run(['incidents', 'get', id]);
    expect(stdout).toContain('Red: \ufffd[31m, title: \ufffd]0;x\ufffd, one byte: \ufffd31m');
  });

  it('a text is shown as it is', async () => {
    const { stdout } = await run(['system', 'metrics']);
    expect(stdout).toMatch(/^# HELP /m);
  });
});
