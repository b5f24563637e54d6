import * as z from 'zod';
import { Id, ifVersion, line, readOnly, text, Timestamp } from './fields.ts';
import { incidentRunbooks } from './incident-runbooks.ts';
import { pageInput, pageOf } from './page.ts';
import { mutation, query } from './procedure.ts';

const Tag = line(50);
const title = line(200).describe('What it is called.');
const tags = z.array(Tag).max(20).describe('Words to find it by.');
const content = text(200_000).describe('Markdown.');

/** What to do when something breaks, as Markdown. */
export const Runbook = z
  .object({
    id: Id,
    title,
    tags,
    content,
    createdAt: Timestamp,
    updatedAt: Timestamp,
    version: z
      .int()
      .positive()
      .describe('Raised by each change; also the number of its newest revision.'),
  })
  .meta({ id: 'Runbook' });
export type Runbook = z.output<typeof Runbook>;

/** A runbook as it stood at one time. */
export const RunbookRevision = z
  .object({
    revision: z.int().positive().describe('1 is the first.'),
    title,
    tags,
    content,
    savedAt: Timestamp,
    savedBy: z.string().describe('Who saved it.'),
  })
  .meta({ id: 'RunbookRevision' });
export type RunbookRevision = z.output<typeof RunbookRevision>;

const id = Id.describe("The runbook's id.");
const serverSet = readOnly('createdAt', 'updatedAt', 'version');

const example: Runbook = {
  id: '019a9a54-6c00-7000-8000-0000000000b1',
  title: 'PostgreSQL connections exhausted',
  tags: ['database', 'postgresql'],
  content: '## When to use\n\nClients fail with `too many clients already`.\n',
  createdAt: '2026-03-01T08:00:00.000Z',
  updatedAt: '2026-03-01T08:00:00.000Z',
  version: 1,
};
const fields = { title: example.title, tags: example.tags, content: example.content };

export const runbooks = {
  list: query({
    summary: 'List runbooks',
    description: 'The last changed first; with `q` those come first that have it in the title.',
    rest: { method: 'GET', path: '/runbooks', page: true },
    input: z.strictObject({
      q: z
        .string()
        .max(200)
        .optional()
        .describe('Words of the title, tags or content, in any order; beginnings of words do.'),
      tag: Tag.optional().describe('Only those with this tag.'),
      ...pageInput,
    }),
    output: pageOf(Runbook),
    example: {
      input: { q: 'postgres conn', tag: 'database' },
      output: { items: [example], nextCursor: null, total: 1, totalRelation: 'eq' },
    },
  }),
  create: mutation({
    summary: 'Write a runbook',
    rest: {
      method: 'POST',
      path: '/runbooks',
      status: 201,
      location: '/runbooks/{id}',
      versioned: true,
    },
    input: z.strictObject({
      title,
      tags: tags.default([]),
      content: content.default(''),
      ...readOnly('id', 'createdAt', 'updatedAt', 'version'),
    }),
    output: Runbook,
    example: { input: fields, output: example },
  }),
  get: query({
    summary: 'Get one runbook',
    rest: { method: 'GET', path: '/runbooks/{id}', versioned: true },
    input: z.strictObject({ id }),
    output: Runbook,
    errors: ['NOT_FOUND'],
    example: { input: { id: example.id }, output: example },
  }),
  replace: mutation({
    summary: 'Replace a runbook',
    description: 'Tags and content that are left out become empty. The old text stays a revision.',
    rest: { method: 'PUT', path: '/runbooks/{id}', versioned: true },
    input: z.strictObject({
      id,
      title,
      tags: tags.default([]),
      content: content.default(''),
      ifVersion,
      ...serverSet,
    }),
    output: Runbook,
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: {
      input: { id: example.id, ...fields },
      output: { ...example, version: 2, updatedAt: '2026-03-02T09:30:00.000Z' },
    },
  }),
  update: mutation({
    summary: 'Change some fields of a runbook',
    description: 'What is left out stays. The old text stays a revision.',
    rest: { method: 'PATCH', path: '/runbooks/{id}', versioned: true },
    input: z.strictObject({
      id,
      title: title.optional(),
      tags: tags.optional(),
      content: content.optional(),
      ifVersion,
      ...serverSet,
    }),
    output: Runbook,
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: {
      input: { id: example.id, tags: ['database'] },
      output: { ...example, tags: ['database'], version: 2, updatedAt: '2026-03-02T09:30:00.000Z' },
    },
  }),
  delete: mutation({
    summary: 'Delete a runbook and its revisions',
    description: 'Its rules go with it. Incidents that have it keep the revision that they have.',
    rest: { method: 'DELETE', path: '/runbooks/{id}', status: 204 },
    input: z.strictObject({ id, ifVersion }),
    output: z.object({}),
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: { input: { id: example.id }, output: {} },
  }),
  revisions: query({
    summary: 'List what a runbook has been, the newest first',
    rest: { method: 'GET', path: '/runbooks/{id}/revisions', page: true },
    input: z.strictObject({ id, ...pageInput }),
    output: pageOf(RunbookRevision),
    errors: ['NOT_FOUND'],
    example: {
      input: { id: example.id },
      output: {
        items: [{ revision: 1, ...fields, savedAt: example.createdAt, savedBy: 'anonymous' }],
        nextCursor: null,
        total: 1,
        totalRelation: 'eq',
      },
    },
  }),
  ...incidentRunbooks,
};
