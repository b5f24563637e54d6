import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, type Registry } from 'prom-client';
import { pathOf } from './problem.ts';

/** Seconds; from a cached read to a stuck disk. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Logs and counts every request when it is done, and measures the process itself. */
export function observe(app: FastifyInstance, registry: Registry): void {
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });

  // These lines hold nothing that could be a secret, so they are not searched for any.
  const log = app.log.child({}, { redact: [] });

  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const { method } = request;
    const status = reply.statusCode;
    const milliseconds = reply.elapsedTime;
    duration.observe({ method, route, status }, milliseconds / 1000);
    log.info(
      {
        requestId: request.id,
        method,
        route,
        path: withoutKey(pathOf(request)),
        status,
        durationMs: Math.round(milliseconds * 100) / 100,
      },
      'request',
    );
    done();
  });
}

/** The key of an integration stands in its path, wherever that leads, and is a secret. */
const withoutKey = (path: string): string =>
  path.includes('/integrations/')
    ? path.replace(/(\/integrations\/)[A-Za-z0-9]{32}(?=\/|$)/, '$1[key]')
    : path;
