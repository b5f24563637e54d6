import type { contract } from '@tocsin/contract';
import { changeOf } from '../change.ts';
import { findIncident } from '../incidents/queries.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { known } from '../versions.ts';
import { attemptsAt } from './attempts.ts';
import { createNotification, enqueueDelivery } from './create.ts';
import { tellOf } from './events.ts';
import { listNotifications } from './list.ts';
import { findNotification, notificationOf, updateNotification } from './queries.ts';
import { targetBy, targetOfPerson } from './recipient.ts';
import { hasEnded } from './rules.ts';

export const notificationHandlers: FeatureHandlers<typeof contract.notifications> = {
  notify: ({ input, context, errors }) =>
    context.storage.write(async (writer) => {
      const { incident_id: incidentId, channel, recipient, message } = input;
      const incident =
        incidentId === null
          ? undefined
          : known(await findIncident(writer, incidentId), 'incident', incidentId, errors);
      const target =
        channel === undefined
          ? await targetOfPerson(writer, recipient, incident?.severity)
          : await targetBy(writer, channel, recipient);
      const given = { ...target, incidentId, reason: 'manual', message } as const;
      return notificationOf(await createNotification(writer, given, changeOf(context)));
    }),

  list: ({ input: { cursor, limit, ...filter }, context }) =>
    listNotifications(context.storage, filter, { cursor, limit }),

  ofIncident: async ({ input: { id, cursor, limit, ...filter }, context, errors }) => {
    known(await findIncident(context.storage, id), 'incident', id, errors);
    return listNotifications(context.storage, { ...filter, incident_id: id }, { cursor, limit });
  },

  get: ({ input: { notification_id: id }, context, errors }) =>
    context.storage.snapshot(async (reader) => {
      const found = known(await findNotification(reader, id), 'notification', id, errors);
      return { ...notificationOf(found), attempts: await attemptsAt(reader, id) };
    }),

  resend: ({ input: { notification_id: id }, context, errors }) =>
    context.storage.write(async (writer) => {
      const found = known(await findNotification(writer, id), 'notification', id, errors);
      if (!hasEnded(found)) {
        throw errors.CONFLICT('It has not ended yet: it goes out, or will be tried again.');
      }
      const change = changeOf(context);
      const again = await updateNotification(writer, found, {
        status: 'queued',
        detail: null,
        bundleId: null,
        attemptsBefore: found.attempts,
        resentAt: change.at,
        dueAt: change.at,
        endedAt: null,
      });
      await tellOf(writer, 'notification.resent', again, change, { was: found.status });
      await enqueueDelivery(writer, again, change.at);
      return notificationOf(again);
    }),
};
