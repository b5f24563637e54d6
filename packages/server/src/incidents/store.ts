import type { Incident, IncidentEventType, Note } from '@tocsin/contract';
import { moveAlerts } from '../alerts/of-incident.ts';
import type { Change } from '../change.ts';
import { followIncident } from '../escalations/follow.ts';
import { lookUp } from '../escalations/look-up.ts';
import { incidentLeftOpen, incidentOpened } from '../escalations/start.ts';
import { appendEvent } from '../events/log.ts';
import { forgetAttached } from '../runbook-rules/attached-queries.ts';
import type { Writer } from '../storage/storage.ts';
import {
  deleteIncident,
  insertIncident,
  insertNote,
  type PlacedIncident,
  updateIncident,
} from './queries.ts';
import type { IncidentFields } from './rules.ts';
import { indexIncident, unindexIncident } from './search.ts';
import { reschedule } from './snooze-job.ts';
import { noteTimes } from './times.ts';
import { recount } from './totals.ts';

/**
 * Stores a new incident with all that hangs on it: who is on call for it, totals, search, the event log
 * and its escalation.
 */
export async function storeNew(
  writer: Writer,
  given: IncidentFields,
  change: Change,
): Promise<Incident> {
  const lookedUp = await lookUp(writer, given, change.at);
  const fields = { ...given, assignedTo: lookedUp.assignedTo };
  const position = await insertIncident(writer, fields);
  await recount(writer, undefined, fields);
  noteTimes(writer, undefined, fields);
  await tell(writer, 'incident.created', fields.id, change, {});
  await incidentOpened(writer, fields, change, lookedUp);
  // Last: a savepoint before it has nothing of the index to write.
  await indexIncident(writer, { ...fields, notes: [], position });
  return { ...fields, notes: [] };
}

/** Stores an incident as it is now in place of `before`. */
export async function storeRevised(
  writer: Writer,
  before: PlacedIncident,
  revised: { incident: IncidentFields; type: IncidentEventType; changes: object },
  change: Change,
): Promise<Incident> {
  const { position, notes } = before;
  await updateIncident(writer, revised.incident);
  await recount(writer, before, revised.incident);
  await indexIncident(writer, { ...revised.incident, notes, position });
  await reschedule(writer, before, revised.incident.snoozedUntil, change.at);
  noteTimes(writer, before, revised.incident);
  await tell(writer, revised.type, before.id, change, revised.changes);
  await followIncident(writer, before, revised.incident, change);
  return { ...revised.incident, notes };
}

/** Stores an incident with one note more. */
export async function storeNoted(
  writer: Writer,
  before: PlacedIncident,
  { fields, note }: { fields: IncidentFields; note: Note },
  change: Change,
): Promise<Incident> {
  const { position } = before;
  const notes = [...before.notes, note];
  await updateIncident(writer, fields);
  await insertNote(writer, before.id, note);
  await indexIncident(writer, { ...fields, notes, position });
  await tell(writer, 'incident.note_added', before.id, change, {}, { note_id: note.id });
  return { ...fields, notes };
}

/** Removes an incident; what happened to it stays in the event log. */
export async function storeDeleted(
  writer: Writer,
  before: PlacedIncident,
  change: Change,
): Promise<void> {
  await deleteIncident(writer, before.id);
  await forgetAttached(writer, before.id);
  await recount(writer, before, undefined);
  await unindexIncident(writer, before.position);
  await reschedule(writer, before, null, change.at);
  // Nobody can look up its service any more.
  await tell(writer, 'incident.deleted', before.id, change, {}, { service: before.service });
  await incidentLeftOpen(writer, before.id, change, 'deleted');
}

/** Stores an incident that goes on in another: its alerts move there, and both tell of it. */
export async function storeMerged(
  writer: Writer,
  before: PlacedIncident,
  { into, ...revised }: Parameters<typeof storeRevised>[2] & { into: string },
  change: Change,
): Promise<Incident> {
  const after = await storeRevised(writer, before, revised, change);
  const alerts = await moveAlerts(writer, before.id, into);
  await tell(writer, 'incident.absorbed', into, change, {}, { merged_id: before.id, alerts });
  return after;
}

async function tell(
  writer: Writer,
  type: IncidentEventType,
  entityId: string,
  { actor, at }: Change,
  changes: object,
  more: object = {},
): Promise<void> {
  const data = { changes, ...more };
  await appendEvent(writer, { type, entity: 'incident', entityId, actor, at, data });
}
