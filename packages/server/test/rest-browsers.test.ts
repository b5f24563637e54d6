import { describe, expect, test } from 'vitest';
import { someIncident, testApp } from './app.ts';
import { raw } from './rest-raw.ts';

const frontend = 'http://localhost:4200';
const listOf = (header: unknown) =>
  String(header)
    .split(',')
    .map((item) => item.trim());

describe('a browser of a known origin', () => {
  test('may ask beforehand for everything that the API can do', async () => {
    const app = await testApp();
    for (const path of ['/api/v1/incidents', '/api/v1/incidents/x/close', '/trpc/incidents.list']) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        const { status, headers } = await raw(app, 'OPTIONS', path, {
          headers: {
            origin: frontend,
            'access-control-request-method': method,
            'access-control-request-headers': 'content-type,if-match,x-request-id',
          },
        });
        expect(status, path).toBe(204);
        expect(headers['access-control-allow-origin'], path).toBe(frontend);
        expect(listOf(headers['access-control-allow-methods']), path).toContain(method);
        expect(listOf(headers['access-control-allow-headers'])).toEqual([
          'content-type',
          'if-match',
          'x-request-id',
        ]);
        expect(Number(headers['access-control-max-age'])).toBeGreaterThan(0);
      }
    }
  });

  test('may read answers and failures, and the headers it works with', async () => {
    const app = await testApp();
    const { id } = await someIncident(app);
    for (const path of [
      `/api/v1/incidents/${id}`,
      '/api/v1/incidents/none',
      '/api/v1/incidents?limit=none',
      '/nothing',
      '/healthz',
    ]) {
      const { headers } = await raw(app, 'GET', path, { headers: { origin: frontend } });
      expect(headers['access-control-allow-origin'], path).toBe(frontend);
      expect(listOf(headers['vary']), path).toContain('Origin');
      expect(listOf(headers['access-control-expose-headers']), path).toEqual(
        expect.arrayContaining(['ETag', 'Link', 'Location', 'X-Request-Id', 'X-Total-Count']),
      );
    }
  });
});

test('a browser may read that a path cannot be decoded, too', async () => {
  const app = await testApp();

  const { headers } = await raw(app, 'GET', '/api/v1/incidents/%zz', {
    headers: { origin: frontend },
  });

  expect(headers['access-control-allow-origin']).toBe(frontend);
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('a cache is told that answers of tRPC depend on the origin, too', async () => {
  const app = await testApp();

  const { headers } = await raw(app, 'GET', '/trpc/incidents.list', {
    headers: { origin: frontend },
  });

  expect(headers['access-control-allow-origin']).toBe(frontend);
  expect(listOf(headers['vary'])).toContain('Origin');
});

describe('a browser of a foreign origin', () => {
  test.each(['http://evil.example', 'http://localhost:4201', 'https://localhost:4200', 'null'])(
    'such as %s is let at nothing',
    async (origin) => {
      const app = await testApp();

      const asked = await raw(app, 'OPTIONS', '/api/v1/incidents', {
        headers: { origin, 'access-control-request-method': 'POST' },
      });
      const answer = await raw(app, 'GET', '/api/v1/incidents', { headers: { origin } });

      for (const { headers } of [asked, answer]) {
        expect(headers['access-control-allow-origin']).toBeUndefined();
        expect(headers['access-control-allow-credentials']).toBeUndefined();
      }
    },
  );
});

test('every answer has the headers that keep browsers careful', async () => {
  const app = await testApp();
  const { id } = await someIncident(app);
  for (const [method, path] of [
    ['GET', '/api/v1/incidents'],
    ['GET', `/api/v1/incidents/${id}`],
    ['DELETE', `/api/v1/incidents/${id}`],
    ['GET', '/api/v1/incidents/none'],
    ['PUT', '/api/v1/incidents'],
    ['GET', '/nothing'],
    ['GET', '/metrics'],
  ] as const) {
    const { headers } = await raw(app, method, path);
    const at = `${method} ${path}`;
    expect(headers['x-content-type-options'], at).toBe('nosniff');
    expect(headers['content-security-policy'], at).toMatch(/^default-src '(none|self)'/);
    expect(headers['x-frame-options'], at).toMatch(/^(DENY|SAMEORIGIN)$/);
    expect(headers['referrer-policy'], at).toBe('no-referrer');
    expect(headers['x-powered-by'], at).toBeUndefined();
    expect(headers['server'], at).toBeUndefined();
  }
});
