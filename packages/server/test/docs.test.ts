import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { testApp } from './app.ts';

interface Document {
  paths: Record<string, unknown>;
}

/** What a page names in `src`, `href` or `url()`, inline data aside. */
function referencesOf(html: string): string[] {
  return [...html.matchAll(/(?:src|href)\s*=\s*["']?([^"'\s>]+)|url\(\s*["']?([^"')]+)/g)]
    .map(([, attribute, css]) => attribute ?? css ?? '')
    .filter((reference) => !reference.startsWith('data:'));
}

/** The sources of each directive of a content security policy. */
function policyOf(header: string | undefined): Record<string, string[]> {
  const directives = (header ?? '').split(';').map((directive) => directive.trim().split(/\s+/));
  return Object.fromEntries(directives.map(([name = '', ...sources]) => [name, sources]));
}

test('/openapi.json is the committed document', async () => {
  const { rest } = await testApp();
  const committed = await readFile(
    fileURLToPath(import.meta.resolve('@tocsin/contract/openapi.json')),
    'utf8',
  );
  const { status, headers, text, body } = await rest<Document>('GET', '//openapi.json');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(text).toBe(committed);
  expect(Object.keys(body.paths)).toContain('/api/v1/incidents');
});

test('/docs is a page of ours that reads the OpenAPI document of this server', async () => {
  const { rest } = await testApp();
  const { status, headers, text } = await rest('GET', '//docs');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(text).toContain('<title>Tocsin API reference</title>');
  const configuration = /data-configuration='([^']+)'/.exec(text)?.[1] ?? '';
  expect(JSON.parse(configuration)).toMatchObject({
    url: '/openapi.json',
    telemetry: false,
    withDefaultFonts: false,
  });
});

test('/docs names no other host, in any form', async () => {
  const { rest } = await testApp();
  const { text } = await rest('GET', '//docs');
  const origins = decodeURIComponent(text).match(/(?:https?:)?\/\/[\w-]+\.[\w.-]+/g) ?? [];
  expect(origins.filter((origin) => origin !== 'http://www.w3.org')).toEqual([]);
  for (const reference of referencesOf(text)) expect(reference).toMatch(/^\/(?!\/)/);
});

test('everything that /docs refers to is served from here', async () => {
  const { rest } = await testApp();
  const page = await rest('GET', '//docs');
  const references = referencesOf(page.text);
  expect(references).toContain('/docs/reference.js');
  for (const reference of references) {
    const { status, text } = await rest('GET', `/${reference}`);
    expect({ reference, status }).toEqual({ reference, status: 200 });
    expect(text.length).toBeGreaterThan(1000);
  }
});

test('the script of /docs is whole, in both encodings', async () => {
  const { app, rest } = await testApp();
  const plain = await rest('GET', '//docs/reference.js');
  expect(plain.headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.text).toContain('createApiReference');
  expect(() => new Script(plain.text)).not.toThrow();
  expect(plain.text).not.toContain('sourceMappingURL');

  const zipped = await app.inject({
    url: '/docs/reference.js',
    headers: { 'accept-encoding': 'gzip, deflate, br' },
  });
  expect(zipped.headers['content-encoding']).toBe('gzip');
  expect(zipped.headers.vary).toContain('Accept-Encoding');
  expect(zipped.rawPayload.length).toBeLessThan(plain.text.length / 3);
  expect(gunzipSync(zipped.rawPayload).toString()).toBe(plain.text);
});

test('a browser that has the script of /docs does not load it again', async () => {
  const { rest } = await testApp();
  const { etag = '' } = (await rest('GET', '//docs/reference.js')).headers;
  const again = await rest('GET', '//docs/reference.js', undefined, { 'if-none-match': etag });
  expect(again.status).toBe(304);
  expect(again.text).toBe('');
  const other = await rest('GET', '//docs/reference.js', undefined, { 'if-none-match': '"old"' });
  expect(other.status).toBe(200);
});

test('/redoc and /docs/ lead to /docs', async () => {
  const { rest } = await testApp();
  for (const path of ['//redoc', '//docs/']) {
    const { status, headers } = await rest('GET', path);
    expect({ path, status, to: headers.location }).toEqual({ path, status: 302, to: '/docs' });
  }
});

test('the policy of /docs lets it load from and talk to this server alone', async () => {
  const { rest } = await testApp();
  const { headers } = await rest('GET', '//docs');
  expect(policyOf(headers['content-security-policy'])).toEqual({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'unsafe-inline'"],
    'connect-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  });
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['strict-transport-security']).toBeUndefined();
});

test('the policy of the rest of the server is not that of /docs, and no looser for it', async () => {
  const { rest } = await testApp();
  const answers = [
    await rest('GET', '//docs'),
    await rest('GET', '/incidents'),
    await rest('GET', '/incidents/nobody'),
    await rest('GET', '//healthz'),
    await rest('GET', '//openapi.json'),
    await rest('GET', '//docs/nothing'),
  ];
  const [ofDocs, ...others] = answers.map(({ headers }) => headers['content-security-policy']);
  for (const header of others) {
    expect(header).not.toBe(ofDocs);
    const policy = policyOf(header);
    expect(policy).toEqual({ 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] });
  }
});
