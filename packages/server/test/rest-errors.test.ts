import { Problem } from '@tocsin/contract';
import { describe, expect, test } from 'vitest';
import { someIncident, someRunbook, type TestApp, testApp } from './app.ts';

const full = { title: 't', severity: 'P1', service: 's' };

/** The faults of a refused call; what it answers is a problem in all its parts. */
async function faults(
  { rest }: TestApp,
  method: string,
  path: string,
  body?: unknown,
): Promise<Problem['errors']> {
  const answer = await rest<Problem>(method, path, body);
  expect(answer.status, `${method} ${path} ${JSON.stringify(body)}`).toBe(422);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  const problem = Problem.parse(answer.body);
  expect(problem).toMatchObject({
    title: 'The input is not valid',
    status: 422,
    code: 'UNPROCESSABLE_CONTENT',
    instance: `/api/v1${path.split('?', 1)[0]}`,
    requestId: answer.headers['x-request-id'],
  });
  return problem.errors;
}

describe('what is left out', () => {
  test('is named, all of it at once, in the shape of FastAPI', async () => {
    const app = await testApp();
    const missing = (field: string) => ({
      loc: ['body', field],
      msg: 'Field required',
      type: 'missing',
    });
    const { id } = await someIncident(app);
    const runbook = await someRunbook(app);

    for (const body of [undefined, {}, { title: undefined }]) {
      expect(await faults(app, 'POST', '/incidents', body)).toEqual(
        ['title', 'severity', 'service'].map(missing),
      );
    }
    expect(await faults(app, 'PUT', `/incidents/${id}`, { title: 't' })).toEqual(
      ['severity', 'service'].map(missing),
    );
    expect(await faults(app, 'POST', `/incidents/${id}/notes`, {})).toEqual([missing('text')]);
    expect(await faults(app, 'POST', '/runbooks', {})).toEqual([missing('title')]);
    expect(await faults(app, 'PUT', `/runbooks/${runbook.id}`, {})).toEqual([missing('title')]);
  });
});

describe('what is not known', () => {
  test('in a query is named: a typo in a filter does not return everything', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);
    const runbook = await someRunbook(app);
    for (const [method, path] of [
      ['GET', '/incidents'],
      ['GET', `/incidents/${id}`],
      ['DELETE', `/incidents/${id}`],
      ['PATCH', `/incidents/${id}`],
      ['POST', `/incidents/${id}/close`],
      ['GET', '/runbooks'],
      ['GET', `/runbooks/${runbook.id}/revisions`],
      ['DELETE', `/runbooks/${runbook.id}`],
    ] as const) {
      for (const name of ['serverity', 'ifVersion', '__proto__', 'constructor', 'Limit']) {
        const found = await faults(app, method, `${path}?${name}=1`);
        expect(found, `${method} ${path}?${name}`).toMatchObject([
          { loc: ['query', name], type: 'extra_forbidden' },
        ]);
      }
    }
    expect(await faults(app, 'GET', '/incidents?stauts=Open&limt=3')).toHaveLength(2);
    expect((await app.rest('GET', `/incidents/${id}`)).status).toBe(200);
    expect((await app.rest('GET', `/runbooks/${runbook.id}`)).status).toBe(200);
  });

  test('in a query is the id that the path already has', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);
    const other = await someIncident(app);

    expect(await faults(app, 'DELETE', `/incidents/${id}?id=${other.id}`)).toMatchObject([
      { loc: ['query', 'id'] },
    ]);
    expect((await app.rest('GET', '/incidents')).body).toHaveLength(2);
  });

  test('in a body is named, and nothing of the body is applied', async () => {
    const app = await testApp();
    const incident = await someIncident(app);
    for (const name of ['titel', 'ifVersion', 'constructor', 'toString', 'If-Match', '']) {
      const body = { ...full, [name]: 'x' };
      for (const [method, path] of [
        ['POST', '/incidents'],
        ['PUT', `/incidents/${incident.id}`],
        ['PATCH', `/incidents/${incident.id}`],
      ] as const) {
        expect(await faults(app, method, path, body), `${method} ${name}`).toMatchObject([
          { loc: ['body', name], type: 'extra_forbidden' },
        ]);
      }
    }
    expect(await faults(app, 'POST', `/incidents/${incident.id}/close`, { why: 1 })).toMatchObject([
      { loc: ['body', 'why'] },
    ]);
    expect((await app.rest('GET', '/incidents')).body).toEqual([incident]);
  });
});

describe('what is of the wrong kind', () => {
  test('in an incident is named, and changes nothing', async () => {
    const app = await testApp();
    const incident = await someIncident(app);
    const wrong: [string, unknown][] = [
      ...[null, 1, true, [], {}, '', '   ', 'x'.repeat(201), 'a\nb', 'a\u0000b', '\ud800'].map(
        (value): [string, unknown] => ['title', value],
      ),
      ...[null, 1, ['P1'], {}].map((value): [string, unknown] => ['severity', value]),
      ...[null, 7, '', 'x'.repeat(101), 'a\tb'].map((value): [string, unknown] => [
        'service',
        value,
      ]),
      ...[7, '', ' ', 'x'.repeat(101), {}].map((value): [string, unknown] => ['assignedTo', value]),
      ...[null, 1, ['Open']].map((value): [string, unknown] => ['status', value]),
    ];
    for (const [field, value] of wrong) {
      const body = { ...full, [field]: value };
      for (const [method, path] of [
        ['POST', '/incidents'],
        ['PUT', `/incidents/${incident.id}`],
        ['PATCH', `/incidents/${incident.id}`],
      ] as const) {
        const found = await faults(app, method, path, body);
        expect(new Set(found?.map(({ loc }) => loc.join('.')))).toEqual(new Set([`body.${field}`]));
      }
    }
    expect((await app.rest('GET', '/incidents')).body).toEqual([incident]);
  });

  test('in a note is named, and adds none', async () => {
    const app = await testApp();
    const incident = await someIncident(app);
    const path = `/incidents/${incident.id}/notes`;
    for (const text of [null, 1, '', ' \n ', 'a\u0000b', 'x'.repeat(10_001)]) {
      expect((await faults(app, 'POST', path, { text }))?.[0]?.loc).toEqual(['body', 'text']);
    }
    for (const author of [null, 1, '', 'x'.repeat(101)]) {
      const found = await faults(app, 'POST', path, { text: 'x', author });
      expect(found?.[0]?.loc).toEqual(['body', 'author']);
    }
    expect((await app.rest('GET', `/incidents/${incident.id}`)).body).toMatchObject(incident);
  });

  test('in a runbook is named down to the tag', async () => {
    const app = await testApp();
    const runbook = await someRunbook(app);
    const cases: [object, (string | number)[]][] = [
      [{ title: 'x'.repeat(201) }, ['body', 'title']],
      [{ tags: 'cache' }, ['body', 'tags']],
      [{ tags: ['ok', 7] }, ['body', 'tags', 1]],
      [{ tags: ['ok', 'ok', ' '] }, ['body', 'tags', 2]],
      [{ tags: Array.from({ length: 21 }, (_, n) => `t${n}`) }, ['body', 'tags']],
      [{ content: null }, ['body', 'content']],
      [{ content: 'a\u0000b' }, ['body', 'content']],
      [{ content: 'x'.repeat(200_001) }, ['body', 'content']],
    ];
    for (const [body, loc] of cases) {
      const found = await faults(app, 'PATCH', `/runbooks/${runbook.id}`, body);
      expect(found?.map((fault) => fault.loc)).toEqual([loc]);
    }
    expect((await app.rest('GET', `/runbooks/${runbook.id}`)).body).toEqual(runbook);
  });

  test('in a query is named', async () => {
    const app = await testApp();
    for (const [query, field] of [
      ['limit=1&limit=2', 'limit'],
      ['sort=title', 'sort'],
      ['sort=createdAt&sort=severity', 'sort'],
      ['q=a&q=b', 'q'],
      ['from=yesterday', 'from'],
      ['from=2026-02-30', 'from'],
      ['from=', 'from'],
      ['to=2026-03-01T08:00:00', 'to'],
      ['to=1767225600000', 'to'],
      ['from=2026-03-01&from=2026-03-02', 'from'],
      ['service=', 'service'],
      ['service=a%00b', 'service'],
      ['assignedTo=%20', 'assignedTo'],
      [Array.from({ length: 21 }, (_, n) => `service=s${n}`).join('&'), 'service'],
    ] as const) {
      const found = await faults(app, 'GET', `/incidents?${query}`);
      expect(
        found?.map(({ loc }) => loc),
        query,
      ).toEqual([['query', field]]);
    }
  });

  test('is told of together: every fault of a request, wherever it is', async () => {
    const app = await testApp();

    const found = await faults(app, 'PATCH', `/incidents/${'x'.repeat(129)}`, {
      title: '',
      severity: 'P9',
      nonsense: 1,
    });

    expect(new Set(found?.map(({ loc }) => loc.join('.')))).toEqual(
      new Set(['path.id', 'body.title', 'body.severity', 'body.nonsense']),
    );
  });
});
