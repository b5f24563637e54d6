import * as z from 'zod';
import { Id, ifVersion, line, readOnly, Timestamp } from './fields.ts';
import { service, Severity, SeverityInput } from './incident.ts';
import { pageInput, pageOf } from './page.ts';
import { mutation, query } from './procedure.ts';

const name = line(100).describe('What it is called.');
const runbookId = Id.describe('The runbook that it attaches.');
const services = z
  .array(service)
  .min(1)
  .max(100)
  .nullable()
  .describe('Of one of these services; `null` is any.');
const severities = z
  .array(SeverityInput)
  .min(1)
  .max(4)
  .nullable()
  .describe('Of one of these severities; `null` is any.');
const words = z
  .array(line(100))
  .min(1)
  .max(50)
  .nullable()
  .describe(
    'With one of these in the title, whole words as search has them: neither case nor accents ' +
      'count; `null` is any.',
  );
const labels = z
  .record(z.string().min(1).max(128), z.string().max(1000))
  .refine(hasEntries, 'Must have a label')
  .nullable()
  .describe('Opened by an alert that has all of these labels; `null` is any incident.');

function hasEntries(record: object): boolean {
  return Object.keys(record).length > 0;
}

/** Which incidents a runbook is for. */
export const RunbookRule = z
  .object({
    id: Id,
    name,
    runbookId,
    services,
    severities: z.array(Severity).nullable().describe('Of one of these; `null` is any.'),
    words,
    labels,
    createdAt: Timestamp,
    updatedAt: Timestamp,
    version: z.int().positive().describe('Raised by each change; over REST it is the ETag.'),
  })
  .meta({ id: 'RunbookRule' });
export type RunbookRule = z.output<typeof RunbookRule>;

const id = Id.describe("The rule's id.");
const serverSet = readOnly('createdAt', 'updatedAt', 'version');

export const exampleRule: RunbookRule = {
  id: '019a9a54-6c00-7000-8000-0000000000f1',
  name: 'Out of database connections',
  runbookId: '019a9a54-6c00-7000-8000-0000000000b1',
  services: null,
  severities: ['P1', 'P2'],
  words: ['postgres', 'connection pool'],
  labels: null,
  createdAt: '2026-03-01T08:00:00.000Z',
  updatedAt: '2026-03-01T08:00:00.000Z',
  version: 1,
};
const fields = {
  name: exampleRule.name,
  runbookId: exampleRule.runbookId,
  severities: exampleRule.severities,
  words: exampleRule.words,
};

/** Rules by which runbooks come to incidents. */
export const runbookRules = {
  list: query({
    summary: 'List the rules by which runbooks are attached',
    description: 'The oldest first, as they are asked.',
    rest: { method: 'GET', path: '/runbook-rules', page: true },
    input: z.strictObject({
      runbookId: Id.optional().describe('Only those of this runbook.'),
      ...pageInput,
    }),
    output: pageOf(RunbookRule),
    example: {
      input: {},
      output: { items: [exampleRule], nextCursor: null, total: 1, totalRelation: 'eq' },
    },
  }),
  create: mutation({
    summary: 'Have a runbook attached to the incidents that it is for',
    description:
      'From now on, when they are opened, by people and by alerts. All conditions that are given ' +
      'must hold, and one must be given. CONFLICT: there are 500 rules already.',
    rest: {
      method: 'POST',
      path: '/runbook-rules',
      status: 201,
      location: '/runbook-rules/{id}',
      versioned: true,
    },
    input: z.strictObject({
      name,
      runbookId,
      services: services.default(null),
      severities: severities.default(null),
      words: words.default(null),
      labels: labels.default(null),
      ...readOnly('id'),
      ...serverSet,
    }),
    output: RunbookRule,
    errors: ['CONFLICT'],
    example: { input: fields, output: exampleRule },
  }),
  get: query({
    summary: 'Get one rule by which a runbook is attached',
    rest: { method: 'GET', path: '/runbook-rules/{id}', versioned: true },
    input: z.strictObject({ id }),
    output: RunbookRule,
    errors: ['NOT_FOUND'],
    example: { input: { id: exampleRule.id }, output: exampleRule },
  }),
  update: mutation({
    summary: 'Change some fields of a rule by which a runbook is attached',
    description: 'What is left out stays. What was attached by it stays attached.',
    rest: { method: 'PATCH', path: '/runbook-rules/{id}', versioned: true },
    input: z.strictObject({
      id,
      name: name.optional(),
      runbookId: runbookId.optional(),
      services: services.optional(),
      severities: severities.optional(),
      words: words.optional(),
      labels: labels.optional(),
      ifVersion,
      ...serverSet,
    }),
    output: RunbookRule,
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: {
      input: { id: exampleRule.id, severities: null },
      output: { ...exampleRule, severities: null, version: 2 },
    },
  }),
  delete: mutation({
    summary: 'Delete a rule by which a runbook is attached',
    description: 'What was attached by it stays attached.',
    rest: { method: 'DELETE', path: '/runbook-rules/{id}', status: 204 },
    input: z.strictObject({ id, ifVersion }),
    output: z.object({}),
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: { input: { id: exampleRule.id }, output: {} },
  }),
};
