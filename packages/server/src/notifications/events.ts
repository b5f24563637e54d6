import type { Change } from '../change.ts';
import { appendEvent } from '../events/log.ts';
import type { Writer } from '../storage/storage.ts';
import type { NotificationRow } from './queries.ts';

export type NotificationEventType =
  | 'notification.queued'
  | 'notification.delivered'
  | 'notification.failed'
  | 'notification.cancelled'
  | 'notification.bundled'
  | 'notification.resent';

/** Tells the event log what has become of a notification, in the transaction in which it does. */
export function tellOf(
  writer: Writer,
  type: NotificationEventType,
  row: NotificationRow,
  { actor, at }: Change,
  data: Record<string, unknown> = {},
): Promise<void> {
  const { incidentId, reason, channel, recipient, person } = row;
  return appendEvent(writer, {
    type,
    entity: 'notification',
    entityId: row.id,
    actor,
    at,
    data: { incident_id: incidentId, reason, channel, recipient, person, ...data },
  });
}
