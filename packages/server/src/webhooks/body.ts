import type { Incident } from '@tocsin/contract';
import { incidentOf } from '../events/about.ts';
import { type EventRow, eventsAfter } from '../events/log.ts';
import { incidentsById } from '../incidents/queries.ts';
import type { Reader } from '../storage/storage.ts';

/** The incidents that events are about, as they are, by their ids. */
export async function incidentsOf(
  reader: Reader,
  events: readonly EventRow[],
): Promise<Map<string, Incident>> {
  const ids = new Set(events.map(incidentOf).filter((id) => id !== null));
  if (ids.size === 0) return new Map();
  return incidentsById(reader, [...ids]);
}

/** What is posted of an event. Of an incident that has been deleted there is `null`. */
export function bodyOf(
  id: string,
  { type, seq, at, entity, entityId, actor, data }: EventRow,
  incident: Incident | null | undefined,
): string {
  return JSON.stringify({ id, type, seq, at, entity, entityId, actor, data, incident });
}

/** Of which service an event is, though its incident may be gone. */
export async function serviceOf(
  reader: Reader,
  event: EventRow,
  incident: Incident | undefined,
): Promise<string | undefined> {
  if (incident) return incident.service;
  const { service } = event.data;
  if (typeof service === 'string') return service;
  const entityId = incidentOf(event);
  if (entityId === null) return undefined;
  const deleted = { types: ['incident.deleted'], entity: 'incident', entityId };
  const [last] = await eventsAfter(reader, deleted, 0, 1);
  const said = last?.data['service'];
  return typeof said === 'string' ? said : undefined;
}
