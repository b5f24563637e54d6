import * as z from 'zod';
import { Id, ifVersion, line, readOnly, Timestamp } from './fields.ts';
import { pageInput, pageOf } from './page.ts';
import { mutation, query } from './procedure.ts';
import { TimeZone } from './time-zone.ts';

export const personName = line(100);
const name = personName.describe(
  'What people call them, each by another name: schedules and incidents have people by it.',
);
const email = z.email().max(254).nullable().describe('`null` is none.');
const timeZone = TimeZone.describe('Where they are.');

/** Somebody who can be on call. */
export const Person = z
  .object({
    id: Id,
    name,
    email,
    timeZone,
    createdAt: Timestamp,
    updatedAt: Timestamp,
    version: z.int().positive().describe('Raised by each change; over REST it is the ETag.'),
  })
  .meta({ id: 'Person' });
export type Person = z.output<typeof Person>;

const id = Id.describe("The person's id.");
const serverSet = readOnly('createdAt', 'updatedAt', 'version');

const example: Person = {
  id: '019a9a54-6c00-7000-8000-0000000000d1',
  name: 'Mara Lindqvist',
  email: 'mara@example.com',
  timeZone: 'Europe/Berlin',
  createdAt: '2026-03-01T08:00:00.000Z',
  updatedAt: '2026-03-01T08:00:00.000Z',
  version: 1,
};
const fields = { name: example.name, email: example.email, timeZone: example.timeZone };
const later = { ...example, version: 2, updatedAt: '2026-03-02T09:30:00.000Z' };

export const people = {
  list: query({
    summary: 'List people',
    description: 'By their names.',
    rest: { method: 'GET', path: '/people', page: true },
    input: z.strictObject({
      name: personName.optional().describe('Only the one who is called so.'),
      ...pageInput,
    }),
    output: pageOf(Person),
    example: {
      input: {},
      output: { items: [example], nextCursor: null, total: 1, totalRelation: 'eq' },
    },
  }),
  create: mutation({
    summary: 'Add a person',
    description:
      'Schedules that have the name already mean this person from now on. CONFLICT: somebody ' +
      'else is called so.',
    rest: {
      method: 'POST',
      path: '/people',
      status: 201,
      location: '/people/{id}',
      versioned: true,
    },
    input: z.strictObject({
      name,
      email: email.default(null),
      timeZone: timeZone.default('UTC'),
      ...readOnly('id'),
      ...serverSet,
    }),
    output: Person,
    errors: ['CONFLICT'],
    example: { input: fields, output: example },
  }),
  get: query({
    summary: 'Get one person',
    rest: { method: 'GET', path: '/people/{id}', versioned: true },
    input: z.strictObject({ id }),
    output: Person,
    errors: ['NOT_FOUND'],
    example: { input: { id: example.id }, output: example },
  }),
  replace: mutation({
    summary: 'Replace a person',
    description:
      'An e-mail address or a time zone that is left out becomes none, or UTC. A new name is ' +
      'written into every schedule and override that has the old one. CONFLICT: somebody else ' +
      'is called so.',
    rest: { method: 'PUT', path: '/people/{id}', versioned: true },
    input: z.strictObject({
      id,
      name,
      email: email.default(null),
      timeZone: timeZone.default('UTC'),
      ifVersion,
      ...serverSet,
    }),
    output: Person,
    errors: ['NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED'],
    example: { input: { id: example.id, ...fields }, output: later },
  }),
  update: mutation({
    summary: 'Change some fields of a person',
    description:
      'What is left out stays. A new name is written into every schedule and override that has ' +
      'the old one. CONFLICT: somebody else is called so.',
    rest: { method: 'PATCH', path: '/people/{id}', versioned: true },
    input: z.strictObject({
      id,
      name: name.optional(),
      email: email.optional(),
      timeZone: timeZone.optional(),
      ifVersion,
      ...serverSet,
    }),
    output: Person,
    errors: ['NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED'],
    example: {
      input: { id: example.id, timeZone: 'America/New_York' },
      output: { ...later, timeZone: 'America/New_York' },
    },
  }),
  delete: mutation({
    summary: 'Delete a person',
    description: 'CONFLICT: a schedule, or an override that is not over, has them.',
    rest: { method: 'DELETE', path: '/people/{id}', status: 204 },
    input: z.strictObject({ id, ifVersion }),
    output: z.object({}),
    errors: ['NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED'],
    example: { input: { id: example.id }, output: {} },
  }),
};
