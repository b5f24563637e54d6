import { asItIs, type Channel } from './channel.ts';

/** One structured log line. */
export const consoleChannel: Channel = {
  faultOf: () => undefined,
  escape: asItIs,
  async send({ id, incidentId, recipient, text }, { log }) {
    const said = { notification_id: id, incident_id: incidentId, channel: 'console', recipient };
    log.info({ ...said, message: text }, 'notification');
    return { outcome: 'delivered', detail: 'Logged.' };
  },
};
