import * as z from 'zod';
import { Id, ifVersion, Moment } from './fields.ts';
import { assignedTo, exampleIncident as example, Incident } from './incident.ts';
import { mutation } from './procedure.ts';

const id = Id.describe("The incident's id.");

/** What a step of an incident's life answers. */
export const Changed = Incident.extend({
  changed: z.boolean().describe('`false`: it was so already, and nothing was done.'),
});

/** Examples, some minutes after the incident was opened. */
export const later = { ...example, version: 4, updatedAt: '2026-03-01T08:10:00.000Z' };
export const closed = {
  ...later,
  status: 'Closed' as const,
  phase: 'resolved' as const,
  resolvedAt: later.updatedAt,
  mttrSeconds: 600,
};
const snoozedUntil = '2026-03-01T09:00:00.000Z';
const other = '019a9a54-6c00-7000-8000-0000000000a2';
const byId = { id: example.id };

/** No longer than a month: what can wait longer is no incident. */
export const LONGEST_SNOOZE_MINUTES = 30 * 24 * 60;

const errors = ['NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED'] as const;

/** The steps of an incident's life. Each may be taken twice: the second time changes nothing. */
export const lifecycle = {
  acknowledge: mutation({
    summary: 'Acknowledge an incident',
    description:
      'Says that somebody has seen it; the first time is where MTTA ends. One that is acknowledged, ' +
      'or being worked on, stays as it is. It ends a snooze. CONFLICT: it is resolved.',
    rest: { method: 'POST', path: '/incidents/{id}/acknowledge', versioned: true },
    input: z.strictObject({ id, ifVersion }),
    output: Changed,
    errors,
    example: { input: byId, output: { ...example, changed: true } },
  }),
  start: mutation({
    summary: 'Start work on an incident',
    description:
      'Counts as an acknowledgement where there was none. It ends a snooze. CONFLICT: it is resolved.',
    rest: { method: 'POST', path: '/incidents/{id}/start', versioned: true },
    input: z.strictObject({ id, ifVersion }),
    output: Changed,
    errors,
    example: { input: byId, output: { ...later, phase: 'in_progress', changed: true } },
  }),
  resolve: mutation({
    summary: 'Resolve an incident',
    description: 'The same as `close`: MTTR ends here. It ends a snooze.',
    rest: { method: 'POST', path: '/incidents/{id}/resolve', versioned: true },
    input: z.strictObject({ id, ifVersion }),
    output: Changed,
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: { input: byId, output: { ...closed, changed: true } },
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
    description:
      'Reopening an open incident changes nothing, and `changed` says so. One that was merged is its ' +
      'own again; the alerts that moved stay where they are. MTTR is to the resolution to come.',
    rest: { method: 'POST', path: '/incidents/{id}/reopen', versioned: true },
    input: z.strictObject({ id, ifVersion }),
    output: Changed,
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: { input: byId, output: { ...later, phase: 'open', changed: true } },
  }),
  assign: mutation({
    summary: 'Say who works on an incident',
    rest: { method: 'POST', path: '/incidents/{id}/assign', versioned: true },
    input: z.strictObject({ id, assignedTo, ifVersion }),
    output: Changed,
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: {
      input: { ...byId, assignedTo: 'Jonas Weber' },
      output: { ...later, assignedTo: 'Jonas Weber', changed: true },
    },
  }),
  snooze: mutation({
    summary: 'Snooze an incident',
    description:
      'Until a moment, or for so many minutes from now: one of the two, and no longer than 30 days. ' +
      'Snoozing again takes the place of the snooze before. When it is over, `incident.unsnoozed` ' +
      'tells; acknowledging, starting or resolving the incident ends it before. CONFLICT: it is resolved.',
    rest: { method: 'POST', path: '/incidents/{id}/snooze', versioned: true },
    input: z.strictObject({
      id,
      until: Moment.optional().describe('A moment to come.'),
      minutes: z.int().min(1).max(LONGEST_SNOOZE_MINUTES).optional(),
      ifVersion,
    }),
    output: Changed,
    errors,
    example: {
      input: { ...byId, until: '2026-03-01T09:00:00Z' },
      output: { ...later, snoozedUntil, changed: true },
    },
  }),
  unsnooze: mutation({
    summary: 'End the snooze of an incident',
    rest: { method: 'POST', path: '/incidents/{id}/unsnooze', versioned: true },
    input: z.strictObject({ id, ifVersion }),
    output: Changed,
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: { input: byId, output: { ...later, changed: true } },
  }),
  merge: mutation({
    summary: 'Merge an incident into another',
    description:
      'It resolves, and `mergedInto` says where it goes on: its alerts move there, and what would ' +
      'have joined it joins that one. Its notes stay. Neither counts into MTTA or MTTR for it. ' +
      'CONFLICT: it is merged into a third, or the other is itself, merged, or resolved.',
    rest: { method: 'POST', path: '/incidents/{id}/merge', versioned: true },
    input: z.strictObject({ id, into: Id.describe('The incident that goes on.'), ifVersion }),
    output: Changed,
    errors,
    example: {
      input: { ...byId, into: other },
      output: { ...closed, mergedInto: other, changed: true },
    },
  }),
};
