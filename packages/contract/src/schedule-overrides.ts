import * as z from 'zod';
import { Id, ifVersion, Moment, readOnly, text, Timestamp } from './fields.ts';
import { author } from './incident.ts';
import { pageInput, pageOf } from './page.ts';
import { personName } from './people.ts';
import { mutation, query } from './procedure.ts';
import { exampleSchedule } from './schedule.ts';

const member = personName.describe('Who is on call instead.');
const reason = text(1000).describe('Why; may be empty.');
const onTop = z
  .boolean()
  .default(false)
  .describe('Even where another override is: of two that overlap the later one counts.');

/** Somebody who is on call from one time to another, whatever the rotations say. */
export const ScheduleOverride = z
  .object({
    id: Id,
    scheduleId: Id,
    member,
    start: Timestamp,
    end: Timestamp,
    reason,
    createdBy: author.describe('Who says so.'),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    version: z.int().positive().describe('Raised by each change; over REST it is the ETag.'),
  })
  .meta({ id: 'ScheduleOverride' });
export type ScheduleOverride = z.output<typeof ScheduleOverride>;

const scheduleId = Id.describe("The schedule's id.");
const id = Id.describe("The override's id.");
const end = Moment.describe('After `start`, by at most 366 days.');

const example: ScheduleOverride = {
  id: '019a9a54-6c00-7000-8000-0000000000f1',
  scheduleId: exampleSchedule.id,
  member: 'Mara Lindqvist',
  start: '2026-03-04T08:00:00.000Z',
  end: '2026-03-04T16:00:00.000Z',
  reason: 'Jonas is at the dentist',
  createdBy: 'Jonas Weber',
  createdAt: '2026-03-02T09:00:00.000Z',
  updatedAt: '2026-03-02T09:00:00.000Z',
  version: 1,
};
const later = { ...example, version: 2, updatedAt: '2026-03-03T09:00:00.000Z' };
const byId = { scheduleId: example.scheduleId, id: example.id };

export const overrides = {
  list: query({
    summary: 'List the overrides of a schedule',
    description: 'By when they start.',
    rest: { method: 'GET', path: '/schedules/{scheduleId}/overrides', page: true },
    input: z.strictObject({
      scheduleId,
      from: Moment.optional().describe('Only those that are not over at this moment.'),
      to: Moment.optional().describe('Only those that start before this moment.'),
      ...pageInput,
    }),
    output: pageOf(ScheduleOverride),
    errors: ['NOT_FOUND'],
    example: {
      input: { scheduleId: example.scheduleId, from: '2026-03-02' },
      output: { items: [example], nextCursor: null, total: 1, totalRelation: 'eq' },
    },
  }),
  create: mutation({
    summary: 'Put somebody on call for a time',
    description:
      'Of several callers at once one wins. CONFLICT: there is another override at that time; ' +
      'change that one, or say `onTop`.',
    rest: {
      method: 'POST',
      path: '/schedules/{scheduleId}/overrides',
      status: 201,
      location: '/schedules/{scheduleId}/overrides/{id}',
      versioned: true,
    },
    input: z.strictObject({
      scheduleId,
      member,
      start: Moment.optional().describe('Now, if left out.'),
      end,
      reason: reason.default(''),
      createdBy: author.default('anonymous').describe('Who says so.'),
      onTop,
      ...readOnly('id', 'createdAt', 'updatedAt', 'version'),
    }),
    output: ScheduleOverride,
    errors: ['NOT_FOUND', 'CONFLICT'],
    example: {
      input: {
        scheduleId: example.scheduleId,
        member: example.member,
        start: '2026-03-04T09:00:00+01:00',
        end: '2026-03-04T17:00:00+01:00',
        reason: example.reason,
        createdBy: example.createdBy,
      },
      output: example,
    },
  }),
  get: query({
    summary: 'Get one override',
    rest: { method: 'GET', path: '/schedules/{scheduleId}/overrides/{id}', versioned: true },
    input: z.strictObject({ scheduleId, id }),
    output: ScheduleOverride,
    errors: ['NOT_FOUND'],
    example: { input: byId, output: example },
  }),
  update: mutation({
    summary: 'Change some fields of an override',
    description:
      'What is left out stays. CONFLICT: there is another override at that time; say `onTop`, or ' +
      'change that one.',
    rest: { method: 'PATCH', path: '/schedules/{scheduleId}/overrides/{id}', versioned: true },
    input: z.strictObject({
      scheduleId,
      id,
      member: member.optional(),
      start: Moment.optional(),
      end: end.optional(),
      reason: reason.optional(),
      onTop,
      ifVersion,
      ...readOnly('createdBy', 'createdAt', 'updatedAt', 'version'),
    }),
    output: ScheduleOverride,
    errors: ['NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED'],
    example: {
      input: { ...byId, end: '2026-03-04T12:00:00.000Z' },
      output: { ...later, end: '2026-03-04T12:00:00.000Z' },
    },
  }),
  delete: mutation({
    summary: 'Delete an override',
    rest: { method: 'DELETE', path: '/schedules/{scheduleId}/overrides/{id}', status: 204 },
    input: z.strictObject({ scheduleId, id, ifVersion }),
    output: z.object({}),
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: { input: byId, output: {} },
  }),
};
