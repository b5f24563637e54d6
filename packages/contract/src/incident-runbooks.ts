import * as z from 'zod';
import { Id, ifVersion, text, Timestamp } from './fields.ts';
import { exampleIncident } from './incident.ts';
import { pageInput, pageOf } from './page.ts';
import { mutation, query } from './procedure.ts';

const id = Id.describe("The incident's id.");
const runbookId = Id.describe("The runbook's id.");

/** A runbook that is attached to an incident, as it was when it was. */
export const AttachedRunbook = z
  .object({
    runbookId,
    revision: z.int().positive().describe('Which one it was; the rest is of this revision.'),
    title: z.string(),
    tags: z.array(z.string()),
    content: text(200_000).describe('Markdown.'),
    matchedBy: z
      .union([
        z.literal('manual'),
        z.object({ ruleId: Id, ruleName: z.string().describe('What it was called then.') }),
      ])
      .describe('The rule that attached it, which may be gone; `manual`: somebody did.'),
    attachedAt: Timestamp,
    attachedBy: z.string().describe('Who did, or opened the incident.'),
    isOutdated: z.boolean().describe('The runbook has a newer revision.'),
    isDeleted: z.boolean().describe('The runbook is gone; what was attached stays.'),
  })
  .meta({ id: 'AttachedRunbook' });
export type AttachedRunbook = z.output<typeof AttachedRunbook>;

const example: AttachedRunbook = {
  runbookId: '019a9a54-6c00-7000-8000-0000000000b1',
  revision: 1,
  title: 'PostgreSQL connections exhausted',
  tags: ['database', 'postgresql'],
  content: '## When to use\n\nClients fail with `too many clients already`.\n',
  matchedBy: {
    ruleId: '019a9a54-6c00-7000-8000-0000000000f1',
    ruleName: 'Out of database connections',
  },
  attachedAt: exampleIncident.createdAt,
  attachedBy: 'integration:Main cluster',
  isOutdated: false,
  isDeleted: false,
};
const ids = { id: exampleIncident.id, runbookId: example.runbookId };

/** Runbooks of incidents; part of the feature `runbooks`. */
export const incidentRunbooks = {
  ofIncident: query({
    summary: 'List the runbooks of an incident, as they were when they were attached',
    description: 'Those first that were attached first.',
    rest: { method: 'GET', path: '/incidents/{id}/runbooks', page: true },
    input: z.strictObject({ id, ...pageInput }),
    output: pageOf(AttachedRunbook),
    errors: ['NOT_FOUND'],
    example: {
      input: { id: exampleIncident.id },
      output: { items: [example], nextCursor: null, total: 1, totalRelation: 'eq' },
    },
  }),
  attach: mutation({
    summary: 'Attach a runbook to an incident',
    description:
      'In its newest revision; one that is attached in an older one is brought up to date.',
    rest: { method: 'POST', path: '/incidents/{id}/runbooks' },
    input: z.strictObject({ id, runbookId }),
    output: AttachedRunbook,
    errors: ['NOT_FOUND'],
    example: {
      input: ids,
      output: { ...example, matchedBy: 'manual', attachedBy: 'anonymous' },
    },
  }),
  detach: mutation({
    summary: 'Detach a runbook from an incident',
    description: 'Its version, where one is given, is the revision that is attached.',
    rest: { method: 'DELETE', path: '/incidents/{id}/runbooks/{runbookId}', status: 204 },
    input: z.strictObject({ id, runbookId, ifVersion }),
    output: z.object({}),
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: { input: ids, output: {} },
  }),
};
