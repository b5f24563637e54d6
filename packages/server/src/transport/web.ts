import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerOtherMethods } from './rest.ts';
import { policyHeader } from './security-headers.ts';

/** Stands in the page wherever the nonce of the answer belongs. */
const NONCE = '__CSP_NONCE__';
/** Names that the build made from the contents: what they name never changes. */
const HASHED = /-[\w-]{8}\.\w+$/;

/**
 * The console: its built files, and its page for every path that a browser opens and nothing else
 * answers. Has to be registered before everything else, to know what else there is.
 * @param root Where the built files are; without it there is no console.
 */
export async function registerWeb(app: FastifyInstance, root: string | undefined): Promise<void> {
  if (root === undefined) return;
  const page = readFileSync(join(root, 'index.html'), 'utf8');
  const isTaken = takenPaths(app);

  await app.register(files, {
    root,
    // Only the files that are there now: no request reaches any other path on the disk.
    wildcard: false,
    index: false,
    dotfiles: 'ignore',
    globIgnore: ['index.html', '**/*.{br,gz,map}', '3rdpartylicenses.txt'],
    preCompressed: true,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = HASHED.test(path.replace(/\.(br|gz)$/, ''));
      reply.header('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.get('/', (_request, reply) => sendPage(reply, page));
  answerOtherMethods(app, '/', ['GET']);
  app.get('/*', (request, reply) => {
    if (!isNavigation(request) || isTaken(request.url)) return reply.callNotFound();
    return sendPage(reply, page);
  });
}

/**
 * Each answer has a nonce of its own, so it has neither an ETag nor a date: a cached page would meet
 * the header of another answer.
 */
function sendPage(reply: FastifyReply, page: string) {
  const nonce = randomBytes(16).toString('base64url');
  return reply
    .type('text/html; charset=utf-8')
    .headers({ ...policyHeader(pagePolicy(nonce)), 'Cache-Control': 'no-cache' })
    .send(page.replaceAll(NONCE, nonce));
}

/** Somebody opens a page. Programs and `fetch` do not ask for HTML, and are told what is not there. */
function isNavigation({ headers, url, originalUrl }: FastifyRequest): boolean {
  return url === originalUrl && /\btext\/html\b/.test(headers.accept ?? '');
}

/** Tells whether a path is below something that has routes of its own, such as `/api`. */
function takenPaths(app: FastifyInstance): (url: string) => boolean {
  const first = (url: string): string => /^\/([^/?#]*)/.exec(url)?.[1] ?? '';
  const taken = new Set<string>();
  app.addHook('onRoute', ({ url }) => void taken.add(first(url)));
  return (url) => taken.has(first(url));
}

/**
 * Angular writes component styles into the page, which the nonce allows; it and DOMPurify are the only
 * ones who may turn text into HTML. All else comes from this server.
 */
const pagePolicy = (nonce: string) => ({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", `'nonce-${nonce}'`],
    connectSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    manifestSrc: ["'self'"],
    baseUri: ["'self'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: ['angular', 'angular#bundler', 'dompurify'],
  },
});
