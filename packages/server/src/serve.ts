import closeWithGrace from 'close-with-grace';
import type { Logger } from 'pino';
import { buildApp } from './app.ts';
import { systemClock } from './clock.ts';
import { type Config, databaseName } from './config.ts';
import { keepUnseeded, seedOnce } from './seed/seed.ts';
import type { Storage } from './storage/storage.ts';

/** What runs when the process is told to stop has so long to finish. */
const CLOSE_WITHIN_MS = 10_000;

/** Serves until SIGTERM or SIGINT: then takes no more, finishes what runs, closes the database. */
export async function serve(config: Config, storage: Storage, log: Logger): Promise<void> {
  if (!config.sampleData) await keepUnseeded(storage, systemClock);
  else if (await seedOnce(storage, systemClock)) {
    log.info({}, 'first start: seeded with sample data');
  }
  const app = await buildApp({
    config,
    storage,
    clock: systemClock,
    log,
    jobs: config.jobs,
    alerts: config.alerts,
    notifications: config.notifications,
    webhooks: config.webhooks,
  });
  app.addHook('onClose', () => storage.close());
  closeWithGrace({ delay: CLOSE_WITHIN_MS, logger: false }, async ({ signal, err }) => {
    if (err) log.fatal({ err }, 'stopping: something failed that nobody caught');
    else log.info({ signal }, 'stopping: finishing what runs');
    await app.close();
    log.info({}, 'stopped');
  });
  const url = await app.listen({ host: config.host, port: config.port });
  log.info(
    { database: databaseName(config.database), docs: `${url}/docs` },
    `Tocsin listens on ${url}`,
  );
}
