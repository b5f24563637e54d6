import type { Change } from '../change.ts';
import { appendEvent } from '../events/log.ts';
import type { Writer } from '../storage/storage.ts';

export type AlertEventType = 'alert.received' | 'alert.repeated' | 'alert.resolved';

/** Tells the event log what happened to an alert, in the transaction in which it happens. */
export function tellOfAlert(
  writer: Writer,
  type: AlertEventType,
  alert: { id: string; incidentId: string },
  { actor, at }: Change,
  data: Record<string, unknown> = {},
): Promise<void> {
  return appendEvent(writer, {
    type,
    entity: 'alert',
    entityId: alert.id,
    actor,
    at,
    data: { incident_id: alert.incidentId, ...data },
  });
}
