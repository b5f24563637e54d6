import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Contract, mutation, query, subscription } from '../src/index.ts';
import { documentOf, type DocumentedOperation } from './document.ts';

const Thing = z.object({ id: z.string(), size: z.int() }).meta({ id: 'Thing' });
const thing = { id: 'a', size: 1 };

/** The document of one procedure. */
function operationOf(procedure: Contract[string][string]): DocumentedOperation {
  const document = documentOf({ things: { one: procedure } });
  const [path] = Object.values(document.paths);
  const [operation] = Object.values(path ?? {});
  if (!operation) throw new Error('The document is empty.');
  return operation;
}

/** The parameters of a GET by their names, without what they share. */
function parametersOf(path: `/${string}`, input: z.ZodObject, example: Record<string, unknown>) {
  const { parameters = [] } = operationOf(
    query({
      summary: 'Find a thing',
      rest: { method: 'GET', path },
      input,
      output: Thing,
      example: { input: example, output: thing },
    }),
  );
  return Object.fromEntries(parameters.map(({ name, ...rest }) => [name, rest]));
}

describe('query parameters', () => {
  test('keep their own types, though they travel as text', () => {
    const input = z.strictObject({
      deep: z.boolean().default(false),
      size: z.int().min(1).optional(),
      word: z.string().max(5).optional().describe('What to find.'),
    });
    expect(parametersOf('/things', input, {})).toMatchObject({
      deep: { in: 'query', schema: { type: 'boolean', default: false } },
      size: { in: 'query', schema: { type: 'integer', minimum: 1 } },
      word: {
        in: 'query',
        description: 'What to find.',
        schema: { type: 'string', maxLength: 5 },
      },
    });
  });

  test('are required where the contract requires them', () => {
    const input = z.strictObject({ word: z.string(), size: z.int().optional() });
    const { word, size } = parametersOf('/things', input, { word: 'a' });
    expect(word?.required).toBe(true);
    expect(size?.required ?? false).toBe(false);
  });

  test('that take several values are lists, named or not', () => {
    const Colour = z.enum(['red', 'blue']).meta({ id: 'Colour' });
    const input = z.strictObject({
      colour: z.union([Colour, z.array(Colour).min(1)]).optional(),
      tags: z.array(z.string()).optional().describe('All of these.'),
    });
    expect(parametersOf('/things', input, {})).toMatchObject({
      colour: {
        schema: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Colour' } },
      },
      tags: { description: 'All of these.', schema: { type: 'array', items: { type: 'string' } } },
    });
  });
});

test('path parameters are required, and described by their own schema', () => {
  const input = z.strictObject({ id: z.string().max(9).describe('Which.'), at: z.iso.date() });
  const example = { id: 'a', at: '2026-03-01' };
  expect(parametersOf('/things/{id}/days/{at}', input, example)).toMatchObject({
    id: { in: 'path', required: true, description: 'Which.', schema: { maxLength: 9 } },
    at: { in: 'path', required: true, schema: { format: 'date' } },
  });
});

test('accepted work answers 202 with its content', () => {
  const { responses } = operationOf(
    mutation({
      summary: 'Run a thing',
      rest: { method: 'POST', path: '/things/{id}/runs', status: 202 },
      input: z.strictObject({ id: z.string(), note: z.string().optional() }),
      output: Thing,
      errors: ['TOO_MANY_REQUESTS'],
      example: { input: { id: 'a' }, output: thing },
    }),
  );
  expect(responses['202']?.content?.['application/json']).toMatchObject({
    schema: { $ref: '#/components/schemas/Thing' },
    example: thing,
  });
  expect(responses).toHaveProperty('429');
  expect(responses).not.toHaveProperty('200');
});

test('a body without required fields may be left out', () => {
  const { requestBody } = operationOf(
    mutation({
      summary: 'Run a thing',
      rest: { method: 'POST', path: '/things/{id}/runs' },
      input: z.strictObject({ id: z.string(), note: z.string().optional() }),
      output: Thing,
      example: { input: { id: 'a', note: 'b' }, output: thing },
    }),
  );
  expect(requestBody).toMatchObject({
    required: false,
    content: { 'application/json': { example: { note: 'b' } } },
  });
});

test('a subscription that is bound is a stream: its schema is that of one item', () => {
  const { parameters = [], responses } = operationOf(
    subscription({
      summary: 'Watch things',
      rest: { method: 'GET', path: '/things', mediaType: 'text/event-stream' },
      input: z.strictObject({ lastEventId: z.string().optional() }),
      output: Thing,
      example: { input: {}, output: thing },
    }),
  );
  expect(parameters.map(({ in: place, name }) => `${place} ${name}`)).toEqual([
    'query lastEventId',
    'header Last-Event-ID',
  ]);
  expect(Object.keys(responses['200']?.content ?? {})).toEqual(['text/event-stream']);
  expect(responses['200']?.content?.['text/event-stream']).toMatchObject({
    schema: { $ref: '#/components/schemas/Thing' },
    example: thing,
  });
  expect(responses['200']?.description).toMatch(/server-sent events/i);
});

test('a subscription that is not bound is on the other wire only', () => {
  expect(
    documentOf({
      things: {
        watch: {
          kind: 'subscription',
          summary: 'Watch things',
          input: z.strictObject({}),
          output: Thing,
          errors: [],
          example: { input: {}, output: thing },
        },
      },
    }).paths,
  ).toEqual({});
});
