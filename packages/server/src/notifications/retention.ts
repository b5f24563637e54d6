import type { FastifyInstance } from 'fastify';
import type { Services } from '../context.ts';
import { deleteOld } from '../retention.ts';
import { anyEndedBefore, deleteEndedBefore } from './ended.ts';

/** Deletes old notifications, from when the server listens until it stops. Jobs send the new ones. */
export function forgetOldNotifications(
  app: FastifyInstance,
  { storage, clock, notifier }: Pick<Services, 'storage' | 'clock' | 'notifier'>,
): void {
  const { keepMs } = notifier.options;
  const onTrouble = (err: unknown) => app.log.warn({ err }, 'old notifications are still there');
  let stop = () => {};
  app.addHook('onListen', async () => {
    const parts = { storage, clock, onTrouble };
    stop = deleteOld(parts, [{ keepMs, anyEndedBefore, deleteEndedBefore }]);
  });
  app.addHook('preClose', async () => stop());
}
