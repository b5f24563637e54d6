import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { docsPage, docsPolicy } from './docs-page.ts';
import { answerOtherMethods } from './rest.ts';
import { policyHeader } from './security-headers.ts';
import { type DocsScript, loadDocsScript } from './docs-script.ts';

const docsHeaders = policyHeader(docsPolicy);

/** The OpenAPI document, and a page to read it with that needs no other host. */
export function registerDocs(app: FastifyInstance): void {
  const document = readFileSync(
    fileURLToPath(import.meta.resolve('@tocsin/contract/openapi.json')),
    'utf8',
  );
  app.get('/openapi.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(document),
  );
  app.get('/docs', (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .headers({ ...docsHeaders, 'Cache-Control': 'no-cache' })
      .send(docsPage),
  );
  app.get('/docs/', (_request, reply) => reply.redirect('/docs'));
  app.get('/redoc', (_request, reply) => reply.redirect('/docs'));
  for (const path of ['/openapi.json', '/docs', '/redoc']) answerOtherMethods(app, path, ['GET']);

  let script: Promise<DocsScript> | undefined;
  app.get('/docs/reference.js', async (request, reply) => {
    const { plain, gzipped, etag } = await (script ??= loadDocsScript());
    reply.headers({ ETag: etag, 'Cache-Control': 'no-cache', Vary: 'Origin, Accept-Encoding' });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    reply.type('text/javascript; charset=utf-8');
    if (!request.headers['accept-encoding']?.includes('gzip')) return reply.send(plain);
    return reply.header('Content-Encoding', 'gzip').send(gzipped);
  });
}
