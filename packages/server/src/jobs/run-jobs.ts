import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { timestamp } from '../clock.ts';
import type { Context, Services } from '../context.ts';
import type { JobHandler } from './job.ts';
import { jobMetrics } from './metrics.ts';
import { countDue } from './list.ts';
import { jobReport } from './report.ts';
import { createJobRunner, jobDefaults, type JobOptions, type JobRunner } from './runner.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Runs from when the server listens to when it closes. */
    jobs: JobRunner;
  }
}

export interface RunJobsParts {
  services: Services;
  registry: Registry;
  handlers: readonly JobHandler[];
  options: Partial<JobOptions>;
}

/** Runs jobs beside the requests: from when the server listens, until it has stopped to take requests. */
export function runJobs(
  app: FastifyInstance,
  { services, registry, handlers, options }: RunJobsParts,
): void {
  const { storage, clock } = services;
  const names = handlers.map(({ definition }) => definition.name);
  const metrics = jobMetrics(registry, () => countDue(storage, names, timestamp(clock.now())));
  const contextOf = ({ id, name }: { id: string; name: string }): Context => ({
    ...services,
    actor: { kind: 'system' },
    requestId: id,
    get log() {
      return app.log.child({ job: id, name });
    },
  });
  const runner = createJobRunner({
    storage,
    clock,
    handlers,
    contextOf,
    report: jobReport(app.log, metrics, () => clock.now()),
    options: { ...jobDefaults, ...options },
  });
  app.decorate('jobs', runner);
  app.addHook('onListen', async () => runner.start());
  app.addHook('preClose', () => runner.stop());
}
