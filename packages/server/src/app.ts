import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import { contract } from '@tocsin/contract';
import Fastify, { type FastifyError, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { alertHandlers } from './alerts/handlers.ts';
import { type AlertOptions, createIntake } from './alerts/intake.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { contactMethodHandlers } from './contacts/method-handlers.ts';
import { notificationRuleHandlers } from './contacts/rule-handlers.ts';
import { contextsWith, type Services } from './context.ts';
import { AppError } from './errors.ts';
import { escalationHandlers } from './escalations/handlers.ts';
import { escalationMetrics } from './escalations/metrics.ts';
import { policyHandlers } from './escalations/policy-handlers.ts';
import { keepEscalating } from './escalations/repair.ts';
import { createFeed } from './events/feed.ts';
import { eventHandlers } from './events/handlers.ts';
import { incidentHandlers } from './incidents/handlers.ts';
import { measured } from './incidents/times.ts';
import { integrationHandlers } from './integrations/handlers.ts';
import { jobHandlers } from './jobs/handlers.ts';
import type { JobHandler } from './jobs/job.ts';
import { runJobs } from './jobs/run-jobs.ts';
import type { JobOptions } from './jobs/runner.ts';
import { notificationHandlers } from './notifications/handlers.ts';
import { createNotifier, type NotificationOptions } from './notifications/notifier.ts';
import { forgetOldNotifications } from './notifications/retention.ts';
import { templateHandlers } from './notifications/template-handlers.ts';
import { oncallHandlers } from './oncall/oncall-handlers.ts';
import { overrideHandlers } from './oncall/override-handlers.ts';
import { scheduleHandlers } from './oncall/schedule-handlers.ts';
import { personHandlers } from './people/handlers.ts';
import { runbookRuleHandlers } from './runbook-rules/handlers.ts';
import { runbookHandlers } from './runbooks/handlers.ts';
import { statsHandlers } from './stats/handlers.ts';
import type { Storage } from './storage/storage.ts';
import { systemHandlers } from './system/handlers.ts';
import { closeConnections } from './transport/close-connections.ts';
import { registerDocs } from './transport/docs.ts';
import { failureOf } from './transport/failure.ts';
import { implement } from './transport/implement.ts';
import { observe } from './transport/observe.ts';
import { sendProblem } from './transport/problem.ts';
import { registerRest } from './transport/rest.ts';
import { securityHeaders } from './transport/security-headers.ts';
import { registerTrpc } from './transport/trpc.ts';
import { registerWeb } from './transport/web.ts';
import { webhookHandlers } from './webhooks/handlers.ts';
import { createWebhooks, runWebhooks, type WebhookOptions } from './webhooks/run-webhooks.ts';

export interface Parts {
  config: Pick<Config, 'corsOrigins' | 'bodyLimitBytes' | 'build'> &
    Partial<Pick<Config, 'webRoot'>>;
  storage: Storage;
  clock: Clock;
  log: Logger;
  /** What is not said is as `alertDefaults` has it. */
  alerts?: Partial<AlertOptions>;
  /** What is not said is as `notificationDefaults` has it. */
  notifications?: Partial<NotificationOptions>;
  /** What is not said is as `jobDefaults` has it. */
  jobs?: Partial<JobOptions>;
  /** What is not said is as `webhookDefaults` has it. */
  webhooks?: Partial<WebhookOptions>;
  /** The kinds of job to run; all there are unless said otherwise. */
  handlers?: readonly JobHandler[];
}

/** The whole server but for its port: `main` listens with it, tests call it in process. */
export async function buildApp({
  config,
  storage: unmeasured,
  clock,
  log,
  alerts = {},
  notifications = {},
  jobs = {},
  webhooks = {},
  handlers = jobHandlers,
}: Parts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    // One for each request costs more than most requests; lines name the request themselves.
    childLoggerFactory: (logger) => logger,
    genReqId: ({ headers }) => validRequestId(headers['x-request-id']) ?? randomUUID(),
    bodyLimit: config.bodyLimitBytes,
    forceCloseConnections: 'idle',
    // Longer than any request line: the contract says how long an id may be.
    routerOptions: { maxParamLength: 100_000 },
    rewriteUrl: ({ url = '/' }) => (isDecodable(url) ? url : UNREADABLE),
  }) as unknown as FastifyInstance;

  const registry = new Registry();
  const storage = measured(unmeasured, registry);
  const feed = createFeed(storage);
  const services: Services = {
    storage,
    feed,
    clock,
    build: { ...config.build, startedAt: clock.now() },
    intake: createIntake(registry, alerts),
    notifier: createNotifier(registry, notifications),
    webhooks: createWebhooks(registry, storage, webhooks),
    escalations: escalationMetrics(registry, { storage, clock }),
    metricsText: () => registry.metrics(),
  };
  observe(app, registry);
  const contextOf = contextsWith(services);

  app.addHook('onRequest', (request, reply, done) => {
    reply.header('X-Request-Id', request.id).headers(securityHeaders);
    done();
  });
  answerFailures(app, storage);
  closeConnections(app);
  await protect(app, config.corsOrigins);
  await registerWeb(app, config.webRoot);
  const operations = implement(contract, {
    alerts: alertHandlers,
    contactMethods: contactMethodHandlers,
    escalations: escalationHandlers,
    events: eventHandlers,
    incidents: incidentHandlers,
    integrations: integrationHandlers,
    notificationRules: notificationRuleHandlers,
    notifications: notificationHandlers,
    notificationTemplates: templateHandlers,
    oncall: oncallHandlers,
    overrides: overrideHandlers,
    people: personHandlers,
    runbookRules: runbookRuleHandlers,
    policies: policyHandlers,
    runbooks: runbookHandlers,
    schedules: scheduleHandlers,
    stats: statsHandlers,
    system: systemHandlers,
    webhooks: webhookHandlers,
  });
  registerRest(app, operations, contextOf);
  registerTrpc(app, operations, contextOf);
  registerDocs(app);
  keepEscalating(app, services);
  runJobs(app, { services, registry, handlers, options: jobs });
  runWebhooks(app, services);
  forgetOldNotifications(app, services);
  app.addHook('onClose', () => feed.close());
  return app;
}

function answerFailures(app: FastifyInstance, storage: Storage): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const failure = failureOf(error, storage.isUnavailable);
    if (failure.code === 'INTERNAL_SERVER_ERROR' || failure.code === 'SERVICE_UNAVAILABLE') {
      request.log.error({ requestId: request.id, err: failure.cause ?? failure }, 'request failed');
    }
    return sendProblem(request, reply, failure);
  });
  app.setNotFoundHandler((request, reply) => {
    const failure =
      request.url === UNREADABLE
        ? new AppError('BAD_REQUEST', 'The path is not a valid URL.')
        : new AppError('NOT_FOUND', 'There is nothing at this path.');
    return sendProblem(request, reply, failure);
  });
}

const exposedHeaders = [
  'ETag',
  'Link',
  'Location',
  'Retry-After',
  'X-Request-Id',
  'X-Total-Count',
  'X-Total-Count-Relation',
];

async function protect(app: FastifyInstance, origins: Config['corsOrigins']): Promise<void> {
  answerPlainOptions(app);
  await app.register(cors, {
    origin: origins === '*' ? '*' : [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders,
    maxAge: 600,
    strictPreflight: false,
  });
}

/** An OPTIONS that is no CORS preflight asks what the path can do. */
function answerPlainOptions(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'OPTIONS') return done();
    const isPreflight = request.headers['access-control-request-method'] !== undefined;
    const { allow } = request.routeOptions.config;
    if (isPreflight) done();
    else if (allow === undefined) reply.callNotFound();
    else void reply.code(204).header('Allow', allow).send();
  });
}

/** Where requests are sent whose path cannot be decoded, so that they too meet every hook. */
const UNREADABLE = '/unreadable-path';

function isDecodable(url: string): boolean {
  if (!url.includes('%')) return true;
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

function validRequestId(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[\w.:+/=@-]{1,128}$/.test(header) ? header : undefined;
}
