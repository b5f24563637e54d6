import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A status, with headers perhaps; or no answer at all. */
export type Answer = { status: number; headers?: Record<string, string> } | 'silence';

export interface Receiver {
  url: string;
  /** Every request that came, the oldest first, whatever it was answered. */
  received: Received[];
  /** What the next requests are answered, one each; then it is 204 again. */
  answers: Answer[];
}

/** A real HTTP server that takes what is posted to it; it stops when the test ends. */
export async function receiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers: Answer[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      const answer = answers.shift() ?? { status: 204 };
      if (answer !== 'silence') response.writeHead(answer.status, answer.headers).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, received, answers };
}
