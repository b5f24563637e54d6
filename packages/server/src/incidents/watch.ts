import type { contract, IncidentChange } from '@tocsin/contract';
import type * as z from 'zod';
import type { Context } from '../context.ts';
import { type EventRow, lastSeq } from '../events/log.ts';
import type { Tracked } from '../transport/implement.ts';
import { incidentsById } from './queries.ts';

type WatchInput = z.output<typeof contract.incidents.watch.input>;

/**
 * The changes of incidents as they come. The first item has an id too, so a connection that is
 * lost before anything happens resumes where it began.
 */
export async function* watchIncidents(
  { incidentId, lastEventId }: WatchInput,
  { storage, feed }: Context,
  signal: AbortSignal,
): AsyncGenerator<Tracked<IncidentChange>> {
  const newest = await lastSeq(storage);
  // An id from behind the end is one of another database: there is nothing to resume from.
  const start = lastEventId === undefined ? newest : Math.min(Number(lastEventId), newest);
  yield { id: String(start), data: { type: 'watch.started', seq: start } };
  for await (const events of feed.after(
    { entity: 'incident', entityId: incidentId },
    start,
    signal,
  )) {
    const ids = [...new Set(events.map((event) => event.entityId))];
    const now = await incidentsById(storage, ids);
    for (const event of events) {
      yield { id: String(event.seq), data: changeOf(event, now.get(event.entityId) ?? null) };
    }
  }
}

/** Safe: rows of the entity `incident` are written by `store.ts` alone, with these types. */
function changeOf(
  { type, seq, at, actor, entityId, data }: EventRow,
  incident: Extract<IncidentChange, { incident: unknown }>['incident'],
): IncidentChange {
  const changes = data['changes'];
  return { type, seq, at, actor, incidentId: entityId, changes, incident } as IncidentChange;
}
