import * as z from 'zod';
import { query } from './procedure.ts';

const nothing = z.strictObject({});

const Health = z
  .object({
    status: z.literal('ok'),
    service: z.string().describe('`APP_NAME`.'),
    version: z.string(),
    commit: z.string().describe('`COMMIT`, or `unknown`.'),
    uptimeSeconds: z.number().nonnegative(),
  })
  .meta({ id: 'Health' });

const Readiness = z
  .object({
    status: z.literal('ready'),
    database: z.literal('connected'),
    engine: z.enum(['sqlite', 'json', 'postgres']).describe('Which kind of database is in use.'),
  })
  .meta({ id: 'Readiness' });

const ready = { status: 'ready', database: 'connected', engine: 'sqlite' } as const;
const build = { service: 'tocsin', version: '0.1.0', commit: 'unknown', uptimeSeconds: 12.5 };

/** What load balancers, orchestrators and scrapers ask. None of it needs a login. */
export const system = {
  healthz: query({
    summary: 'Say whether the process answers',
    rest: { method: 'GET', path: '/healthz', atRoot: true },
    input: nothing,
    output: z.object({ status: z.literal('ok') }),
    example: { input: {}, output: { status: 'ok' } },
  }),
  health: query({
    summary: 'Say which build answers, and for how long it has been up',
    rest: { method: 'GET', path: '/health', atRoot: true },
    input: nothing,
    output: Health,
    example: { input: {}, output: { status: 'ok', ...build } },
  }),
  ready: query({
    summary: 'Say whether the database can be used',
    description: 'For load balancers: 503 means that this process should get no requests now.',
    rest: { method: 'GET', path: '/ready', atRoot: true },
    input: nothing,
    output: Readiness,
    errors: ['SERVICE_UNAVAILABLE'],
    example: { input: {}, output: ready },
  }),
  apiHealth: query({
    summary: 'The same as /health, in the words of frontends that ask below /api',
    rest: { method: 'GET', path: '/api/health', atRoot: true },
    input: nothing,
    output: Health.extend({ status: z.literal('healthy') }).meta({ id: 'ApiHealth' }),
    example: { input: {}, output: { status: 'healthy', ...build } },
  }),
  apiReady: query({
    summary: 'The same as /ready, below /api',
    rest: { method: 'GET', path: '/api/ready', atRoot: true },
    input: nothing,
    output: Readiness,
    errors: ['SERVICE_UNAVAILABLE'],
    example: { input: {}, output: ready },
  }),
  metrics: query({
    summary: 'Metrics in the Prometheus text format',
    rest: {
      method: 'GET',
      path: '/metrics',
      atRoot: true,
      mediaType: 'text/plain; version=0.0.4; charset=utf-8',
    },
    input: nothing,
    output: z.string(),
    example: { input: {}, output: 'process_cpu_user_seconds_total 0.42\n' },
  }),
};
