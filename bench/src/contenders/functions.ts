import type { contract } from '@tocsin/contract';
import { Registry } from 'prom-client';
import type * as z from 'zod';
import { createIntake } from '../../../packages/server/src/alerts/intake.ts';
import { systemClock } from '../../../packages/server/src/clock.ts';
import type { Context } from '../../../packages/server/src/context.ts';
import { declaredErrors } from '../../../packages/server/src/errors.ts';
import { escalationMetrics } from '../../../packages/server/src/escalations/metrics.ts';
import { createFeed } from '../../../packages/server/src/events/feed.ts';
import { incidentHandlers } from '../../../packages/server/src/incidents/handlers.ts';
import { createLogger } from '../../../packages/server/src/logger.ts';
import { createNotifier } from '../../../packages/server/src/notifications/notifier.ts';
import type { Storage } from '../../../packages/server/src/storage/storage.ts';
import { createWebhooks } from '../../../packages/server/src/webhooks/run-webhooks.ts';

type Input<Name extends 'get' | 'list' | 'create'> = z.output<
  (typeof contract.incidents)[Name]['input']
>;

/** The server's own functions, and so its own statements, for routes that others serve. */
export function functionsOn(storage: Storage) {
  const context: Context = {
    storage,
    feed: createFeed(storage),
    clock: systemClock,
    build: { service: 'bench', version: '0', commit: 'unknown', startedAt: systemClock.now() },
    intake: createIntake(new Registry(), {}),
    escalations: escalationMetrics(new Registry(), { storage, clock: systemClock }),
    notifier: createNotifier(new Registry(), {}),
    webhooks: createWebhooks(new Registry(), storage, {}),
    metricsText: async () => '',
    actor: { kind: 'anonymous' },
    requestId: 'bench',
    log: createLogger({ logLevel: 'silent', logFormat: 'json' }),
  };
  const errors = declaredErrors<'NOT_FOUND'>();
  const { signal } = new AbortController();
  return {
    get: (input: Input<'get'>) => incidentHandlers.get({ input, context, errors, signal }),
    list: (input: Input<'list'>) =>
      incidentHandlers.list({ input, context, errors: declaredErrors(), signal }),
    create: (input: Input<'create'>) =>
      incidentHandlers.create({ input, context, errors: declaredErrors(), signal }),
  };
}

export type Functions = ReturnType<typeof functionsOn>;
export type CreateInput = Input<'create'>;
