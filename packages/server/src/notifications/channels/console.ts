import type { Log } from '../../context.ts';
import { messageOf } from '../../jobs/rules.ts';
import { asItIs, type Channel } from './channel.ts';

/** One structured log line. */
export const consoleChannel: Channel = {
  faultOf: () => undefined,
  escape: asItIs,
  async send({ id, incidentId, recipient, text }, { log }) {
    const said = { notification_id: id, incident_id: incidentId, channel: 'console', recipient };
    log.info({ ...said, message: text }, 'notification');
    try {
      await written(log);
    } catch (error) {
      return { outcome: 'retry', detail: `The log is not written: ${messageOf(error)}` };
    }
    return { outcome: 'delivered', detail: 'Logged.' };
  },
};

/** Lines wait in memory for others, and a process that dies takes them along. */
const written = (log: Log): Promise<void> =>
  new Promise((resolve, reject) => {
    if (!log.flush) return resolve();
    log.flush((error) => (error && !isOfNoDisk(error) ? reject(error) : resolve()));
  });

/** It is written, and then what is no file cannot be asked to keep it. */
const isOfNoDisk = (error: NodeJS.ErrnoException): boolean => error.syscall === 'fsync';
