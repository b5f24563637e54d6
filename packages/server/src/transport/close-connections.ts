import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Lets a closing server end. A connection without a request is ended at once, one with a request
 * after its answer. The streams of tRPC never end by themselves, so they are cut: their clients take
 * that for a lost connection and resume elsewhere, where a proper end would make them stop for good.
 */
export function closeConnections(app: FastifyInstance): void {
  const idle = new Set<Socket>();
  const streaming = new Set<Socket>();
  let closing = false;

  app.server.on('connection', (socket) => {
    idle.add(socket);
    socket.once('close', () => {
      idle.delete(socket);
      streaming.delete(socket);
    });
  });
  app.server.on('request', ({ socket, headers, url }, response) => {
    idle.delete(socket);
    const isOfTrpc = url?.startsWith('/trpc/') ?? false;
    if (isOfTrpc && headers.accept?.includes('text/event-stream')) streaming.add(socket);
    response.once('close', () => {
      streaming.delete(socket);
      if (closing) socket.destroySoon();
      else if (!socket.destroyed) idle.add(socket);
    });
  });
  app.addHook('preClose', (done) => {
    closing = true;
    for (const socket of [...idle, ...streaming]) socket.destroy();
    done();
  });
}
