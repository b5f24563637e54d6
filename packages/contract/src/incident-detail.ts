import * as z from 'zod';
import { Alert, exampleAlert } from './alert.ts';
import { LoggedEvent } from './events.ts';
import { Id } from './fields.ts';
import { exampleIncident as example, Incident, Note } from './incident.ts';
import { pageInput, pageOf } from './page.ts';
import { query } from './procedure.ts';

const id = Id.describe("The incident's id.");

/** So many alerts come with an incident; `/incidents/{id}/alerts` has all. */
export const ALERTS_SHOWN = 100;

const alertCount = z.int().nonnegative().describe('How many alerts it has.');

/** One incident, with what a list has no room for. */
export const IncidentDetail = Incident.extend({
  alertCount,
  alerts: z
    .array(Alert)
    .max(ALERTS_SHOWN)
    .describe(`The last received first, at most ${ALERTS_SHOWN}.`),
}).meta({ id: 'IncidentDetail' });
export type IncidentDetail = z.output<typeof IncidentDetail>;

/** How quickly an incident was seen to. */
export const IncidentMetrics = Incident.pick({
  createdAt: true,
  acknowledgedAt: true,
  resolvedAt: true,
  mttaSeconds: true,
  mttrSeconds: true,
})
  .extend({ incidentId: Id, alertCount })
  .meta({ id: 'IncidentMetrics' });
export type IncidentMetrics = z.output<typeof IncidentMetrics>;

/** One entry of the event log that is about an incident. */
export const TimelineEntry = LoggedEvent.extend({
  note: Note.nullable().describe('With `incident.note_added`: the note.'),
}).meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.output<typeof TimelineEntry>;

const byId = { id: example.id };
export const exampleDetail: IncidentDetail = {
  ...example,
  alertCount: 1,
  alerts: [{ ...exampleAlert, incident_id: example.id }],
};

export const reading = {
  get: query({
    summary: 'Get one incident',
    description:
      'With its alerts. Its ETag tells of new alerts too, and behind its `version` in each; an ' +
      '`If-Match` is about the version alone.',
    rest: {
      method: 'GET',
      path: '/incidents/{id}',
      versioned: true,
      taggedBy: ['alertCount', 'alerts'],
    },
    input: z.strictObject({ id }),
    output: IncidentDetail,
    errors: ['NOT_FOUND'],
    example: { input: byId, output: exampleDetail },
  }),
  metrics: query({
    summary: 'Get how quickly an incident was seen to',
    description:
      'MTTA is from its opening to its first acknowledgement, MTTR to its last resolution; each is ' +
      '`null` while that has not come.',
    rest: { method: 'GET', path: '/incidents/{id}/metrics' },
    input: z.strictObject({ id }),
    output: IncidentMetrics,
    errors: ['NOT_FOUND'],
    example: {
      input: byId,
      output: {
        incidentId: example.id,
        createdAt: example.createdAt,
        acknowledgedAt: example.acknowledgedAt,
        resolvedAt: null,
        mttaSeconds: example.mttaSeconds,
        mttrSeconds: null,
        alertCount: 1,
      },
    },
  }),
  timeline: query({
    summary: 'List what happened to an incident',
    description:
      'From the event log, the oldest first: its own steps, its notes with their text, its alerts, ' +
      'and whatever else names it by `incident_id`, such as notifications and escalations.',
    rest: { method: 'GET', path: '/incidents/{id}/timeline', page: true },
    input: z.strictObject({
      id,
      sort: z.enum(['seq', '-seq']).default('seq').describe('`-` is the newest first.'),
      ...pageInput,
    }),
    output: pageOf(TimelineEntry),
    errors: ['NOT_FOUND'],
    example: {
      input: byId,
      output: {
        items: [
          {
            seq: 1043,
            type: 'incident.note_added',
            entity: 'incident',
            entityId: example.id,
            actor: 'anonymous',
            at: '2026-03-01T08:06:00.000Z',
            data: { changes: {}, note_id: '019a9a54-6c00-7000-8000-0000000000c1' },
            note: example.notes[0] ?? null,
          },
        ],
        nextCursor: null,
        total: 1,
        totalRelation: 'eq',
      },
    },
  }),
};
