import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Alter, alteringProxy } from './altering-proxy.ts';
import { sharedServer } from './server.ts';
import { temporaryFolder } from './tocsin.ts';

const script = fileURLToPath(new URL('../smoke/main.ts', import.meta.url));
const { url, json } = sharedServer();

async function smoke(target: string, ...more: string[]) {
  const out = await temporaryFolder();
  const args = [script, '--url', target, '--out', out, ...more];
  return new Promise<{ code: unknown; stdout: string; stderr: string; out: string }>((resolve) =>
    execFile(process.execPath, args, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr, out }),
    ),
  );
}

const failed = (stdout: string): string[] =>
  stdout.split('\n').flatMap((line) => /^FAIL {2}(.*?): /.exec(line)?.[1] ?? []);

interface Page {
  total: number;
  items: { id: string; version: number }[];
}

describe('a server that keeps the contract', () => {
  it('passes every step, keeps what it had, and its answers are saved', async () => {
    const before = await json<Page>(['incidents', 'list', '--sort', 'createdAt', '--limit', '500']);
    const runbooks = await json<Page>(['runbooks', 'list']);
    const { code, stdout, out } = await smoke(url());
    expect([code, failed(stdout)]).toEqual([0, []]);
    expect(stdout.trim().split('\n').at(-1)).toBe('the contract holds');
    expect(stdout.match(/^ok /gm)?.length).toBeGreaterThan(35);
    expect(await json(['incidents', 'list', '--sort', 'createdAt', '--limit', '500'])).toEqual(
      before,
    );
    expect(await json(['runbooks', 'list'])).toEqual(runbooks);
    const saved = readdirSync(join(out, 'exchanges'));
    expect(saved.length).toBeGreaterThan(30);
    const file = saved.find((name) => name.endsWith('-incidents.create.json')) ?? '';
    expect(JSON.parse(readFileSync(join(out, 'exchanges', file), 'utf8'))).toMatchObject({
      request: { method: 'POST', body: { severity: 'low' } },
      response: { status: 201, body: { severity: 'P4', status: 'Open' } },
    });
  });
});

describe('a server that breaks it', () => {
  const isIncident = (json: unknown): json is Record<string, unknown> =>
    typeof json === 'object' && json !== null && 'severity' in json;

  it.each<[string, Alter, string[], RegExp]>([
    [
      'a field is missing',
      ({ json }) => void (isIncident(json) && delete json['phase']),
      ['incidents.create'],
      /must have required property 'phase'/,
    ],
    [
      'a field is not of the contract',
      ({ path, json }) =>
        void (path === '/health' && Object.assign(json as object, { mood: 'fine' })),
      ['system.health'],
      /must NOT have additional properties/,
    ],
    [
      'a word is not of the enum',
      ({ json }) =>
        void (Array.isArray(json) && isIncident(json[0]) && (json[0]['severity'] = 'low')),
      ['incidents.list'],
      /\/0\/severity must be equal to one of the allowed values/,
    ],
    [
      'a status is another',
      (answer) => void (answer.method === 'POST' && answer.status === 201 && (answer.status = 200)),
      ['incidents.create', 'runbooks.create'],
      /the status is 200, not 201/,
    ],
    [
      'a header is missing',
      ({ headers }) => void delete headers['etag'],
      ['incidents.create', 'runbooks.create'],
      /etag is null, not "1"/,
    ],
    [
      'a failure is not a problem',
      (answer) => void (answer.status === 404 && (answer.json = { error: 'gone' })),
      ['incidents.get', 'runbooks.get'],
      /the code is undefined, not "NOT_FOUND"/,
    ],
    [
      'what is closed stays open',
      ({ path, json }) =>
        void (path.endsWith('/close') && Object.assign(json as object, { changed: true })),
      ['incidents.close'],
      /closing it again is true, not false/,
    ],
    [
      'an alert loses its incident',
      ({ path, json }) =>
        void (path === '/api/v1/alerts' && delete (json as { incident_id?: string }).incident_id),
      ['alerts.create'],
      /must have required property 'incident_id'/,
    ],
    [
      'nobody is on call',
      ({ path, json }) =>
        void (
          path.startsWith('/api/v1/oncall/current') &&
          Object.assign(json as object, { engineer: null })
        ),
      ['oncall.current'],
      /who it is is \[null/,
    ],
    [
      'a procedure is not documented',
      ({ path, json }) =>
        void (
          path === '/openapi.json' &&
          delete (json as { paths: Record<string, unknown> }).paths['/api/v1/incidents/{id}/close']
        ),
      ['docs'],
      /incidents\.close is missing/,
    ],
  ])('%s: the step that meets it fails, with the reason', async (_, alter, steps, reason) => {
    const target = await alteringProxy(url(), alter);
    const { code, stdout } = await smoke(target);
    expect(code).toBe(1);
    expect(failed(stdout)).toEqual(expect.arrayContaining(steps));
    expect(stdout).toMatch(reason);
    expect(stdout).toMatch(/\d+ steps failed; see .*\n$/);
  });

  it.each(['PATCH', 'POST'])('leaves nothing behind, even where a %s fails', async (method) => {
    const count = async () => (await json<Page>(['incidents', 'list'])).total;
    const before = await count();
    const target = await alteringProxy(url(), (answer) => {
      if (answer.method === method) answer.status = 500;
    });
    expect((await smoke(target)).code).toBe(1);
    expect(await count()).toBe(before);
  });

  it('is told in a line when it does not answer at all', async () => {
    const { code, stdout, out } = await smoke('http://127.0.0.1:9');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAIL {2}http:\/\/127\.0\.0\.1:9 answers .*\n +fetch failed/);
    expect(existsSync(out)).toBe(true);
  });

  it('is not asked where the command line makes no sense', async () => {
    const { code, stderr } = await smoke(url(), '--nothing');
    expect(code).toBe(2);
    expect(stderr).toContain("Unknown option '--nothing'");
  });
});
