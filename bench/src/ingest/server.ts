import { buildApp } from '../../../packages/server/src/app.ts';
import { systemClock } from '../../../packages/server/src/clock.ts';
import { readConfig } from '../../../packages/server/src/config.ts';
import { createLogger } from '../../../packages/server/src/logger.ts';
import { openStorage } from '../../../packages/server/src/storage/open.ts';
import type { Message } from '../contenders/serve.ts';

/**
 * The server as it ships, with its defaults, over the database that the command line names, until the
 * process that started it goes. Any message from there asks for the processor time used so far.
 */
const [DATABASE_URL] = process.argv.slice(2);
const config = readConfig({ DATABASE_URL }, false);
const log = createLogger(config);
const storage = await openStorage(config.database, log);
const app = await buildApp({ config, storage, clock: systemClock, log });
const url = await app.listen({ host: '127.0.0.1', port: 0 });
const tell = (message: Message) => process.send?.(message);
process.on('message', () => tell({ cpu: process.cpuUsage() }));
process.on('disconnect', () => process.exit());
tell({ url });
