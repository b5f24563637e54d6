import type { AppRouter, Incident, Problem, Runbook } from '@tocsin/contract';
import { createTRPCClient, httpBatchLink, type TRPCClient } from '@trpc/client';
import type { FastifyInstance, InjectOptions } from 'fastify';
import superjson from 'superjson';
import { onTestFinished } from 'vitest';
import { buildApp, type Parts } from '../src/app.ts';
import { ManualClock } from '../src/clock.ts';
import { createLogger } from '../src/logger.ts';
import type { Storage } from '../src/storage/storage.ts';
import { emptyStorage } from './database.ts';

export interface RestAnswer<T> {
  status: number;
  headers: Record<string, string | undefined>;
  body: T;
  text: string;
}

export interface TestApp {
  app: FastifyInstance;
  storage: Storage;
  clock: ManualClock;
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

export interface TestParts extends Pick<
  Parts,
  'alerts' | 'handlers' | 'jobs' | 'notifications' | 'webhooks'
> {
  /** The database of another app, which closes it. */
  storage?: Storage;
  clock?: ManualClock;
}

/**
 * The whole server over an empty database of its own, closed when the test ends. Its jobs run from when
 * it listens, or when `app.jobs.start()` is called; the clock waits for them at each of its moments.
 */
export async function testApp({
  storage: shared,
  clock = new ManualClock(),
  ...parts
}: TestParts = {}): Promise<TestApp> {
  const storage = shared ?? (await emptyStorage());
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
    ...parts,
  });
  clock.waitFor(() => app.webhooks.idle());
  clock.waitFor(() => app.jobs.idle());
  if (!shared) app.addHook('onClose', () => storage.close());
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
