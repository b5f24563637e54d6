import * as z from 'zod';
import { Id, ifVersion, Moment, readOnly } from './fields.ts';
import { pageInput, pageOf } from './page.ts';
import { personName } from './people.ts';
import { mutation, query } from './procedure.ts';
import {
  Calendar,
  exampleSchedule as example,
  exampleShift,
  LayerInput,
  Schedule,
  scheduleMembers as members,
  scheduleName,
  team,
  timeZone,
} from './schedule.ts';

const id = Id.describe("The schedule's id.");
const layers = z.array(LayerInput).max(10).describe('Each comes before those in front of it.');
const name = scheduleName.optional().describe("What it is called; the team's name if left out.");
const serverSet = readOnly('createdAt', 'updatedAt', 'version');

const later = { ...example, version: 2, updatedAt: '2026-03-02T09:30:00.000Z' };
const byId = { id: example.id };
const simple = { team: example.team, members: example.members };
const week = { from: '2026-03-02T08:00:00.000Z', to: '2026-03-03T08:00:00.000Z' };

export const schedules = {
  list: query({
    summary: 'List schedules',
    description: 'By their teams.',
    rest: { method: 'GET', path: '/schedules', page: true },
    input: z.strictObject({ ...pageInput }),
    output: pageOf(Schedule),
    example: {
      input: {},
      output: { items: [example], nextCursor: null, total: 1, totalRelation: 'eq' },
    },
  }),
  create: mutation({
    summary: 'Make a schedule',
    description: 'A team and its members are enough. CONFLICT: the team has one already.',
    rest: {
      method: 'POST',
      path: '/schedules',
      status: 201,
      location: '/schedules/{id}',
      versioned: true,
    },
    input: z.strictObject({
      team,
      name,
      timeZone: timeZone.default('UTC'),
      members: members.default([]),
      layers: layers.default([]),
      ...readOnly('id'),
      ...serverSet,
    }),
    output: Schedule,
    errors: ['CONFLICT'],
    example: {
      input: simple,
      output: { ...example, name: example.team, timeZone: 'UTC', layers: [] },
    },
  }),
  get: query({
    summary: 'Get one schedule',
    rest: { method: 'GET', path: '/schedules/{id}', versioned: true },
    input: z.strictObject({ id }),
    output: Schedule,
    errors: ['NOT_FOUND'],
    example: { input: byId, output: example },
  }),
  replace: mutation({
    summary: 'Replace a schedule',
    description:
      'Members and layers that are left out become none, the time zone UTC. Its overrides stay. ' +
      'CONFLICT: the team has another schedule.',
    rest: { method: 'PUT', path: '/schedules/{id}', versioned: true },
    input: z.strictObject({
      id,
      team,
      name,
      timeZone: timeZone.default('UTC'),
      members: members.default([]),
      layers: layers.default([]),
      ifVersion,
      ...serverSet,
    }),
    output: Schedule,
    errors: ['NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED'],
    example: {
      input: { ...byId, ...simple },
      output: { ...later, name: example.team, timeZone: 'UTC', layers: [] },
    },
  }),
  update: mutation({
    summary: 'Change some fields of a schedule',
    description:
      'What is left out stays; `members` and `layers` are replaced whole. CONFLICT: the team has ' +
      'another schedule.',
    rest: { method: 'PATCH', path: '/schedules/{id}', versioned: true },
    input: z.strictObject({
      id,
      team: team.optional(),
      name: scheduleName.optional(),
      timeZone: timeZone.optional(),
      members: members.optional(),
      layers: layers.optional(),
      ifVersion,
      ...serverSet,
    }),
    output: Schedule,
    errors: ['NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED'],
    example: {
      input: { ...byId, members: ['Mara Lindqvist'] },
      output: { ...later, members: ['Mara Lindqvist'] },
    },
  }),
  delete: mutation({
    summary: 'Delete a schedule and its overrides',
    rest: { method: 'DELETE', path: '/schedules/{id}', status: 204 },
    input: z.strictObject({ id, ifVersion }),
    output: z.object({}),
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: { input: byId, output: {} },
  }),
  shifts: query({
    summary: 'Say who is on call during a time, and when nobody is',
    rest: { method: 'GET', path: '/schedules/{id}/shifts' },
    input: z.strictObject({
      id,
      from: Moment.optional().describe('Now, if left out.'),
      to: Moment.optional().describe('At most 366 days after `from`; 28 days, if left out.'),
    }),
    output: Calendar,
    errors: ['NOT_FOUND'],
    example: {
      input: { ...byId, ...week },
      output: {
        scheduleId: example.id,
        ...week,
        shifts: [
          exampleShift,
          {
            ...exampleShift,
            start: '2026-03-02T16:00:00.000Z',
            end: '2026-03-03T08:00:00.000Z',
            member: 'Mara Lindqvist',
            source: 'members',
            layer: null,
          },
        ],
        gaps: [],
      },
    },
  }),
  calendar: query({
    summary: 'Export who is on call as iCalendar, to subscribe to',
    description:
      'RFC 5545, in UTC. A shift keeps its `UID` and is whole, even where it goes beyond the ends.',
    rest: {
      method: 'GET',
      path: '/schedules/{id}/calendar.ics',
      mediaType: 'text/calendar; charset=utf-8',
    },
    input: z.strictObject({
      id,
      member: personName.optional().describe('Only the shifts of this one.'),
      from: Moment.optional().describe('7 days ago, if left out.'),
      to: Moment.optional().describe('At most 366 days after `from`; 90 days, if left out.'),
    }),
    output: z.string(),
    errors: ['NOT_FOUND'],
    example: {
      input: { ...byId, ...week },
      output: 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…\r\nEND:VCALENDAR',
    },
  }),
};
