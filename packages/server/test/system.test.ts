import { Problem } from '@tocsin/contract';
import Client from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { someIncident, someRunbook, type TestApp, testApp } from './app.ts';

describe('health', () => {
  test('says that the process answers, which build it is and for how long it is up', async () => {
    const { rest, clock } = await testApp();
    await clock.advance(90_500);
    const build = { service: 'tocsin', version: '0.1.0', commit: 'test', uptimeSeconds: 90.5 };

    expect(await rest('GET', '//healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
    const health = await rest('GET', '//health');
    expect([health.status, health.body]).toEqual([200, { status: 'ok', ...build }]);
    const apiHealth = await rest('GET', '//api/health');
    expect([apiHealth.status, apiHealth.body]).toEqual([200, { status: 'healthy', ...build }]);
  });

  test('needs no database', async () => {
    const { rest, storage } = await testApp();
    await storage.close();

    for (const path of ['//healthz', '//health', '//api/health', '//metrics', '//openapi.json']) {
      expect((await rest('GET', path)).status, path).toBe(200);
    }
  });
});

describe('readiness', () => {
  test.each(['//ready', '//api/ready'])('of %s is 200 while the database answers', async (path) => {
    const { rest } = await testApp();

    const { status, body } = await rest('GET', path);

    expect([status, body]).toEqual([
      200,
      { status: 'ready', database: 'connected', engine: 'sqlite' },
    ]);
  });

  test.each(['//ready', '//api/ready'])('of %s is a 503 problem when it does not', async (path) => {
    const app = await testApp();
    await app.storage.close();

    const { status, headers, body } = await app.rest<Problem>('GET', path);

    expect(status).toBe(503);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(Problem.parse(body)).toMatchObject({
      status: 503,
      code: 'SERVICE_UNAVAILABLE',
      detail: 'Database not available',
    });
    expect(app.logged).toContainEqual(
      expect.objectContaining({ level: 'error', requestId: headers['x-request-id'] }),
    );
  });
});

/** Calls that read and calls that write, of both features. */
const calls = (incident: string, runbook: string): [string, string, object?][] => [
  ['GET', '/incidents'],
  ['GET', '/incidents?q=checkout'],
  ['GET', `/incidents/${incident}`],
  ['POST', '/incidents', { title: 't', severity: 'P1', service: 's' }],
  ['PATCH', `/incidents/${incident}`, { title: 'changed' }],
  ['POST', `/incidents/${incident}/notes`, { text: 'note' }],
  ['POST', `/incidents/${incident}/close`],
  ['DELETE', `/incidents/${incident}`],
  ['GET', '/runbooks'],
  ['GET', `/runbooks/${runbook}/revisions`],
  ['PUT', `/runbooks/${runbook}`, { title: 'changed' }],
];

async function expectUnavailable(
  { rest }: TestApp,
  [method, path, body]: [string, string, object?],
) {
  const answer = await rest<Problem>(method, path, body);
  expect(answer.status, `${method} ${path}`).toBe(503);
  expect(Problem.parse(answer.body).code).toBe('SERVICE_UNAVAILABLE');
  expect(answer.headers['retry-after']).toMatch(/^\d+$/);
  expect(answer.text).not.toMatch(/sqlite|locked|select|insert|connection|\.ts/i);
}

describe('a database that cannot be used', () => {
  test('because it is closed makes every call of it 503', async () => {
    const app = await testApp();
    const [{ id: incident }, { id: runbook }] = [await someIncident(app), await someRunbook(app)];
    await app.storage.close();

    for (const call of calls(incident, runbook)) await expectUnavailable(app, call);
  });

  test('because another process holds it makes changes 503, and then works again', async () => {
    const app = await testApp();
    const [{ id: incident }, { id: runbook }] = [await someIncident(app), await someRunbook(app)];
    const path = await app.storage.write(async ({ db }) => {
      const [main] = await db.all<{ file: string }>(sql`pragma database_list`);
      return main?.file ?? '';
    });
    const other = new Client(path);
    onTestFinished(() => void other.close());
    other.exec('BEGIN IMMEDIATE');

    // All at once: changes that wait together give up together, and nothing else is held up.
    const refused = calls(incident, runbook)
      .filter(([method]) => method !== 'GET')
      .map((call) => expectUnavailable(app, call));
    for (const [method, url] of calls(incident, runbook)) {
      if (method === 'GET') expect((await app.rest(method, url)).status).toBe(200);
    }
    await Promise.all(refused);

    other.exec('ROLLBACK');
    const { body } = await app.rest('PATCH', `/incidents/${incident}`, { title: 'changed' });
    expect(body).toMatchObject({ title: 'changed', version: 2 });
  });
});

describe('a fault of the server', () => {
  async function broken() {
    const app = await testApp();
    const { id } = await someIncident(app);
    await app.storage.write(async ({ db }) => {
      await db.run(sql`alter table incident_notes rename to gone`);
    });
    return { app, path: `/incidents/${id}` };
  }

  test('is a 500 problem that tells callers nothing of its insides', async () => {
    const { app, path } = await broken();
    for (const [method, at, body] of [
      ['GET', path],
      ['GET', '/incidents'],
      ['PATCH', path, { title: 'x' }],
      ['POST', `${path}/notes`, { text: 'x' }],
    ] as const) {
      const answer = await app.rest<Problem>(method, at, body);

      expect(answer.status, at).toBe(500);
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(Problem.parse(answer.body)).toEqual({
        type: 'about:blank',
        title: 'The server failed',
        status: 500,
        detail: 'Something went wrong.',
        instance: `/api/v1${at}`,
        code: 'INTERNAL_SERVER_ERROR',
        requestId: answer.headers['x-request-id'],
      });
    }
  });

  test('is told to the log in full, under the same request id', async () => {
    const { app, path } = await broken();

    const { headers } = await app.rest('GET', path);

    const [line] = app.logged.filter(({ level }) => level === 'error');
    expect(line).toMatchObject({ requestId: headers['x-request-id'], msg: 'request failed' });
    expect(JSON.stringify(line?.['err'])).toContain('incident_notes');
  });

  test('in the middle of a change leaves nothing of it behind', async () => {
    const app = await testApp();
    const incident = await someIncident(app);
    await app.storage.write(async ({ db }) => {
      await db.run(sql`alter table events rename to gone`);
    });

    for (const [method, path, body] of calls(incident.id, 'none').slice(3, 8)) {
      expect((await app.rest(method, path, body)).status, `${method} ${path}`).toBe(500);
    }

    const { body, headers } = await app.rest('GET', '/incidents');
    expect(body).toEqual([incident]);
    expect(headers['x-total-count']).toBe('1');
    expect((await app.rest('GET', '/incidents?q=changed')).body).toEqual([]);
  });
});
