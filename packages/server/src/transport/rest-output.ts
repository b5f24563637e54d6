import { createHash } from 'node:crypto';
import type { Page, RestBinding } from '@tocsin/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from './problem.ts';

type Fields = Record<string, unknown>;

/** Answers a request with a handler's output, as the binding has it. */
export function sendOutput(
  request: FastifyRequest,
  reply: FastifyReply,
  { rest, prefix, output }: { rest: RestBinding; prefix: string; output: unknown },
) {
  const fields = output as Fields;
  reply.code(rest.statusOf?.[String(fields['status'])] ?? rest.status ?? 200);
  if (rest.status === 204) return reply.send();
  if (rest.mediaType) return reply.type(rest.mediaType).send(output);
  if (rest.location) {
    const filled = rest.location.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String(fields[name])),
    );
    reply.header('Location', `${prefix}${filled}`);
  }
  if (rest.versioned) {
    const etag = `"${String(fields['version'])}${behindVersion(fields, rest.taggedBy)}"`;
    reply.header('ETag', etag);
    if (rest.method === 'GET' && knows(request.headers['if-none-match'], etag)) {
      return reply.code(304).send();
    }
  }
  if (!rest.page) return reply.send(output);
  return reply
    .type('application/json; charset=utf-8')
    .serializer(jsonOfList)
    .send(pageBody(request, reply, output as Page<unknown>));
}

/**
 * Frozen items are those that a feature remembers: in words once, for all lists that hold them. That
 * is a third of what a list of 50 costs.
 */
const inWords = new WeakMap<object, string>();

function jsonOfList(items: unknown): string {
  // Safe: it serializes `pageBody`, and items are objects.
  return `[${(items as object[]).map(jsonOf).join(',')}]`;
}

function jsonOf(item: object): string {
  const known = inWords.get(item);
  if (known !== undefined) return known;
  const json = JSON.stringify(item);
  if (Object.isFrozen(item)) inWords.set(item, json);
  return json;
}

/** What tells apart two states of one version; nothing where there is nothing to tell. */
function behindVersion(fields: Fields, names: readonly string[] = []): string {
  const filled = names.map((name) => fields[name]).filter((value) => value !== 0);
  if (filled.every((value) => Array.isArray(value) && value.length === 0)) return '';
  return `.${createHash('sha256').update(JSON.stringify(filled)).digest('base64url').slice(0, 16)}`;
}

/** `If-None-Match` compares weakly: `W/"3"` is `"3"`. */
function knows(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}

function pageBody(request: FastifyRequest, reply: FastifyReply, page: Page<unknown>): unknown[] {
  reply.header('X-Total-Count', page.total);
  reply.header('X-Total-Count-Relation', page.totalRelation);
  if (page.nextCursor !== null) {
    const [, search = ''] = /\?(.*)/s.exec(request.url) ?? [];
    const query = new URLSearchParams(search);
    query.set('cursor', page.nextCursor);
    reply.header('Link', `<${pathOf(request)}?${query.toString()}>; rel="next"`);
  }
  return page.items;
}
