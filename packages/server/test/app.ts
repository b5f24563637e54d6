import type { AppRouter, Incident, Problem, Runbook } from '@tocsin/contract';
import { createTRPCClient, httpBatchLink, type TRPCClient } from '@trpc/client';
import type { FastifyInstance, InjectOptions } from 'fastify';
import superjson from 'superjson';
import { onTestFinished } from 'vitest';
import { buildApp } from '../src/app.ts';
import { createLogger } from '../src/logger.ts';
import type { Storage } from '../src/storage/storage.ts';
import { emptyStorage } from './database.ts';

/** A clock that stands still until it is moved. */
export class TestClock {
  #now = Date.parse('2026-03-01T08:00:00.000Z');
  now = (): number => this.#now;
  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

export interface RestAnswer<T> {
  status: number;
  headers: Record<string, string | undefined>;
  body: T;
  text: string;
}

export interface TestApp {
  app: FastifyInstance;
  storage: Storage;
  clock: TestClock;
  /** What was logged, one object a line. */
  logged: Record<string, unknown>[];
  /** Calls REST in process; `path` is below `/api/v1` unless it begins with `//`, which is the root. */
  rest<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<RestAnswer<T>>;
  /** Listens on a free port and answers the URL. */
  listen(): Promise<string>;
  /** A stock tRPC client over HTTP. */
  trpc(): Promise<TRPCClient<AppRouter>>;
}

/** The whole server over an empty database of its own, closed when the test ends. */
export async function testApp(): Promise<TestApp> {
  const storage = await emptyStorage();
  const clock = new TestClock();
  const logged: Record<string, unknown>[] = [];
  const log = createLogger(
    { logLevel: 'info', logFormat: 'json' },
    { write: (line: string) => void logged.push(JSON.parse(line)) },
  );
  const app = await buildApp({
    config: {
      corsOrigins: ['http://localhost:4200'],
      bodyLimitBytes: 1024 ** 2,
      build: { service: 'tocsin', version: '0.1.0', commit: 'test' },
    },
    storage,
    clock,
    log,
  });
  app.addHook('onClose', () => storage.close());
  onTestFinished(() => app.close());

  async function rest<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<RestAnswer<T>> {
    const url = path.startsWith('//') ? path.slice(1) : `/api/v1${path}`;
    const options: InjectOptions = { method, url, headers };
    if (body !== undefined) options.payload = body as Record<string, unknown>;
    const response = await app.inject(options);
    const isJson = /json/.test(String(response.headers['content-type']));
    return {
      status: response.statusCode,
      headers: response.headers as Record<string, string | undefined>,
      body: (isJson && response.payload !== '' ? response.json() : undefined) as T,
      text: response.payload,
    };
  }

  let listening: Promise<string> | undefined;
  const listen = () => (listening ??= app.listen({ host: '127.0.0.1', port: 0 }));
  const trpc = async () =>
    createTRPCClient<AppRouter>({
      links: [httpBatchLink({ url: `${await listen()}/trpc`, transformer: superjson })],
    });
  return { app, storage, clock, logged, rest, listen, trpc };
}

/** An incident to work with. */
export async function someIncident(
  { rest }: TestApp,
  fields: Record<string, unknown> = {},
): Promise<Incident> {
  const input = { title: 'Checkout is slow', severity: 'P2', service: 'checkout-api', ...fields };
  const { body, status, text } = await rest<Incident>('POST', '/incidents', input);
  if (status !== 201) throw new Error(text);
  return body;
}

/** A runbook to work with. */
export async function someRunbook(
  { rest }: TestApp,
  fields: Record<string, unknown> = {},
): Promise<Runbook> {
  const input = { title: 'Restart the cache', tags: ['cache'], content: '## Steps', ...fields };
  const { body, status, text } = await rest<Runbook>('POST', '/runbooks', input);
  if (status !== 201) throw new Error(text);
  return body;
}

export type { Problem };
