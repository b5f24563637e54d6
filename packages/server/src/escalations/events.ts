import type { Change } from '../change.ts';
import { appendEvent } from '../events/log.ts';
import type { Writer } from '../storage/storage.ts';

export type EscalationEventType =
  | 'escalation.started'
  | 'escalation.paged'
  | 'escalation.nobody_reached'
  | 'escalation.paused'
  | 'escalation.resumed'
  | 'escalation.ended'
  | 'escalation.exhausted'
  | 'escalation.repaired'
  | 'escalation.failed';

/**
 * Tells the event log what happened to an escalation, in the transaction in which it happens. It goes
 * by the id of its incident: that has one at a time, and events where it could have none.
 */
export function tellOfEscalation(
  writer: Writer,
  type: EscalationEventType,
  incidentId: string,
  { actor, at }: Change,
  data: Record<string, unknown>,
): Promise<void> {
  return appendEvent(writer, {
    type,
    entity: 'escalation',
    entityId: incidentId,
    actor,
    at,
    data: { incidentId, ...data },
  });
}
