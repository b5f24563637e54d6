import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * A request as tRPC wants it, a web `Request`, with what it asks of one that carries JSON or nothing.
 * A real one is built for every case and costs more than answering; the comparison is in `bench/`.
 */
export function webRequest(request: FastifyRequest): Request {
  const { headers } = request;
  const header = (name: string): string | null => {
    const value = headers[name.toLowerCase()];
    return typeof value === 'string' ? value : (value?.join(', ') ?? null);
  };
  const asked = {
    method: request.method,
    url: `http://${headers.host ?? 'localhost'}${request.originalUrl}`,
    headers: { get: header, has: (name: string) => header(name) !== null },
    get signal() {
      return request.signal;
    },
    text: async () => (typeof request.body === 'string' ? request.body : ''),
  };
  // Safe: bodies of other types than JSON do not get past the parsers of this scope.
  return asked as unknown as Request;
}

/**
 * Sends tRPC's answer. Only streams are piped; a whole answer is sent as one text, for piping a web
 * stream costs more than all the rest.
 */
export async function sendResponse(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.code(response.status);
  for (const [name, value] of response.headers) {
    // CORS has set one too, and it must stay.
    reply.header(name, name === 'vary' ? `Origin, ${value}` : value);
  }
  const isStream =
    response.headers.has('transfer-encoding') ||
    !response.headers.get('content-type')?.startsWith('application/json');
  return reply.send(isStream ? response.body : await response.text());
}
