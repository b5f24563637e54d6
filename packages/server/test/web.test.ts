import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync, gunzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { buildApp } from '../src/app.ts';
import { ManualClock } from '../src/clock.ts';
import { ConfigError, readConfig } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';
import { emptyStorage } from './database.ts';

const script = `export const text = ${JSON.stringify('console '.repeat(200))};\n`;
const page = `<!doctype html><title>Tocsin</title><t-app ngCspNonce="__CSP_NONCE__"></t-app>`;
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

async function builtConsole(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-console-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'index.html'), page);
  await writeFile(join(folder, 'main-aB_2-D34.js'), script);
  await writeFile(join(folder, 'main-aB_2-D34.js.br'), brotliCompressSync(script));
  await writeFile(join(folder, 'main-aB_2-D34.js.gz'), gzipSync(script));
  await writeFile(join(folder, 'theme.js'), '/* not hashed */');
  await writeFile(join(folder, '.secret'), 'nobody');
  await mkdir(join(folder, 'icons'));
  await writeFile(join(folder, 'icons', 'bell.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  return folder;
}

async function served(webRoot: string | undefined) {
  const storage = await emptyStorage();
  const app = await buildApp({
    config: {
      corsOrigins: ['http://localhost:4200'],
      bodyLimitBytes: 1024 ** 2,
      build: { service: 'tocsin', version: '0.1.0', commit: 'test' },
      ...(webRoot === undefined ? {} : { webRoot }),
    },
    storage,
    clock: new ManualClock(),
    log: createLogger({ logLevel: 'silent', logFormat: 'json' }, process.stdout),
  });
  app.addHook('onClose', () => storage.close());
  onTestFinished(() => app.close());
  const get = (url: string, headers: Record<string, string> = browser) =>
    app.inject({ method: 'GET', url, headers });
  return { app, get };
}

describe('the page', () => {
  test.each(['/', '/incidents', '/incidents/019a9a54?tab=notes', '/runbooks/a/edit', '/dashboard'])(
    'answers a browser that opens %s',
    async (path) => {
      const { get } = await served(await builtConsole());

      const { statusCode, headers, body } = await get(path);

      expect(statusCode).toBe(200);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['cache-control']).toBe('no-cache');
      expect(body).toContain('<title>Tocsin</title>');
    },
  );

  test('has a nonce that its policy knows, another one each time', async () => {
    const { get } = await served(await builtConsole());
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const { headers, body } = await get('/');
        const nonce = /ngCspNonce="([\w-]{22})"/.exec(body)?.[1];
        expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
        expect(headers['etag']).toBeUndefined();
        return nonce;
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  test('lets no script of another origin run, and no inline script', async () => {
    const { get } = await served(await builtConsole());
    const policy = String((await get('/')).headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none';script-src 'self';/);
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
  });

  test.each([
    '/api',
    '/api/v1/nothing',
    '/api/v2/incidents',
    '/trpc/nothing.at.all',
    '/docs/nothing',
    '/health/x',
    '/openapi.json/x',
    '/incidents/%zz',
  ])('does not stand in for %s, not even in a browser', async (path) => {
    const { get } = await served(await builtConsole());
    const { statusCode, headers } = await get(path);
    expect(statusCode).toBe(path.includes('%') ? 400 : 404);
    expect(headers['content-type']).not.toContain('html');
  });

  test.each([{ accept: '*/*' }, { accept: 'application/json' }, {}])(
    'is not what a program gets that asks for an unknown path with %o',
    async (headers) => {
      const { get } = await served(await builtConsole());
      const answer = await get('/incident', headers);
      expect(answer.statusCode).toBe(404);
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    },
  );

  test('is only for reading', async () => {
    const { app } = await served(await builtConsole());
    const posted = await app.inject({ method: 'POST', url: '/', headers: browser });
    expect(posted.statusCode).toBe(405);
    expect(posted.headers['allow']).toBe('GET, HEAD, OPTIONS');
    const elsewhere = await app.inject({ method: 'POST', url: '/incidents', headers: browser });
    expect(elsewhere.statusCode).toBe(404);
    const head = await app.inject({ method: 'HEAD', url: '/incidents', headers: browser });
    expect([head.statusCode, head.body]).toEqual([200, '']);
  });
});

describe('a built file', () => {
  test('with a hash in its name is kept for good', async () => {
    const { get } = await served(await builtConsole());
    const { headers, body } = await get('/main-aB_2-D34.js', {});
    expect(headers['content-type']).toMatch(/^(text|application)\/javascript/);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(body).toBe(script);
  });

  test('without one is asked for again each time, and sent again only if it is another', async () => {
    const { get } = await served(await builtConsole());
    const first = await get('/theme.js', {});
    expect(first.headers['cache-control']).toBe('no-cache');
    const again = await get('/theme.js', { 'if-none-match': String(first.headers['etag']) });
    expect(again.statusCode).toBe(304);
  });

  test('is sent as it was compressed, to who can read it', async () => {
    const { get } = await served(await builtConsole());
    const brotli = await get('/main-aB_2-D34.js', { 'accept-encoding': 'gzip, deflate, br, zstd' });
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(brotli.headers['cache-control']).toContain('immutable');
    expect(brotli.headers['content-type']).toMatch(/javascript/);
    expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(script);
    const gzip = await get('/main-aB_2-D34.js', { 'accept-encoding': 'gzip' });
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(script);
    expect(String(gzip.headers['vary']).toLowerCase()).toContain('accept-encoding');
    const svg = await get('/icons/bell.svg', { 'accept-encoding': 'br, gzip' });
    expect(svg.headers['content-encoding']).toBeUndefined();
    expect(svg.headers['content-type']).toMatch(/^image\/svg\+xml/);
  });

  test.each(['/old-aB_2-D34.js', '/.secret', '/icons', '/..%2f..%2fetc/passwd', '/index.html'])(
    'is not %s',
    async (path) => {
      const { get } = await served(await builtConsole());
      const { statusCode, headers } = await get(path, { accept: '*/*' });
      expect(statusCode).toBe(404);
      expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    },
  );
});

test('without a console there is nothing at /, as programs and browsers are told', async () => {
  const { get } = await served(undefined);
  const { statusCode, headers } = await get('/');
  expect(statusCode).toBe(404);
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
});

test('WEB_ROOT has to be a folder with a page in it', async () => {
  const folder = await builtConsole();
  expect(readConfig({ WEB_ROOT: folder }, false).webRoot).toBe(folder);
  expect(() => readConfig({ WEB_ROOT: join(folder, 'icons') }, false)).toThrow(ConfigError);
  expect(() => readConfig({ WEB_ROOT: join(folder, 'icons') }, false)).toThrow(/WEB_ROOT: Must be/);
});
