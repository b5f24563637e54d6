import { describe, expect, test, vi } from 'vitest';
import { someIncident, type TestApp, testApp } from './app.ts';
import { problemOf, raw } from './rest-raw.ts';

/** The line that a request with this id left in the log. */
function lineOf({ logged }: TestApp, requestId: string): Promise<Record<string, unknown>> {
  return vi.waitFor(() => {
    const [line] = logged.filter((l) => l['requestId'] === requestId && l['msg'] === 'request');
    if (!line) throw new Error(`No line of ${requestId}`);
    return line;
  });
}

describe('the request id', () => {
  const paths = {
    'an answer': '/api/v1/incidents',
    'a 404': '/api/v1/incidents/none',
    'a 404 of no route': '/nothing',
    'a 422': '/api/v1/incidents?limit=none',
    'a 400 of a path that cannot be decoded': '/api/v1/incidents/%zz',
    'a call of tRPC': '/trpc/incidents.list',
  };

  test.each(Object.entries(paths))('is kept in %s when it came with one', async (_, path) => {
    const app = await testApp();
    for (const id of ['a', 'Trace-01:2/3=@+_.', 'x'.repeat(128)]) {
      const answer = await raw(app, 'GET', path, { headers: { 'x-request-id': id } });
      expect(answer.headers['x-request-id']).toBe(id);
      if (answer.status >= 400) expect(problemOf(answer).requestId).toBe(id);
    }
  });

  test.each(Object.entries(paths))('is made for %s when it came with none', async (_, path) => {
    const app = await testApp();
    const seen = new Set<unknown>();
    for (const bad of [undefined, '', 'two words', '<script>', 'x'.repeat(129), 'ü']) {
      const headers = bad === undefined ? {} : { 'x-request-id': bad };
      const answer = await raw(app, 'GET', path, { headers });
      const id = answer.headers['x-request-id'];
      expect(id, bad).toMatch(/^[0-9a-f-]{36}$/);
      if (answer.status >= 400) expect(problemOf(answer).requestId).toBe(id);
      seen.add(id);
    }
    expect(seen.size).toBe(6);
  });

  test.each(Object.entries(paths))('of %s is in its line of the log', async (_, path) => {
    const app = await testApp();

    const { headers, status } = await raw(app, 'GET', path);

    expect(await lineOf(app, String(headers['x-request-id']))).toMatchObject({ status });
  });

  test('is on deletions, preflights, 304, 405, 413 and 415 too', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);
    const preflight = { origin: 'http://localhost:4200', 'access-control-request-method': 'PUT' };
    for (const [status, method, path, headers, body] of [
      [204, 'OPTIONS', '/api/v1/incidents', preflight],
      [204, 'OPTIONS', '/api/v1/incidents', {}],
      [304, 'GET', `/api/v1/incidents/${id}`, { 'if-none-match': '*' }],
      [405, 'PUT', '/api/v1/incidents', {}],
      [413, 'POST', '/api/v1/incidents', { 'content-type': 'application/json' }, 'x'.repeat(1.1e6)],
      [415, 'POST', '/api/v1/incidents', { 'content-type': 'text/plain' }, 'x'],
      [204, 'DELETE', `/api/v1/incidents/${id}`, {}],
    ] as [number, string, string, Record<string, string>, string?][]) {
      const more = { headers, ...(body === undefined ? {} : { body }) };
      const answer = await raw(app, method, path, more);
      expect(answer.status).toBe(status);
      const line = await lineOf(app, String(answer.headers['x-request-id']));
      expect(line).toMatchObject({ method, status });
    }
  });
});

describe('the log', () => {
  test('has a line for each request: what was asked, what came of it, how long it took', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);
    await app.rest('PATCH', `/incidents/${id}`, { title: 'x' }, { 'x-request-id': 'one' });
    await app.rest('GET', '/incidents/none', undefined, { 'x-request-id': 'two' });
    await app.rest('GET', '//nothing', undefined, { 'x-request-id': 'three' });

    expect(await lineOf(app, 'one')).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      requestId: 'one',
      method: 'PATCH',
      route: '/api/v1/incidents/:id',
      path: `/api/v1/incidents/${id}`,
      status: 200,
      durationMs: expect.any(Number),
      msg: 'request',
    });
    const two = { method: 'GET', route: '/api/v1/incidents/:id', status: 404 };
    expect(await lineOf(app, 'two')).toMatchObject(two);
    expect(await lineOf(app, 'three')).toMatchObject({ method: 'GET', status: 404 });
  });

  test('does not have what people search for, nor what they send', async () => {
    const app = await testApp();
    const { id } = await someIncident(app, { title: 's3cret title' });
    await app.rest('GET', '/incidents?q=s3cret');
    await app.rest('GET', '/incidents?s3cret=1');
    await app.rest('GET', '//nothing?token=s3cret');
    await app.rest('GET', '//trpc/incidents.get?input=s3cret');
    await app.rest('PATCH', `/incidents/${id}`, { s3cret: 1 });
    const headers = { authorization: 'Bearer s3cret', cookie: 's3cret=1', 'x-request-id': 'last' };
    await app.rest('GET', '/incidents', undefined, headers);

    await lineOf(app, 'last');
    expect(app.logged.length).toBeGreaterThanOrEqual(7);
    expect(JSON.stringify(app.logged)).not.toContain('s3cret');
  });
});

describe('the metrics', () => {
  test('count and time requests by method, route and status', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);
    for (let n = 0; n < 3; n += 1) await app.rest('GET', `/incidents/${id}`);
    await app.rest('GET', '/incidents/none');
    await app.rest('GET', '//nothing/here');

    const { status, headers, text } = await app.rest('GET', '//metrics');

    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    const count = (labels: string) =>
      new RegExp(`^http_request_duration_seconds_count\\{${labels}\\} (\\d+)$`, 'm').exec(
        text,
      )?.[1];
    expect(count('method="POST",route="/api/v1/incidents",status="201"')).toBe('1');
    expect(count('method="GET",route="/api/v1/incidents/:id",status="200"')).toBe('3');
    expect(count('method="GET",route="/api/v1/incidents/:id",status="404"')).toBe('1');
    expect(count('method="GET",route="none",status="404"')).toBe('1');
    expect(text).toMatch(/^# TYPE http_request_duration_seconds histogram$/m);
    expect(text).toMatch(/^http_request_duration_seconds_bucket\{le="0.1",method="GET"/m);
    expect(text).toMatch(/^process_cpu_user_seconds_total \d/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds/m);
  });

  test('name no ids: what callers ask for cannot make them grow', async () => {
    const app = await testApp();
    for (let n = 0; n < 5; n += 1) {
      await app.rest('GET', `/incidents/id-${n}`);
      await app.rest('GET', `//nothing/id-${n}`);
    }

    const { text } = await app.rest('GET', '//metrics');

    expect(text).not.toContain('id-');
  });
});
