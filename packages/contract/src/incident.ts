import * as z from 'zod';
import { filledText, Id, line, Timestamp } from './fields.ts';

export const severities = ['P1', 'P2', 'P3', 'P4'] as const;
export const Severity = z.enum(severities).meta({ id: 'Severity' });
export type Severity = z.output<typeof Severity>;

const severityOf = {
  P1: 'P1',
  P2: 'P2',
  P3: 'P3',
  P4: 'P4',
  critical: 'P1',
  high: 'P2',
  medium: 'P3',
  low: 'P4',
} as const satisfies Record<string, Severity>;
const severityWords = Object.keys(severityOf) as (keyof typeof severityOf)[];

/** Both vocabularies. The words mean P1 to P4; any other word is an error. */
export const SeverityInput = z
  .enum(severityWords)
  .meta({ id: 'SeverityInput' })
  .transform((word): Severity => severityOf[word]);

/** In the order in which an incident passes them. */
export const phases = ['open', 'acknowledged', 'in_progress', 'resolved'] as const;
export const Phase = z.enum(phases).meta({ id: 'Phase' });
export type Phase = z.output<typeof Phase>;

export const Status = z.enum(['Open', 'Closed']).meta({ id: 'Status' });
export type Status = z.output<typeof Status>;

/** Both vocabularies: `Open` is every phase but `resolved`, `Closed` is `resolved`. */
export const StatusInput = z.enum([...Status.options, ...phases]).meta({ id: 'StatusInput' });
export type StatusInput = z.output<typeof StatusInput>;

export const title = line(200).describe('What is wrong, in one line.');
export const service = line(100).describe('The service that has it.');
export const assignedTo = line(100).nullable().describe('Who works on it; `null` is nobody.');
export const author = line(100).describe('Who says it.');
export const noteText = filledText(10_000).describe('Markdown.');

export const Note = z
  .object({ id: Id, timestamp: Timestamp, author, text: noteText })
  .meta({ id: 'Note' });
export type Note = z.output<typeof Note>;

/** Whole milliseconds, as seconds. */
const seconds = z.number().nonnegative().nullable();

/** Something that is wrong and is being worked on. */
export const Incident = z
  .object({
    id: Id,
    number: z.int().positive().describe('Counts up from 1; what people call it by.'),
    title,
    severity: Severity,
    status: Status,
    phase: Phase,
    service,
    assignedTo,
    createdAt: Timestamp,
    updatedAt: Timestamp,
    acknowledgedAt: Timestamp.nullable().describe(
      'The first acknowledgement, or start of work; set once. `null` where it was resolved without.',
    ),
    resolvedAt: Timestamp.nullable().describe('The last resolution; `null` while it is open.'),
    mttaSeconds: seconds.describe('From `createdAt` to `acknowledgedAt`; `null` while that is.'),
    mttrSeconds: seconds.describe('From `createdAt` to `resolvedAt`; `null` while that is.'),
    snoozedUntil: Timestamp.nullable().describe('Until then nobody is to be bothered with it.'),
    mergedInto: Id.nullable().describe(
      'The incident that goes on in its place. That may have been deleted since.',
    ),
    notes: z.array(Note).describe('The oldest first.'),
    version: z.int().positive().describe('Raised by each change; over REST it is the ETag.'),
  })
  .meta({ id: 'Incident' });
export type Incident = z.output<typeof Incident>;

/** What happened to an incident, as the event log names it. */
export const IncidentEventType = z
  .enum([
    'incident.created',
    'incident.updated',
    'incident.acknowledged',
    'incident.started',
    'incident.resolved',
    'incident.reopened',
    'incident.snoozed',
    'incident.unsnoozed',
    'incident.merged',
    'incident.absorbed',
    'incident.note_added',
    'incident.deleted',
  ])
  .meta({ id: 'IncidentEventType' });
export type IncidentEventType = z.output<typeof IncidentEventType>;

/** One item of `incidents.watch`. */
export const IncidentChange = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('watch.started').describe('Sent first: from here on nothing is missed.'),
      seq: z.int().nonnegative(),
    }),
    z.object({
      type: IncidentEventType,
      seq: z.int().nonnegative().describe('Its place in the event log; rises.'),
      at: Timestamp,
      actor: z.string(),
      incidentId: Id,
      changes: z
        .record(z.string(), z.object({ from: z.json(), to: z.json() }))
        .describe('The fields that changed, before and after.'),
      incident: Incident.nullable().describe('As it is now; `null` when it is gone.'),
    }),
  ])
  .meta({ id: 'IncidentChange' });
export type IncidentChange = z.output<typeof IncidentChange>;

export const exampleIncident: Incident = {
  id: '019a9a54-6c00-7000-8000-0000000000a1',
  number: 42,
  title: 'Checkout answers 500 for one request in five',
  severity: 'P1',
  status: 'Open',
  phase: 'acknowledged',
  service: 'checkout-api',
  assignedTo: 'Mara Lindqvist',
  createdAt: '2026-03-01T08:00:00.000Z',
  updatedAt: '2026-03-01T08:06:00.000Z',
  acknowledgedAt: '2026-03-01T08:04:00.000Z',
  resolvedAt: null,
  mttaSeconds: 240,
  mttrSeconds: null,
  snoozedUntil: null,
  mergedInto: null,
  notes: [
    {
      id: '019a9a54-6c00-7000-8000-0000000000c1',
      timestamp: '2026-03-01T08:06:00.000Z',
      author: 'Mara Lindqvist',
      text: 'Errors began with release `2026.9.1`; rolling back.',
    },
  ],
  version: 3,
};
