import { describe, expect, test } from 'vitest';
import { type Problem, someIncident, someRunbook, testApp } from './app.ts';
import { raw } from './rest-raw.ts';

describe('a method that a path has not', () => {
  const allowed = {
    '/api/v1/incidents': 'GET, POST, HEAD, OPTIONS',
    '/api/v1/incidents/x': 'GET, PUT, PATCH, DELETE, HEAD, OPTIONS',
    '/api/v1/incidents/x/notes': 'POST, OPTIONS',
    '/api/v1/incidents/x/close': 'POST, OPTIONS',
    '/api/v1/incidents/x/reopen': 'POST, OPTIONS',
    '/api/v1/runbooks': 'GET, POST, HEAD, OPTIONS',
    '/api/v1/runbooks/x': 'GET, PUT, PATCH, DELETE, HEAD, OPTIONS',
    '/api/v1/runbooks/x/revisions': 'GET, HEAD, OPTIONS',
    '/healthz': 'GET, HEAD, OPTIONS',
    '/api/ready': 'GET, HEAD, OPTIONS',
    '/metrics': 'GET, HEAD, OPTIONS',
  };

  test.each(Object.entries(allowed))('is 405 on %s, with %s in Allow', async (path, allow) => {
    const app = await testApp();
    const known = allow.split(', ');
    const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'];
    for (const method of methods.filter((name) => !known.includes(name))) {
      const { status, headers, text } = await raw(app, method, path);
      expect(status, method).toBe(405);
      expect(headers['allow'], method).toBe(allow);
      expect(JSON.parse(text)).toMatchObject({ status: 405, code: 'METHOD_NOT_SUPPORTED' });
    }
  });

  test('is 405 for HEAD where there is no GET', async () => {
    const app = await testApp();
    for (const path of ['/api/v1/incidents/x/notes', '/api/v1/incidents/x/close']) {
      const { status, headers, text } = await raw(app, 'HEAD', path);
      expect([status, headers['allow'], text], path).toEqual([405, 'POST, OPTIONS', '']);
    }
  });

  test('is 405 on the pages that document the API', async () => {
    const app = await testApp();
    for (const path of ['/openapi.json', '/docs']) {
      for (const method of ['POST', 'PUT', 'DELETE']) {
        const { status, headers } = await raw(app, method, path);
        expect(status, `${method} ${path}`).toBe(405);
        expect(headers['allow'], `${method} ${path}`).toContain('GET');
      }
    }
  });

  test('is 405 with a body as without, and changes nothing', async () => {
    const app = await testApp();
    const incident = await someIncident(app);

    const list = await app.rest<Problem>('PUT', '/incidents', { title: 'x' });
    const one = await app.rest<Problem>('POST', `/incidents/${incident.id}`, { title: 'x' });

    expect([list.status, one.status]).toEqual([405, 405]);
    expect(list.body.detail).toContain('PUT');
    expect((await app.rest('GET', '/incidents')).body).toEqual([incident]);
  });

  test.each(Object.entries(allowed))('OPTIONS on %s is 204 and says %s', async (path, allow) => {
    const app = await testApp();

    const { status, headers, text } = await raw(app, 'OPTIONS', path);

    expect([status, text]).toEqual([204, '']);
    expect(headers['allow']).toBe(allow);
    expect(headers['x-request-id']).toBeTruthy();
  });
});

describe('HEAD', () => {
  test('is GET without its body: the same status and the same headers', async () => {
    const app = await testApp();
    const incident = await someIncident(app);
    await someIncident(app);
    const runbook = await someRunbook(app);
    for (const path of [
      '/api/v1/incidents?limit=1',
      `/api/v1/incidents/${incident.id}`,
      '/api/v1/incidents/none',
      '/api/v1/incidents?limit=none',
      '/api/v1/runbooks',
      `/api/v1/runbooks/${runbook.id}/revisions`,
      '/healthz',
      '/ready',
      '/openapi.json',
      '/nothing',
    ]) {
      const get = await raw(app, 'GET', path);
      const head = await raw(app, 'HEAD', path);
      expect([head.status, head.text], path).toEqual([get.status, '']);
      const comparable = ({ headers }: typeof get) => {
        const { date: _, 'x-request-id': __, ...rest } = headers;
        return rest;
      };
      expect(comparable(head), path).toEqual(comparable(get));
    }
  });
});
