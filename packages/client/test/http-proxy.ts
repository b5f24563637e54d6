import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as it came by. */
export interface Seen {
  method: string;
  /** The procedures that it calls, by commas. */
  path: string;
  headers: IncomingHttpHeaders;
  /** When, in milliseconds. */
  at: number;
  /** Whether the client has gone before it had the answer. */
  isAbandoned: boolean;
  isClosed: boolean;
}

/** What a proxy does instead of passing a request on. */
export type Fault =
  | { status: number; headers?: Record<string, string>; body?: string }
  /** Breaks the connection at once. */
  | 'cut'
  /** Passes it on, and breaks the connection when the answer comes. */
  | 'cut the answer'
  /** Breaks the connection in the middle of the answer. */
  | 'cut half of the answer'
  /** Takes it and says nothing. */
  | 'hang';

export interface HttpProxy {
  url: string;
  seen: Seen[];
  /** What happens to the next requests, one after the other; then all are passed on. */
  faults: Fault[];
  /** What happens to every request until it is taken away. */
  outage: Fault | undefined;
  /** Breaks all connections. */
  cut(): void;
}

/** What stands between a client and a server: it counts, and breaks what a test wants broken. */
export async function httpProxy(target: string): Promise<HttpProxy> {
  const server = createServer((incoming, outgoing) => {
    const seen: Seen = {
      method: incoming.method ?? '',
      path: (incoming.url ?? '').replace(/^\/trpc\//, '').replace(/\?.*$/, ''),
      headers: incoming.headers,
      at: performance.now(),
      isAbandoned: false,
      isClosed: false,
    };
    proxy.seen.push(seen);
    outgoing.once('close', () => {
      seen.isClosed = true;
      seen.isAbandoned = !outgoing.writableFinished;
    });
    answer(proxy.outage ?? proxy.faults.shift(), target, incoming, outgoing);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: HttpProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    faults: [],
    outage: undefined,
    cut: () => server.closeAllConnections(),
  };
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return proxy;
}

function answer(
  fault: Fault | undefined,
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  if (fault === 'hang') return;
  if (fault === 'cut') {
    incoming.socket.destroy();
    return;
  }
  if (typeof fault === 'object') {
    outgoing.writeHead(fault.status, { 'content-type': 'text/html', ...fault.headers });
    outgoing.end(fault.body ?? '<h1>Bad gateway</h1>');
    return;
  }
  const { method, headers, url } = incoming;
  const upstream = request(`${target}${url}`, { method, headers }, (response) => {
    if (fault === 'cut the answer') {
      response.resume().once('end', () => incoming.socket.destroy());
      return;
    }
    outgoing.writeHead(response.statusCode ?? 502, response.headers);
    if (fault === 'cut half of the answer') {
      response.once('data', (chunk: Buffer) => {
        outgoing.write(chunk.subarray(0, chunk.length / 2), () => incoming.socket.destroy());
      });
      return;
    }
    response.pipe(outgoing);
    response.once('error', () => incoming.socket.destroy());
    response.once('close', () => response.complete || incoming.socket.destroy());
  });
  upstream.once('error', () => incoming.socket.destroy());
  outgoing.once('close', () => upstream.destroy());
  incoming.pipe(upstream);
}
