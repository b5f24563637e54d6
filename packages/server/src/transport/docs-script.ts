import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import Fastify from 'fastify';

export interface DocsScript {
  plain: Buffer;
  gzipped: Buffer;
  etag: string;
}

/**
 * What draws the API reference in the browser. Its package hands it out only through its Fastify
 * plugin, so a server that never listens is asked for it; and only when somebody reads the docs,
 * since it is some megabytes.
 */
export async function loadDocsScript(): Promise<DocsScript> {
  const { default: apiReference } = await import('@scalar/fastify-api-reference');
  const shelf = Fastify();
  await shelf.register(apiReference, { routePrefix: '/', configuration: { url: '/' } });
  const { statusCode, payload } = await shelf.inject('/js/scalar.js');
  await shelf.close();
  if (statusCode !== 200) throw new Error(`The API reference has no script: ${statusCode}.`);
  const plain = Buffer.from(payload.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'));
  return {
    plain,
    gzipped: await promisify(gzip)(plain),
    etag: `W/"${createHash('sha256').update(plain).digest('base64url')}"`,
  };
}
