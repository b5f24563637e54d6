import * as z from 'zod';
import { Id, ifVersion, Moment, oneOrMany, readOnly } from './fields.ts';
import {
  assignedTo,
  author,
  exampleIncident as example,
  Incident,
  IncidentChange,
  noteText,
  service,
  SeverityInput,
  StatusInput,
  title,
} from './incident.ts';
import { pageInput, pageOf } from './page.ts';
import { mutation, query, subscription } from './procedure.ts';

export const incidentSorts = [
  '-createdAt',
  'createdAt',
  '-updatedAt',
  'updatedAt',
  'severity',
  'relevance',
] as const;

/** The filters of a list, without its paging. */
const filters = {
  q: z
    .string()
    .max(200)
    .optional()
    .describe('Words of the title, service or notes, in any order; beginnings of words do.'),
  status: oneOrMany(StatusInput).optional(),
  severity: oneOrMany(SeverityInput).optional(),
  service: oneOrMany(service).optional(),
  assignedTo: oneOrMany(assignedTo.unwrap()).optional(),
  from: Moment.optional().describe('Created at this moment or later.'),
  to: Moment.optional().describe('Created before this moment.'),
};

const id = Id.describe("The incident's id.");
const serverSet = readOnly(
  'number',
  'phase',
  'createdAt',
  'updatedAt',
  'acknowledgedAt',
  'resolvedAt',
  'mttaSeconds',
  'mttrSeconds',
  'snoozedUntil',
  'mergedInto',
  'notes',
  'version',
  'changed',
);

const Changed = Incident.extend({
  changed: z.boolean().describe('`false`: it was so already, and nothing was done.'),
});
const later = { ...example, version: 4, updatedAt: '2026-03-01T08:10:00.000Z' };
const closed = {
  ...later,
  status: 'Closed' as const,
  phase: 'resolved' as const,
  resolvedAt: later.updatedAt,
  mttrSeconds: 600,
};
const byId = { id: example.id };

export const incidents = {
  list: query({
    summary: 'List incidents',
    description:
      'The newest first. With `q` the order is `relevance`: those that have every word in the ' +
      'title, then the rest, the newest first in each. Filters narrow together; several values ' +
      'of one filter widen. A cursor belongs to the filters and the sort it came with.',
    rest: { method: 'GET', path: '/incidents', page: true },
    input: z.strictObject({
      ...filters,
      sort: z
        .enum(incidentSorts)
        .optional()
        .describe('`-` is descending. `relevance` (default with `q`), else `-createdAt`.'),
      ...pageInput,
    }),
    output: pageOf(Incident),
    example: {
      input: { q: 'checkout 500', status: 'Open', severity: ['P1', 'high'] },
      output: { items: [example], nextCursor: null, total: 1, totalRelation: 'eq' },
    },
  }),
  create: mutation({
    summary: 'Open an incident',
    rest: {
      method: 'POST',
      path: '/incidents',
      status: 201,
      location: '/incidents/{id}',
      versioned: true,
    },
    input: z.strictObject({
      title,
      severity: SeverityInput,
      service,
      assignedTo: assignedTo.default(null),
      status: StatusInput.default('open'),
      ...readOnly('id'),
      ...serverSet,
    }),
    output: Incident,
    example: {
      input: { title: example.title, severity: 'critical', service: example.service },
      output: example,
    },
  }),
  get: query({
    summary: 'Get one incident',
    rest: { method: 'GET', path: '/incidents/{id}', versioned: true },
    input: z.strictObject({ id }),
    output: Incident,
    errors: ['NOT_FOUND'],
    example: { input: byId, output: example },
  }),
  replace: mutation({
    summary: 'Replace an incident',
    description:
      'Takes an incident as it was read, changed where wanted. Its notes and its read-only ' +
      'fields are ignored; `assignedTo` left out is nobody, `status` left out stays. ' +
      'CONFLICT: the status would go backward; `reopen` is the way back.',
    rest: { method: 'PUT', path: '/incidents/{id}', versioned: true },
    input: z.strictObject({
      id,
      title,
      severity: SeverityInput,
      service,
      assignedTo: assignedTo.default(null),
      status: StatusInput.optional(),
      ifVersion,
      ...serverSet,
    }),
    output: Incident,
    errors: ['NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED'],
    example: {
      input: { ...byId, title: example.title, severity: 'P2', service: example.service },
      output: { ...later, severity: 'P2', assignedTo: null },
    },
  }),
  update: mutation({
    summary: 'Change some fields of an incident',
    description:
      'What is left out stays. CONFLICT: the status would go backward; `reopen` is the way back.',
    rest: { method: 'PATCH', path: '/incidents/{id}', versioned: true },
    input: z.strictObject({
      id,
      title: title.optional(),
      severity: SeverityInput.optional(),
      service: service.optional(),
      assignedTo: assignedTo.optional(),
      status: StatusInput.optional(),
      ifVersion,
      ...serverSet,
    }),
    output: Incident,
    errors: ['NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED'],
    example: {
      input: { ...byId, status: 'in_progress', assignedTo: 'Jonas Weber' },
      output: { ...later, phase: 'in_progress', assignedTo: 'Jonas Weber' },
    },
  }),
  delete: mutation({
    summary: 'Delete an incident and its notes',
    rest: { method: 'DELETE', path: '/incidents/{id}', status: 204 },
    input: z.strictObject({ id, ifVersion }),
    output: z.object({}),
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: { input: byId, output: {} },
  }),
  addNote: mutation({
    summary: 'Add a note to an incident',
    rest: {
      method: 'POST',
      path: '/incidents/{id}/notes',
      status: 201,
      location: '/incidents/{id}',
      versioned: true,
    },
    input: z.strictObject({
      id,
      text: noteText,
      author: author.default('anonymous'),
      ...readOnly('timestamp'),
    }),
    output: Incident,
    errors: ['NOT_FOUND'],
    example: {
      input: { ...byId, author: 'Mara Lindqvist', text: 'Rolled back; errors are falling.' },
      output: later,
    },
  }),
  close: mutation({
    summary: 'Close an incident',
    description: 'Closing a closed incident changes nothing, and `changed` says so.',
    rest: { method: 'POST', path: '/incidents/{id}/close', versioned: true },
    input: z.strictObject({ id, ifVersion }),
    output: Changed,
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: { input: byId, output: { ...closed, changed: true } },
  }),
  reopen: mutation({
    summary: 'Reopen an incident',
    description: 'Reopening an open incident changes nothing, and `changed` says so.',
    rest: { method: 'POST', path: '/incidents/{id}/reopen', versioned: true },
    input: z.strictObject({ id, ifVersion }),
    output: Changed,
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: { input: byId, output: { ...later, phase: 'open', changed: true } },
  }),
  watch: subscription({
    summary: 'Watch incidents change',
    description:
      'Sends `watch.started`, then each change once, in order. Each item has an id; a client ' +
      'that comes back with the last one it saw (stock tRPC clients do) misses nothing.',
    input: z.strictObject({
      incidentId: Id.optional().describe('Only the changes of this one.'),
      lastEventId: z
        .string()
        .regex(/^\d{1,15}$/, 'Must be the id of an item of this subscription')
        .optional()
        .describe('Resume after this item.'),
    }),
    output: IncidentChange,
    example: {
      input: {},
      output: {
        type: 'incident.resolved',
        seq: 1042,
        at: closed.updatedAt,
        actor: 'anonymous',
        incidentId: example.id,
        changes: { phase: { from: 'acknowledged', to: 'resolved' } },
        incident: closed,
      },
    },
  }),
};
