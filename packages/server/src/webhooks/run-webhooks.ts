import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import { deleteOld } from '../retention.ts';
import type { Storage } from '../storage/storage.ts';
import { anyEndedBefore, deleteEndedBefore } from './delivery-queries.ts';
import { createDispatcher, type WebhookDispatcher } from './dispatcher.ts';
import { type WebhookMetrics, webhookMetrics } from './metrics.ts';
import { countDisabled } from './queries.ts';
import { Resting } from './resting.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Runs from when the server listens to when it closes. */
    webhooks: WebhookDispatcher;
  }
}

export interface WebhookOptions {
  /** A receiver has so long to answer. */
  timeoutMs: number;
  /** A webhook to which nothing could be delivered for so long is disabled. */
  disableAfterMs: number;
  /** Deliveries are deleted so long after they ended. */
  keepMs: number;
}

export const webhookDefaults: WebhookOptions = {
  timeoutMs: 10_000,
  disableAfterMs: 72 * 3_600_000,
  keepMs: 30 * 24 * 3_600_000,
};

/** What sending deliveries needs besides the database. */
export interface Webhooks {
  options: WebhookOptions;
  metrics: WebhookMetrics;
  resting: Resting;
}

export const createWebhooks = (
  registry: Registry,
  storage: Storage,
  given: Partial<WebhookOptions>,
): Webhooks => ({
  options: { ...webhookDefaults, ...given },
  metrics: webhookMetrics(registry, () => countDisabled(storage)),
  resting: new Resting(),
});

/** Looks at what happens beside the requests, as long as jobs run. */
export function runWebhooks(
  app: FastifyInstance,
  { storage, clock, webhooks }: { storage: Storage; clock: Clock; webhooks: Webhooks },
): void {
  const onTrouble = (err: unknown) => app.log.warn({ err }, 'webhooks wait for the database');
  const dispatcher = createDispatcher({ storage, clock, onTrouble });
  let stopDeleting = () => {};
  app.decorate('webhooks', dispatcher);
  app.addHook('onListen', async () => {
    dispatcher.start();
    const { keepMs } = webhooks.options;
    const parts = { storage, clock, onTrouble };
    stopDeleting = deleteOld(parts, [{ keepMs, anyEndedBefore, deleteEndedBefore }]);
  });
  app.addHook('preClose', () => {
    stopDeleting();
    return dispatcher.stop();
  });
}
