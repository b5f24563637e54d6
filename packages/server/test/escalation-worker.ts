/**
 * A server whose time runs fast, until it is told to stop:
 * `node test/escalation-worker.ts URL ORIGIN FACTOR`. It says where it listens, and logs what it does.
 */
import { buildApp } from '../src/app.ts';
import { type Clock, systemClock } from '../src/clock.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';
import { openStorage } from '../src/storage/open.ts';

/** In the time of the clock. A machine that is busy must not be taken for a process that is dead. */
const JOB_LEASE_SECONDS = '90';

const [DATABASE_URL, origin, factor] = process.argv.slice(2);
const config = readConfig({ DATABASE_URL, JOB_LEASE_SECONDS, LOG_FORMAT: 'json' }, false);
const log = createLogger(config);
const storage = await openStorage(config.database, log);

/** So many times as fast, from a moment on that all processes know. */
function fastClock(from: number, times: number): Clock {
  const now = () => from + (Date.now() - from) * times;
  return {
    now,
    setTimer: (at, callback) =>
      systemClock.setTimer(Date.now() + Math.ceil((at - now()) / times), callback),
  };
}

const app = await buildApp({
  config,
  storage,
  clock: fastClock(Number(origin), Number(factor)),
  log,
  jobs: config.jobs,
});
app.addHook('onClose', () => storage.close());
process.once('SIGTERM', () => void app.close());
process.stdout.write(`ready ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
