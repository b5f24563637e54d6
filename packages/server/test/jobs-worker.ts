/**
 * A process that runs errands until it is told to stop: `node test/jobs-worker.ts URL LEASE_SECONDS`.
 * Each errand tells on standard output that it has begun and ended, works for `n` milliseconds, and
 * writes both into the event log.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { buildApp } from '../src/app.ts';
import { systemClock, timestamp } from '../src/clock.ts';
import { readConfig } from '../src/config.ts';
import { appendEvent } from '../src/events/log.ts';
import { handleJob } from '../src/jobs/job.ts';
import { createLogger } from '../src/logger.ts';
import { openStorage } from '../src/storage/open.ts';
import type { Writer } from '../src/storage/storage.ts';
import { errand } from './errand.ts';

const [DATABASE_URL, JOB_LEASE_SECONDS] = process.argv.slice(2);
const config = readConfig({ DATABASE_URL, JOB_LEASE_SECONDS, LOG_LEVEL: 'warn' }, false);
const log = createLogger(config);
const storage = await openStorage(config.database, log);

const handler = handleJob(
  { ...errand, maxAttempts: 50 },
  async ({ id, data, attempt, write, finish }) => {
    const tell = (type: string) => (writer: Writer) =>
      appendEvent(writer, {
        type,
        entity: 'errand',
        entityId: id,
        actor: String(process.pid),
        at: timestamp(Date.now()),
        data: { attempt },
      });
    await write(tell('began'));
    process.stdout.write(`began ${id} ${attempt}\n`);
    await sleep(data.n);
    await finish(tell('ended'));
    process.stdout.write(`ended ${id} ${attempt}\n`);
  },
);

const app = await buildApp({
  config,
  storage,
  clock: systemClock,
  log,
  jobs: config.jobs,
  handlers: [handler],
});
app.addHook('onClose', () => storage.close());
process.once('SIGTERM', () => void app.close());
await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write('ready\n');
