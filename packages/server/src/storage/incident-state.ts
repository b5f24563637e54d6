import { Phase, Severity, Status } from '@tocsin/contract';
import * as z from 'zod';
import { timed } from '../incidents/rules.ts';
import type { Tables } from './storage.ts';

type Row<Table extends keyof Tables> = Tables[Table]['$inferSelect'];
type NoteState = Pick<Row<'incidentNotes'>, 'id' | 'timestamp' | 'author' | 'text'>;

/** What a state has of incidents. Their totals and search terms follow from it. */
export interface IncidentState {
  incidents: (Row<'incidents'> & { notes: NoteState[] })[];
}

const id = z.string();
const count = z.int();
const time = z.string();

export const incidentState = {
  incidents: z.array(
    z
      .object({
        position: count,
        id,
        number: count,
        title: z.string(),
        severity: Severity,
        service: z.string(),
        status: Status,
        phase: Phase,
        assignedTo: z.string().nullable(),
        createdAt: time,
        updatedAt: time,
        acknowledgedAt: time.nullable(),
        resolvedAt: time.nullable(),
        snoozedUntil: time.nullable().default(null),
        mergedInto: id.nullable().default(null),
        version: count,
        notes: z.array(z.object({ id, timestamp: time, author: z.string(), text: z.string() })),
      })
      .transform(timed),
  ),
};
