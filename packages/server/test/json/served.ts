import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Incident } from '@tocsin/contract';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { onTestFinished } from 'vitest';
import { buildApp } from '../../src/app.ts';
import type { DatabaseConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { openStorage } from '../../src/storage/open.ts';
import type { State } from '../../src/storage/state.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { ManualClock } from '../../src/clock.ts';

export interface RestAnswer<T> {
  status: number;
  headers: Record<string, unknown>;
  /** `X-Total-Count`. */
  total: number;
  body: T;
}

export interface Served {
  app: FastifyInstance;
  storage: Storage;
  clock: ManualClock;
  warnings: { fields: Record<string, unknown>; message: string }[];
  rest<T = unknown>(method: string, path: string, body?: unknown): Promise<RestAnswer<T>>;
}

/** The whole server over a database of any engine; closed when the test ends, or before. */
export async function served(database: DatabaseConfig): Promise<Served> {
  const warnings: Served['warnings'] = [];
  const storage = await openStorage(database, {
    warn: (fields, message) => void warnings.push({ fields: { ...fields }, message }),
  });
  const clock = new ManualClock();
  const app = await buildApp({
    config: {
      corsOrigins: [],
      bodyLimitBytes: 1024 ** 2,
      build: { service: 'tocsin', version: '0.1.0', commit: 'test' },
    },
    storage,
    clock,
    log: createLogger({ logLevel: 'silent', logFormat: 'json' }),
  });
  app.addHook('onClose', () => storage.close());
  onTestFinished(() => app.close());
  async function rest<T>(method: string, path: string, body?: unknown): Promise<RestAnswer<T>> {
    const options: InjectOptions = { method, url: `/api/v1${path}` };
    if (body !== undefined) options.payload = body as Record<string, unknown>;
    const { statusCode: status, headers, payload } = await app.inject(options);
    const answer = (payload === '' ? undefined : JSON.parse(payload)) as T;
    return { status, headers, total: Number(headers['x-total-count']), body: answer };
  }
  return { app, storage, clock, warnings, rest };
}

export const servedJson = (path: string): Promise<Served> => served({ engine: 'json', path });

export async function createIncident(
  { rest }: Pick<Served, 'rest'>,
  title: string,
): Promise<Incident> {
  const input = { title, severity: 'P2', service: 'checkout-api' };
  const { status, body } = await rest<Incident>('POST', '/incidents', input);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

/** What a state file says at this moment. */
export const stateIn = (path: string): State => JSON.parse(readFileSync(path, 'utf8')) as State;

/** What there is in the folder of a file, besides its lock. */
export const besides = (path: string): string[] =>
  readdirSync(dirname(path))
    .filter((name) => !/\.lock(-journal)?$/.test(name))
    .toSorted();
