import type { contract, Incident, Note, Page, TimelineEntry } from '@tocsin/contract';
import type * as z from 'zod';
import { listEvents } from '../events/list.ts';
import type { EventRow } from '../events/log.ts';
import type { Reader } from '../storage/storage.ts';

type TimelineInput = z.output<typeof contract.incidents.timeline.input>;

/** One page of what the event log has about an incident, with the notes that it speaks of. */
export async function timelineOf(
  reader: Reader,
  { id, notes }: Pick<Incident, 'id' | 'notes'>,
  { sort, cursor, limit }: TimelineInput,
): Promise<Page<TimelineEntry>> {
  const page = await listEvents(reader, { incidentId: id, sort, cursor, limit });
  return { ...page, items: page.items.map((event) => ({ ...event, note: noteOf(event, notes) })) };
}

/** Events from before they named their note have its time. */
function noteOf({ type, at, data }: EventRow, notes: readonly Note[]): Note | null {
  if (type !== 'incident.note_added') return null;
  const { note_id: id } = data;
  const isIt = (note: Note) => (id === undefined ? note.timestamp === at : note.id === id);
  return notes.find(isIt) ?? null;
}
