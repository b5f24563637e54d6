import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

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
  /** How long each answer takes. */
  delayMs: number;
  close(): void;
}

/** A real HTTP server that takes what is posted to it. Whoever asks closes it. */
export async function startReceiver(): Promise<Receiver> {
  const receiver: Receiver = { url: '', received: [], answers: [], delayMs: 0, close };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      receiver.received.push({ headers: request.headers, body });
      const answer = receiver.answers.shift() ?? { status: 204 };
      if (answer === 'silence') return;
      setTimeout(() => response.writeHead(answer.status, answer.headers).end(), receiver.delayMs);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  receiver.url = `http://127.0.0.1:${port}/hook`;
  return receiver;

  function close() {
    server.closeAllConnections();
    server.close();
  }
}
