import { type Incident, Problem } from '@tocsin/contract';
import { describe, expect, test } from 'vitest';
import { someIncident, type TestApp, testApp } from './app.ts';
import { problemOf, raw, type RawAnswer } from './rest-raw.ts';

const json = { 'content-type': 'application/json' };
const body = '{"title":"hostile"}';

/** A refusal that is whole, and says the same id in header and body. */
function expectProblem(answer: RawAnswer, path: string): Problem {
  expect(answer.headers['content-type'], path).toBe('application/problem+json; charset=utf-8');
  const problem = Problem.parse(problemOf(answer));
  expect(problem).toMatchObject({ status: answer.status, instance: path.split('?', 1)[0] });
  expect(answer.headers['x-request-id'], path).toBe(problem.requestId);
  expect(answer.text).not.toMatch(/node_modules|\.ts:|sqlite|select /i);
  return problem;
}

async function everyCall(app: TestApp, segment: string): Promise<[string, RawAnswer][]> {
  const incidents = `/api/v1/incidents/${segment}`;
  const runbooks = `/api/v1/runbooks/${segment}`;
  const calls: [string, string, string?][] = [
    ['GET', incidents],
    ['PATCH', incidents, body],
    ['DELETE', incidents],
    ['POST', `${incidents}/notes`, '{"text":"hostile"}'],
    ['POST', `${incidents}/close`],
    ['GET', runbooks],
    ['DELETE', runbooks],
    ['GET', `${runbooks}/revisions`],
  ];
  const answers: [string, RawAnswer][] = [];
  for (const [method, path, sent] of calls) {
    const more = sent === undefined ? {} : { headers: json, body: sent };
    answers.push([path, await raw(app, method, path, more)]);
  }
  return answers;
}

describe('a path segment where an id belongs', () => {
  test('that could be an id, but of nothing, is 404', async () => {
    const app = await testApp();
    for (const segment of [
      'none',
      '%2e%2e',
      '%2E',
      '%2F',
      '..%2f..%2fetc%2fpasswd',
      '%5c..%5c',
      '%F0%9F%98%80',
      '%E6%B1%BA%E6%B8%88',
      "'%20OR%201=1%20--",
      '%22;drop%20table%20incidents;--',
      '__proto__',
      'constructor',
      'null',
      'undefined',
      '*',
      '%25',
      '%3F',
      '%23',
      '{id}',
      ':id',
      'x'.repeat(128),
      encodeURIComponent('😀'.repeat(60)),
    ]) {
      for (const [path, answer] of await everyCall(app, segment)) {
        expect(answer.status, path).toBe(404);
        expect(expectProblem(answer, path).code).toBe('NOT_FOUND');
      }
    }
  });

  test('that can be no id is 422 and named', async () => {
    const app = await testApp();
    for (const segment of ['%00', 'a%00b', '%0d%0aSet-Cookie:%20x=1', '%7f', 'x'.repeat(129)]) {
      for (const [path, answer] of await everyCall(app, segment)) {
        expect(answer.status, path).toBe(422);
        const { errors } = expectProblem(answer, path);
        expect(errors?.map(({ loc }) => loc)).toContainEqual(['path', 'id']);
        expect(answer.headers['set-cookie']).toBeUndefined();
      }
    }
  });

  test('that cannot be decoded is 400', async () => {
    const app = await testApp();
    for (const segment of ['%zz', '%', '%f', '%ff', '%c0%ae', '%ed%a0%80', 'ok%']) {
      for (const [path, answer] of await everyCall(app, segment)) {
        expect(answer.status, path).toBe(400);
        expect(expectProblem(answer, path).code).toBe('BAD_REQUEST');
      }
    }
  });

  test('of any length is refused, never a failure', async () => {
    const app = await testApp();
    for (const length of [1000, 1001, 8000]) {
      for (const [path, answer] of await everyCall(app, 'x'.repeat(length))) {
        expect([400, 404, 414, 422], `${length}`).toContain(answer.status);
        expectProblem(answer, path);
      }
    }
  });

  test('that spells an id in another way finds it all the same', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);
    const spelled = id.replace(/./g, (c) => `%${c.charCodeAt(0).toString(16)}`);

    const answer = await raw(app, 'GET', `/api/v1/incidents/${spelled}`);

    expect(answer.status).toBe(200);
    expect((JSON.parse(answer.text) as Incident).id).toBe(id);
  });

  test('of whatever kind changes nothing', async () => {
    const app = await testApp();
    const incident = await someIncident(app);
    for (const segment of [
      '%2e%2e',
      '..',
      '.',
      '*',
      '%',
      '',
      '%00',
      '__proto__',
      `${incident.id}%20`,
    ]) {
      for (const [path, { status }] of await everyCall(app, segment)) {
        expect(status, path).toBeGreaterThanOrEqual(400);
        expect(status, path).toBeLessThan(500);
      }
    }
    expect((await app.rest('GET', '/incidents')).body).toEqual([incident]);
  });
});

describe('a path that leads nowhere', () => {
  test('is 404 for every method', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);
    for (const path of [
      '/',
      '/api',
      '/api/v1',
      '/api/v2/incidents',
      '/api/v1/nothing',
      '/api/v1/Incidents',
      '/api/v1/../v1/incidents',
      '/api/v1//incidents',
      '//api/v1/incidents',
      `/api/v1/incidents/${id}/note`,
      `/api/v1/incidents/${id}/notes/1`,
      `/api/v1/incidents/${id}/../../runbooks`,
      '/etc/passwd',
      '/docs/../package.json',
      '/docs/%2e%2e%2fpackage.json',
    ]) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await raw(app, method, path);
        expect(answer.status, `${method} ${path}`).toBe(404);
        expect(expectProblem(answer, path).code).toBe('NOT_FOUND');
      }
      const head = await raw(app, 'HEAD', path);
      expect([head.status, head.text], `HEAD ${path}`).toEqual([404, '']);
    }
  });

  test('is 404 for OPTIONS that is no preflight', async () => {
    const app = await testApp();
    for (const path of ['/', '/api/v1/nothing', '/nothing']) {
      const answer = await raw(app, 'OPTIONS', path);
      expect(answer.status, path).toBe(404);
      expectProblem(answer, path);
    }
  });

  test('does not answer with what it was asked for in the query', async () => {
    const app = await testApp();

    const answer = await raw(app, 'GET', '/api/v1/nothing?token=s3cret');

    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('s3cret');
  });
});

describe('a query string', () => {
  test('that cannot be decoded is never a failure', async () => {
    const app = await testApp();
    for (const query of [
      'q=%zz',
      'q=%',
      'q=%ff',
      '%zz=1',
      '&&&',
      '=',
      'q',
      'q=%00',
      '?',
      'q=%0a',
    ]) {
      const { status, headers } = await raw(app, 'GET', `/api/v1/incidents?${query}`);
      expect([200, 400, 422], query).toContain(status);
      expect(headers['x-request-id'], query).toBeTruthy();
    }
  });
});
