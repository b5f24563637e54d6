import type { EscalationEnd } from '@tocsin/contract';
import type { Change } from '../change.ts';
import type { IncidentFields } from '../incidents/rules.ts';
import type { Writer } from '../storage/storage.ts';
import { pauseEscalation, resumeEscalation } from './pause.ts';
import { incidentLeftOpen, incidentReopened } from './start.ts';

/** The escalation of an incident follows what becomes of that, in the same change. */
export async function followIncident(
  writer: Writer,
  before: IncidentFields,
  after: IncidentFields,
  change: Change,
): Promise<void> {
  const { id } = after;
  const wasOpen = before.phase === 'open';
  const isOpen = after.phase === 'open';
  if (wasOpen && !isOpen) return incidentLeftOpen(writer, id, change, endOf(after));
  if (!wasOpen && isOpen) return incidentReopened(writer, after, change);
  const [wasSnoozed, isSnoozed] = [before, after].map((one) => one.snoozedUntil !== null);
  if (wasSnoozed === isSnoozed) return undefined;
  return isSnoozed ? pauseEscalation(writer, id, change) : resumeEscalation(writer, id, change);
}

function endOf({ phase, mergedInto }: IncidentFields): EscalationEnd {
  if (mergedInto !== null) return 'merged';
  return phase === 'resolved' ? 'resolved' : 'acknowledged';
}
