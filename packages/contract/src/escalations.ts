import * as z from 'zod';
import {
  Escalation,
  EscalationAnswer,
  EscalationState,
  exampleEscalation as example,
} from './escalation.ts';
import { filledText, Id, oneOrMany } from './fields.ts';
import { service } from './incident.ts';
import { pageInput, pageOf } from './page.ts';
import { personName } from './people.ts';
import { mutation, query } from './procedure.ts';
import { team } from './schedule.ts';

export const escalations = {
  list: query({
    summary: 'List escalations',
    description: 'The last begun first. Filters narrow together; several values of one widen.',
    rest: { method: 'GET', path: '/escalations', page: true },
    input: z.strictObject({
      state: oneOrMany(EscalationState).optional(),
      service: oneOrMany(service).optional(),
      incidentId: Id.optional().describe('Only those of this incident.'),
      ...pageInput,
    }),
    output: pageOf(Escalation),
    example: {
      input: { state: 'running' },
      output: { items: [example], nextCursor: null, total: 1, totalRelation: 'eq' },
    },
  }),
  ofIncident: query({
    summary: 'Get the escalation of an incident',
    description:
      'The last one: an incident that is reopened begins another. NOT_FOUND: there is no such ' +
      'incident, or it has none, for when it was opened neither a policy nor a schedule was for its service.',
    rest: { method: 'GET', path: '/incidents/{id}/escalation' },
    input: z.strictObject({ id: Id.describe("The incident's id.") }),
    output: Escalation,
    errors: ['NOT_FOUND'],
    example: { input: { id: example.incidentId }, output: example },
  }),
  escalate: mutation({
    summary: 'Escalate an incident now',
    description:
      'Pages the next step at once, in place of when its time comes; or, with `to` or `team`, this ' +
      'person, or whoever is on call for that team, and the steps come as they would. An incident that is ' +
      'acknowledged can be escalated too: its next step is paged, and nothing comes after it by itself. ' +
      'CONFLICT: the incident is resolved, no step is left, nothing says whom to page, or nobody ' +
      'could be reached.',
    rest: { method: 'POST', path: '/escalate', status: 202 },
    input: z.strictObject({
      incident_id: Id,
      reason: filledText(2000).optional().describe('Why; it is kept with what was done.'),
      to: personName.optional().describe('Page this person.'),
      team: team.optional().describe('Page whoever is on call for this team.'),
    }),
    output: EscalationAnswer,
    errors: ['NOT_FOUND', 'CONFLICT'],
    example: {
      input: { incident_id: example.incidentId, reason: 'I need help with the database.' },
      output: {
        escalation_id: example.id,
        incident_id: example.incidentId,
        state: 'running',
        step: 1,
        paged: [{ person: 'Jonas Weber', team: null }],
        unreached: [],
        reason: 'I need help with the database.',
        escalated_at: '2026-03-01T08:02:00.000Z',
        next_step_at: '2026-03-01T08:17:00.000Z',
      },
    },
  }),
};
