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
import { reading } from './incident-detail.ts';
import { closed, later, lifecycle } from './incident-lifecycle.ts';
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
  'alertCount',
  'alerts',
  'version',
  'changed',
);
const ignoredNotes = readOnly('notes');
const alias = assignedTo.optional().describe('Another name of `assignedTo`.');

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
      assignedTo: assignedTo.optional(),
      assigned_to: alias,
      status: StatusInput.default('open'),
      ...readOnly('id'),
      ...ignoredNotes,
      ...serverSet,
    }),
    output: Incident,
    example: {
      input: { title: example.title, severity: 'critical', service: example.service },
      output: example,
    },
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
      ...ignoredNotes,
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
      'What is left out stays. Text in `notes` is added as a note, in the same change. CONFLICT: the ' +
      'status would go backward; `reopen` is the way back.',
    rest: { method: 'PATCH', path: '/incidents/{id}', versioned: true },
    input: z.strictObject({
      id,
      title: title.optional(),
      severity: SeverityInput.optional(),
      service: service.optional(),
      assignedTo: assignedTo.optional(),
      assigned_to: alias,
      status: StatusInput.optional(),
      notes: z
        .union([noteText, z.array(z.unknown()), z.null()])
        .optional()
        .describe('Text is a new note, by `anonymous`. The notes as they were read are ignored.'),
      ifVersion,
      ...serverSet,
    }),
    output: Incident,
    errors: ['NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED'],
    example: {
      input: { ...byId, status: 'in_progress', notes: 'Looking into this.' },
      output: { ...later, phase: 'in_progress' },
    },
  }),
  ...reading,
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
  ...lifecycle,
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
