import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** One connection: what the client asked, and what it is sent. */
export interface Stream {
  input: { lastEventId?: string };
  /** Sends text as it is, in as many pieces as it is given. */
  send(...pieces: (string | Buffer)[]): Promise<void>;
  end(): void;
}

/** A server that speaks tRPC's event streams, as a test tells it to. */
export async function streamServer(serve: (stream: Stream, index: number) => Promise<void>) {
  let count = 0;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const { json } = JSON.parse(url.searchParams.get('input') ?? '{}') as { json: object };
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    void serve({ input: json, send: sender(response), end: () => response.end() }, count++);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => count,
  };
}

const sender =
  (response: ServerResponse) =>
  async (...pieces: (string | Buffer)[]) => {
    for (const piece of pieces) {
      response.write(piece);
      // So that each arrives by itself.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

/** What tRPC sends first; the client gives up a server that is silent for longer. */
export const connected = (options: { reconnectAfterInactivityMs?: number } = {}): string =>
  `event: connected\ndata: ${JSON.stringify(options)}\n\n`;

export const item = (id: string, seq = Number(id)): string =>
  `id: ${id}\ndata: {"json":{"type":"watch.started","seq":${seq}}}\n\n`;
