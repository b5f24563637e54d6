import { Problem } from '@tocsin/contract';
import { describe, expect, test } from 'vitest';
import { someIncident, type TestApp, testApp } from './app.ts';
import { problemOf, raw } from './rest-raw.ts';

const MiB = 1024 ** 2;
const json = { 'content-type': 'application/json' };
const full = JSON.stringify({ title: 't', severity: 'P1', service: 's' });

/** Sends a body as it is to each route that takes one; answers the statuses, which are one. */
async function sendEverywhere(
  app: TestApp,
  body: string | Buffer,
  headers: Record<string, string>,
): Promise<Problem> {
  const { id } = await someIncident(app);
  const problems: Problem[] = [];
  for (const [method, path] of [
    ['POST', '/incidents'],
    ['PUT', `/incidents/${id}`],
    ['PATCH', `/incidents/${id}`],
    ['POST', `/incidents/${id}/notes`],
    ['POST', '/runbooks'],
  ] as const) {
    const answer = await app.rest<Problem>(method, path, body, headers);
    expect(answer.headers['content-type'], `${method} ${path}`).toContain('problem+json');
    problems.push(Problem.parse(answer.body));
  }
  const [first] = problems as [Problem];
  expect(problems.map(({ code }) => code)).toEqual(problems.map(() => first.code));
  const { body: now } = await app.rest<object[]>('GET', '/incidents');
  expect(now).toEqual([expect.objectContaining({ id, version: 1 })]);
  await app.rest('DELETE', `/incidents/${id}`);
  return first;
}

describe('a body', () => {
  test('that is not JSON is 400 and changes nothing', async () => {
    const app = await testApp();
    for (const body of ['{', '{"title":}', 'title=t', "{'a':1}", '{"a":1}{"b":2}', 'NaN', '[1,']) {
      const problem = await sendEverywhere(app, body, json);
      expect(problem, body).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
      expect(problem.detail, body).toMatch(/JSON/);
      expect(problem.errors, body).toBeUndefined();
    }
  });

  test('that is JSON but no object is 422 and changes nothing', async () => {
    const app = await testApp();
    for (const body of ['[]', '[{"title":"t"}]', '7', '0', '"text"', '""', 'true', 'null']) {
      const problem = await sendEverywhere(app, body, json);
      expect(problem, body).toMatchObject({ status: 422, errors: [{ loc: ['body'] }] });
    }
  });

  test('that would poison prototypes is refused', async () => {
    const app = await testApp();
    for (const body of [
      '{"__proto__":{"polluted":1},"title":"t","severity":"P1","service":"s"}',
      '{"__proto__":null}',
      '{"constructor":{"prototype":{"polluted":1}},"title":"t"}',
      '{"title":{"__proto__":{"polluted":1}}}',
    ]) {
      expect([400, 422], body).toContain((await sendEverywhere(app, body, json)).status);
      expect('polluted' in {}).toBe(false);
    }
  });

  test('by way of a field that may hold anything leaves no trace', async () => {
    const app = await testApp();
    const incident = await someIncident(app);
    const body = '{"version":{"__proto__":{"polluted":1}},"title":"t"}';

    const { status } = await app.rest('PATCH', `/incidents/${incident.id}`, body, json);

    expect([400, 422]).toContain(status);
    expect('polluted' in {}).toBe(false);
    expect((await app.rest('GET', `/incidents/${incident.id}`)).body).toMatchObject(incident);
  });
});

describe('no body', () => {
  test('is fine for what needs none, whatever media type is named', async () => {
    const app = await testApp();
    for (const action of ['close', 'reopen']) {
      for (const [body, headers] of [
        [undefined, {}],
        [undefined, json],
        ['', json],
        ['{}', json],
      ] as const) {
        const { id } = await someIncident(app, { status: action === 'close' ? 'Open' : 'Closed' });
        const answer = await app.rest('POST', `/incidents/${id}/${action}`, body, headers);
        expect(answer.status, `${action} ${body} ${JSON.stringify(headers)}`).toBe(200);
        expect(answer.body).toMatchObject({ changed: true });
      }
    }
  });

  test('is fine over a socket, with or without Content-Length', async () => {
    const app = await testApp();
    for (const headers of [{}, { 'content-length': '0' }, json]) {
      const { id } = await someIncident(app);
      const answer = await raw(app, 'POST', `/api/v1/incidents/${id}/close`, { headers });
      expect(answer.status, JSON.stringify(headers)).toBe(200);
    }
  });

  test('is fine for a deletion that names a media type, as some clients do', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);

    expect((await app.rest('DELETE', `/incidents/${id}`, undefined, json)).status).toBe(204);
  });
});

describe('a large body', () => {
  const padded = (length: number) => full + ' '.repeat(length - full.length);

  test('of one byte more than the limit is 413 and changes nothing', async () => {
    const problem = await sendEverywhere(await testApp(), padded(MiB + 1), json);

    expect(problem).toMatchObject({ status: 413, code: 'PAYLOAD_TOO_LARGE' });
  });

  test('of exactly the limit is taken', async () => {
    const { rest } = await testApp();

    expect((await rest('POST', '/incidents', padded(MiB), json)).status).toBe(201);
  });

  test('is 413 also when its length is not told beforehand', async () => {
    const app = await testApp();

    const answer = await raw(app, 'POST', '/api/v1/incidents', {
      headers: { ...json, 'transfer-encoding': 'chunked' },
      body: padded(MiB + 1),
    });

    expect(answer.status).toBe(413);
    expect(problemOf(answer).code).toBe('PAYLOAD_TOO_LARGE');
    expect((await app.rest('GET', '/incidents')).body).toEqual([]);
  });

  test('of deeply nested JSON is refused like any other', async () => {
    const { rest } = await testApp();
    const nested = `{"title":${'['.repeat(250_000)}${']'.repeat(250_000)}}`;

    expect((await rest('POST', '/incidents', nested, json)).status).toBe(422);
  });
});

describe('a media type', () => {
  test('that is not JSON is 415 and changes nothing', async () => {
    const app = await testApp();
    for (const type of [
      'text/plain',
      'text/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
      'application/jsonx',
      'application/json, text/plain',
      'nonsense',
      '',
    ]) {
      const problem = await sendEverywhere(app, full, { 'content-type': type });
      expect(problem, type).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
    }
  });

  test('must be named when there is a body', async () => {
    const app = await testApp();
    const headers = { 'content-length': String(full.length) };

    const answer = await raw(app, 'POST', '/api/v1/incidents', { headers, body: full });

    expect(answer.status).toBe(415);
    expect((await app.rest('GET', '/incidents')).body).toEqual([]);
  });

  test('of JSON is taken', async () => {
    const app = await testApp();
    for (const type of [
      'application/json',
      'application/json; charset=utf-8',
      'application/json;charset=UTF-8',
      'Application/JSON',
      'application/merge-patch+json',
      'application/vnd.api+json',
    ]) {
      const { id } = await someIncident(app);
      const headers = { 'content-type': type };
      const answer = await app.rest('PATCH', `/incidents/${id}`, '{"title":"x"}', headers);
      expect([answer.status, answer.body], type).toMatchObject([200, { title: 'x' }]);
    }
  });

  test('of merge-patch means what RFC 7396 says: null empties what may be empty', async () => {
    const app = await testApp();
    const incident = await someIncident(app, { assignedTo: 'Mara' });
    const merge = { 'content-type': 'application/merge-patch+json' };
    const patch = (body: string) => app.rest('PATCH', `/incidents/${incident.id}`, body, merge);

    expect((await patch('{"assignedTo":null}')).body).toMatchObject({ assignedTo: null });
    expect((await patch('{"title":null}')).status).toBe(422);
  });
});
