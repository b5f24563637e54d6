import { timestamp } from '../clock.ts';
import { findIncident } from '../incidents/queries.ts';
import { waysTo } from '../contacts/ways.ts';
import type { Writer } from '../storage/storage.ts';
import { createNotification } from './create.ts';
import { isPaged } from './queries.ts';
import { urgencyOf } from './rules.ts';

export interface Page {
  incidentId: string;
  /** By name; it need not be the name of a person that is known. */
  person: string;
  reason: 'assigned' | 'escalated' | 'manual';
  /** What the person is called for: once for each. */
  dedupeKey: string;
  /** Now, as the change has it. */
  at: string;
  /** Who calls; the system unless said otherwise. */
  actor?: string;
}

/**
 * Calls somebody to an incident, in the change that is the reason: a notification for each of their
 * notification rules, the delayed ones too. Answers their ids; none when it has been done already. Of an
 * incident that is acknowledged meanwhile, those that have not gone out are cancelled.
 */
export async function page(
  writer: Writer,
  { incidentId, person, reason, dedupeKey, at, actor = 'system' }: Page,
): Promise<string[]> {
  const incident = await findIncident(writer, incidentId);
  if (!incident || (await isPaged(writer, dedupeKey))) return [];
  const ids: string[] = [];
  for (const way of await waysTo(writer, person, urgencyOf(incident.severity))) {
    const { delayMinutes, ...whereTo } = way;
    const dueAt = timestamp(Date.parse(at) + delayMinutes * 60_000);
    const given = { ...whereTo, incidentId, reason, pageKey: dedupeKey, dueAt };
    const { id } = await createNotification(writer, given, { actor, at });
    ids.push(id);
  }
  return ids;
}
