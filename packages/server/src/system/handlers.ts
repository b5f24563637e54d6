import type { contract } from '@tocsin/contract';
import type { Context } from '../context.ts';
import type { DeclaredErrors } from '../errors.ts';
import type { Storage } from '../storage/storage.ts';
import type { FeatureHandlers } from '../transport/implement.ts';

export const systemHandlers: FeatureHandlers<typeof contract.system> = {
  healthz: async () => ({ status: 'ok' }),
  health: async ({ context }) => ({ status: 'ok', ...buildOf(context) }),
  apiHealth: async ({ context }) => ({ status: 'healthy', ...buildOf(context) }),
  ready: ({ context, errors }) => readiness(context, errors),
  apiReady: ({ context, errors }) => readiness(context, errors),
  metrics: ({ context }) => context.metricsText(),
};

function buildOf({ build, clock }: Context) {
  const { service, version, commit, startedAt } = build;
  return { service, version, commit, uptimeSeconds: Math.max(0, clock.now() - startedAt) / 1000 };
}

async function readiness(
  { storage, log }: Context,
  errors: DeclaredErrors<'SERVICE_UNAVAILABLE'>,
): Promise<{ status: 'ready'; database: 'connected'; engine: Storage['engine'] }> {
  try {
    await storage.check();
  } catch (error) {
    log.error({ err: error }, 'the database cannot be used');
    throw errors.SERVICE_UNAVAILABLE('Database not available');
  }
  return { status: 'ready', database: 'connected', engine: storage.engine };
}
