import { buildApp } from '../../../packages/server/src/app.ts';
import { systemClock } from '../../../packages/server/src/clock.ts';
import { readConfig } from '../../../packages/server/src/config.ts';
import { createLogger } from '../../../packages/server/src/logger.ts';
import { serve } from './serve.ts';

/** The server as it ships, with its defaults: it logs each request to standard output. */
await serve((storage) => {
  const config = readConfig({}, false);
  return buildApp({ config, storage, clock: systemClock, log: createLogger(config) });
});
