import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { percentile } from './measure.ts';

export interface Notified {
  /** So many alerts opened incidents, one after the other, and were waited for. */
  samples: number;
  /** From before the alert is sent until the receiver of the first notification has it. */
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
}

const SAMPLES = 50;
const GIVE_UP_MS = 120_000;
const SECRET = `whsec_${Buffer.alloc(24, 'bench').toString('base64')}`;

/** People, each on call for a team of their own, and the pager of all of them. */
export interface Pager {
  /** Sends alerts for one team after the other, as long as it takes or for so many seconds. */
  measure(seconds: number): Promise<Notified>;
  close(): Promise<void>;
}

/** So many people that nobody has two alerts: several in a minute would be told as one. */
export async function startPager(tocsin: string, rounds: number): Promise<Pager> {
  const waiting = new Map<string, () => void>();
  const server = createServer((request, response) => {
    waiting.get(request.url ?? '')?.();
    request.resume().on('end', () => response.writeHead(204).end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  // All at once: an engine that writes its file whole takes seconds for a change, or for many together.
  await Promise.all(
    Array.from({ length: SAMPLES * rounds }, (_, n) =>
      putOnCall(tocsin, n, `http://127.0.0.1:${port}${pathOf(n)}`),
    ),
  );
  let next = 0;
  return {
    async measure(seconds) {
      const until = performance.now() + seconds * 1000;
      const took: number[] = [];
      while (took.length === 0 || (took.length < SAMPLES && performance.now() < until)) {
        const n = next;
        next += 1;
        const begin = performance.now();
        const told = arrival(waiting, pathOf(n));
        await post(tocsin, '/alerts', {
          service: teamOf(n),
          severity: 'critical',
          message: 'Nobody can pay',
        });
        took.push((await told) - begin);
      }
      took.sort((a, b) => a - b);
      return {
        samples: took.length,
        p50Ms: percentile(took, 0.5),
        p99Ms: percentile(took, 0.99),
        maxMs: took.at(-1) ?? 0,
      };
    },
    close: () => closed(server),
  };
}

const teamOf = (n: number): string => `paged-${n}`;
const pathOf = (n: number): string => `/person-${n}`;

async function putOnCall(tocsin: string, n: number, address: string): Promise<void> {
  const name = `Person ${n}`;
  const { id } = await post(tocsin, '/people', { name });
  const type = 'webhook';
  const methods = `/people/${id}/contact-methods`;
  const method = await post(tocsin, methods, { type, address, secrets: [SECRET] });
  await post(tocsin, `/people/${id}/notification-rules`, { contactMethodId: method.id });
  await post(tocsin, '/schedules', { team: teamOf(n), members: [name] });
}

/** When a request comes to this path. */
function arrival(waiting: Map<string, () => void>, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(
      () => reject(new Error(`Nobody was told at ${path} within ${GIVE_UP_MS} ms.`)),
      GIVE_UP_MS,
    );
    waiting.set(path, () => {
      clearTimeout(giveUp);
      resolve(performance.now());
    });
  });
}

async function post(tocsin: string, path: string, body: object): Promise<{ id: string }> {
  const response = await fetch(`${tocsin}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as { id: string };
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
