import { createServer, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Answer {
  method: string;
  path: string;
  status: number;
  headers: OutgoingHttpHeaders;
  /** The body as JSON, where it is some. */
  json: unknown;
}

/** Changes an answer on its way. */
export type Alter = (answer: Answer) => void;

/** A real server that stands before another, and alters what that answers over REST. */
export async function alteringProxy(target: string, alter: Alter): Promise<string> {
  const proxy = createServer((incoming, outgoing) => {
    const { method = 'GET', url = '/', headers } = incoming;
    const onward = request(new URL(url, target), { method, headers }, (answer) => {
      if (/event-stream/.test(answer.headers['content-type'] ?? '')) {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
        return;
      }
      void altered(answer, { method, path: url }, alter).then(({ status, headers, body }) =>
        outgoing.writeHead(status, headers).end(body),
      );
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const { port } = proxy.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

async function altered(
  answer: IncomingMessage,
  asked: Pick<Answer, 'method' | 'path'>,
  alter: Alter,
) {
  const text = Buffer.concat(await answer.toArray()).toString();
  const isJson = /json/.test(answer.headers['content-type'] ?? '');
  const seen: Answer = {
    ...asked,
    status: answer.statusCode ?? 500,
    headers: { ...answer.headers },
    json: isJson && text !== '' ? JSON.parse(text) : undefined,
  };
  alter(seen);
  const body = seen.json === undefined ? text : JSON.stringify(seen.json);
  delete seen.headers['content-length'];
  delete seen.headers['transfer-encoding'];
  return { status: seen.status, headers: seen.headers, body };
}
