import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

/** What a build says of itself. */
export interface BuildInfo {
  service: string;
  version: string;
  commit: string;
  startedAt: number;
}

export type DatabaseConfig =
  | { engine: 'sqlite'; path: string; /** Nobody chose it. */ isDefault: boolean }
  | { engine: 'json'; path: string }
  | { engine: 'postgres'; url: string; poolSize: number };

export interface Config {
  host: string;
  port: number;
  database: DatabaseConfig;
  corsOrigins: readonly string[] | '*';
  bodyLimitBytes: number;
  logLevel: (typeof logLevels)[number];
  logFormat: 'json' | 'pretty';
  /** A new database gets sample data. */
  sampleData: boolean;
  /** Where the built console is; without it there is none. */
  webRoot: string | undefined;
  build: Omit<BuildInfo, 'startedAt'>;
  /** At most so many at once; how long others wait for those of a dead process; how long they are kept. */
  jobs: { concurrency: number; leaseMs: number; keepMs: number };
  notifications: {
    smtpUrl: string | undefined;
    mailFrom: string;
    publicUrl: string | undefined;
    bundleAfter: number;
    keepMs: number;
  };
  alerts: { correlationWindowSeconds: number; autoResolve: boolean; queueLimit: number };
  webhooks: { disableAfterMs: number; keepMs: number };
}

/** Every problem of the environment at once, so that none is found only after another is mended. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export type Environment = Readonly<Record<string, string | undefined>>;

export const VERSION = '0.1.0';
const DAY_MS = 24 * 3_600_000;
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const localFrontends = [4200, 5173, 3000, 8080].flatMap((port) => [
  `http://localhost:${port}`,
  `http://127.0.0.1:${port}`,
]);

const isConsole = (folder: string): boolean => existsSync(join(folder, 'index.html'));
const webRoot = z.string().refine(isConsole, 'Must be a folder with an index.html in it');

/** The console that was packed with the server, or built in this repository, if one was. */
function builtConsole(): string | undefined {
  return ['web', '../../../apps/web/dist']
    .map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
    .find(isConsole);
}

const DEFAULT_DATABASE = 'sqlite:.data/tocsin.db';
const databaseUrl = z
  .string()
  .regex(
    /^(sqlite:.+|json:.+|postgres(ql)?:\/\/.+)/,
    'Must be sqlite:PATH, json:PATH or postgres://…, such as sqlite:.data/tocsin.db',
  );

function databaseOf(url: string | undefined, poolSize: number): DatabaseConfig {
  const [, engine, path = ''] = /^(sqlite|json):(.*)$/.exec(url ?? DEFAULT_DATABASE) ?? [];
  if (engine === 'json') return { engine, path: resolve(path) };
  if (engine === 'sqlite') return { engine, path: resolve(path), isDefault: url === undefined };
  return { engine: 'postgres', url: url ?? '', poolSize };
}

/** A database as logs may name it: without its password. */
export function databaseName(database: DatabaseConfig): string {
  if (database.engine !== 'postgres') return `${database.engine}:${database.path}`;
  const { protocol, host, pathname } = new URL(database.url);
  return `${protocol}//${host}${pathname}`;
}

const origin = z.string().refine(isOrigin, 'Must be an origin, such as http://localhost:4200');

const corsOrigins = z
  .string()
  .transform((list) => list.split(',').map((item) => item.trim().replace(/\/$/, '')))
  .transform((items) => (items.includes('*') ? ('*' as const) : items.filter(Boolean)))
  .pipe(z.union([z.literal('*'), z.array(origin)]));

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'Must be a whole number')
    .transform(Number)
    .pipe(z.int().min(least).max(most));

const smtpUrl = z
  .string()
  .refine(
    (url) => /^smtps?:\/\/./.test(url) && URL.canParse(url),
    'Must be smtp://… or smtps://…, such as smtp://user:password@mail.example.com:587',
  );

const publicUrl = z
  .string()
  .refine(
    (url) => /^https?:\/\/./.test(url) && URL.canParse(url),
    'Must be a URL, such as https://tocsin.example.com',
  )
  .transform((url) => url.replace(/\/+$/, ''));

const mailFrom = z
  .string()
  .regex(
    /^(?:[^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
    'Must be an e-mail address, such as Tocsin <tocsin@example.com>',
  );

const Environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(8000),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_POOL_SIZE: wholeNumber(2, 1000).default(20),
  CORS_ORIGINS: corsOrigins.default(localFrontends),
  BODY_LIMIT_BYTES: wholeNumber(1024, 1024 ** 3).default(1024 ** 2),
  CORRELATION_WINDOW_SECONDS: wholeNumber(0, 7 * 24 * 3600).default(300),
  AUTO_RESOLVE: z.enum(['true', 'false']).default('true'),
  ALERT_QUEUE_LIMIT: wholeNumber(1, 1_000_000).default(5000),
  JOB_CONCURRENCY: wholeNumber(1, 1000).default(25),
  JOB_LEASE_SECONDS: wholeNumber(1, 3600).default(15),
  JOB_RETENTION_DAYS: wholeNumber(0, 3650).default(7),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: mailFrom.default('Tocsin <tocsin@localhost>'),
  PUBLIC_URL: publicUrl.optional(),
  NOTIFICATION_BUNDLE_AFTER: wholeNumber(1, 1000).default(5),
  NOTIFICATION_RETENTION_DAYS: wholeNumber(0, 3650).default(90),
  SAMPLE_DATA: z.enum(['true', 'false']).default('true'),
  WEBHOOK_DISABLE_AFTER_HOURS: wholeNumber(1, 24 * 365).default(72),
  WEBHOOK_RETENTION_DAYS: wholeNumber(0, 3650).default(30),
  LOG_LEVEL: z.string().toLowerCase().pipe(z.enum(logLevels)).default('info'),
  WEB_ROOT: webRoot.optional(),
  LOG_FORMAT: z.enum(['json', 'pretty', 'auto']).default('auto'),
  APP_NAME: z.string().min(1).default('tocsin'),
  APP_VERSION: z.string().min(1).default(VERSION),
  COMMIT: z.string().min(1).default('unknown'),
});

/** Reads the configuration from the environment. An empty variable is as good as none. */
export function readConfig(environment: Environment, isTerminal: boolean): Config {
  const given = Object.entries(environment).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const parsed = Environment.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `  ${issue.path[0] as string}: ${reasonOf(issue)}`,
    );
    throw new ConfigError(['The configuration cannot be used:', ...problems].join('\n'));
  }
  const env = parsed.data;
  return {
    host: env.HOST,
    port: env.PORT,
    database: databaseOf(env.DATABASE_URL, env.DATABASE_POOL_SIZE),
    corsOrigins: env.CORS_ORIGINS,
    bodyLimitBytes: env.BODY_LIMIT_BYTES,
    jobs: {
      concurrency: env.JOB_CONCURRENCY,
      leaseMs: env.JOB_LEASE_SECONDS * 1000,
      keepMs: env.JOB_RETENTION_DAYS * DAY_MS,
    },
    alerts: {
      correlationWindowSeconds: env.CORRELATION_WINDOW_SECONDS,
      autoResolve: env.AUTO_RESOLVE === 'true',
      queueLimit: env.ALERT_QUEUE_LIMIT,
    },
    notifications: {
      smtpUrl: env.SMTP_URL,
      mailFrom: env.MAIL_FROM,
      publicUrl: env.PUBLIC_URL,
      bundleAfter: env.NOTIFICATION_BUNDLE_AFTER,
      keepMs: env.NOTIFICATION_RETENTION_DAYS * DAY_MS,
    },
    sampleData: env.SAMPLE_DATA === 'true',
    webhooks: {
      disableAfterMs: env.WEBHOOK_DISABLE_AFTER_HOURS * 3_600_000,
      keepMs: env.WEBHOOK_RETENTION_DAYS * DAY_MS,
    },
    logLevel: env.LOG_LEVEL,
    logFormat: env.LOG_FORMAT === 'auto' ? (isTerminal ? 'pretty' : 'json') : env.LOG_FORMAT,
    webRoot: env.WEB_ROOT === undefined ? builtConsole() : resolve(env.WEB_ROOT),
    build: { service: env.APP_NAME, version: env.APP_VERSION, commit: env.COMMIT },
  };
}

/** The environment of this process, with a `.env` file of the working directory under it. */
export function processEnvironment(): Environment {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  return process.env;
}

function reasonOf(issue: z.core.$ZodIssue): string {
  const [firstOfUnion] =
    issue.code === 'invalid_union'
      ? issue.errors.flatMap((branch) => branch.slice(0, 1)).toReversed()
      : [];
  return firstOfUnion?.message ?? issue.message;
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && new URL(value).origin === value;
}
