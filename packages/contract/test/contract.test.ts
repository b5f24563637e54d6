import { initTRPC } from '@trpc/server';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { contract, errorVocabulary, type Procedure, type RestBinding } from '../src/index.ts';
import { placeholders, procedures } from './procedures.ts';

const bound = procedures.flatMap(({ name, procedure }) =>
  procedure.rest ? [{ name, procedure, rest: procedure.rest }] : [],
);
const boundWith = (wanted: (rest: RestBinding) => boolean) =>
  bound.filter(({ rest }) => wanted(rest));

/** A field of the output, where that is an object. */
const fieldOf = ({ output }: Procedure, name: string): unknown =>
  output instanceof z.ZodObject ? output.shape[name] : undefined;

const requiredOf = ({ input }: Procedure): readonly string[] =>
  z.toJSONSchema(input, { io: 'input' }).required ?? [];

describe('the contract', () => {
  test('binds no method and path twice', () => {
    const places = bound.map(
      ({ rest }) =>
        `${rest.method} ${rest.atRoot ? '' : '/api/v1'}${rest.path.replace(/\{\w+\}/g, '{}')}`,
    );
    expect(places.toSorted()).toEqual([...new Set(places)].toSorted());
  });

  test('says each summary once', () => {
    const summaries = procedures.map(({ procedure }) => procedure.summary);
    expect(summaries.length).toBe(new Set(summaries).size);
  });

  test('makes a router that tRPC takes: no name is reserved', () => {
    const t = initTRPC.create();
    const build = () =>
      Object.fromEntries(
        Object.entries(contract).map(([feature, group]) => [
          feature,
          t.router(
            Object.fromEntries(
              Object.keys(group).map((name) => [name, t.procedure.query(() => name)]),
            ),
          ),
        ]),
      );
    expect(() => t.router(build())).not.toThrow();
  });
});

/** Taken by promises and functions, by what tRPC's clients put beside procedures, or by objects. */
const takenNames = `
  then catch finally call apply bind
  client useUtils useContext Provider query mutate subscribe
  constructor prototype toString valueOf toJSON name length arguments
`.split(/\s+/);

describe.each(procedures)('$name', ({ name, procedure }) => {
  const { kind, summary, description, rest, input, output, errors, example } = procedure;

  test('has a name that every client can call', () => {
    for (const part of name.split('.')) {
      expect(part).toMatch(/^[a-z][a-zA-Z0-9]*$/);
      expect(takenNames).not.toContain(part);
    }
  });

  test('is summed up in one line without a full stop', () => {
    expect(summary).toMatch(/^[A-Z][^\n]{5,80}[^.\s]$/);
    if (description !== undefined) expect(description).toMatch(/^\S[^]*[.`]$/);
  });

  test('declares known errors, each once, and no failure of the server itself', () => {
    expect(Object.keys(errorVocabulary)).toEqual(expect.arrayContaining([...errors]));
    expect(new Set(errors).size).toBe(errors.length);
    expect(errors).not.toContain('INTERNAL_SERVER_ERROR');
  });

  test('is shown by an input that it takes', () => {
    expect(input.safeParse(example.input)).toMatchObject({ success: true });
  });

  test('is shown by an output that is just what it answers', () => {
    expect(output.parse(example.output)).toStrictEqual(example.output);
  });

  test('is shown by plain JSON', () => {
    expect(JSON.parse(JSON.stringify(example))).toStrictEqual(example);
  });

  test('can be described as JSON Schema', () => {
    expect(z.toJSONSchema(input, { io: 'input' })).toMatchObject({ type: 'object' });
    expect(() => z.toJSONSchema(output, { io: 'output' })).not.toThrow();
  });

  test('refuses fields that it does not know', () => {
    const parsed = input.safeParse({ ...example.input, nosuchField: 1 });
    expect(parsed.error?.issues).toMatchObject([
      { code: 'unrecognized_keys', keys: ['nosuchField'] },
    ]);
  });

  test('says that its guard may refuse', () => {
    expect(errors.includes('PRECONDITION_FAILED')).toBe('ifVersion' in input.shape);
  });

  test('is bound to REST by a method of its kind; only a subscription need not be', () => {
    if (rest === undefined) expect(kind).toBe('subscription');
    else expect(rest.method === 'GET').toBe(kind !== 'mutation');
  });

  test('is resumed by the id of an item just where it is a subscription', () => {
    expect('lastEventId' in input.shape).toBe(kind === 'subscription');
    if (kind !== 'subscription') return;
    const resumes = (lastEventId: unknown) =>
      input.safeParse({ ...example.input, lastEventId }).success;
    for (const id of [undefined, '0', '1042']) expect(resumes(id)).toBe(true);
    for (const id of ['', '-1', 'x', 1042, null, '9'.repeat(16)]) expect(resumes(id)).toBe(false);
  });
});

describe.each(bound)('$name over REST', ({ procedure, rest }) => {
  const { input, output, errors } = procedure;

  test('has a path of plain words and fields', () => {
    expect(rest.path).toMatch(/^(\/([a-z][a-z0-9-]*|\{[a-z]\w*\}))+(\.[a-z]+)?$/);
    const names = placeholders(rest.path);
    expect(new Set(names).size).toBe(names.length);
  });

  test('takes what its path holds, as required text', () => {
    for (const name of placeholders(rest.path)) {
      expect(requiredOf(procedure)).toContain(name);
      expect(input.shape[name]).toBeInstanceOf(z.ZodString);
    }
  });

  test('says that what its path, or a query for a team, names may not be there', () => {
    const asksForTeam = rest.method === 'GET' && requiredOf(procedure).includes('team');
    const speaksOfIncident = rest.method === 'POST' && 'incident_id' in input.shape;
    const names = asksForTeam || speaksOfIncident || placeholders(rest.path).length > 0;
    expect(errors.includes('NOT_FOUND')).toBe(names);
  });

  test('answers an ETag just where the output has a version number', () => {
    const isNumber = fieldOf(procedure, 'version') instanceof z.ZodNumber;
    expect(rest.versioned ?? false).toBe(isNumber);
  });

  test('answers a page just where the output is one', () => {
    const fields = output instanceof z.ZodObject ? Object.keys(output.shape) : [];
    expect(rest.page ?? false).toBe(fields.includes('items'));
  });

  test('is text, or a stream, just where it says so', () => {
    const isStream = procedure.kind === 'subscription';
    expect(rest.mediaType === 'text/event-stream').toBe(isStream);
    expect(rest.mediaType !== undefined).toBe(isStream || output instanceof z.ZodString);
  });

  test('has a raw body just where it says what that looks like', () => {
    expect(rest.rawBody !== undefined).toBe(procedure.rawBody !== undefined);
    if (rest.rawBody === undefined) return;
    expect(input.shape[rest.rawBody]).toBeInstanceOf(z.ZodString);
    expect(input.safeParse({ ...procedure.example.input, [rest.rawBody]: '' }).success).toBe(true);
    const shown = JSON.parse(String(procedure.example.input[rest.rawBody])) as object;
    expect(procedure.rawBody?.safeParse(shown)).toMatchObject({ success: true });
    expect(procedure.rawBody?.safeParse({ ...shown, nosuchField: 1 }).success).toBe(true);
  });

  test('takes text from headers, and needs none of them', () => {
    for (const [field, header] of Object.entries(rest.headers ?? {})) {
      expect(header).toMatch(/^[A-Z][a-z]*(-[A-Z][a-z]*)*$/);
      expect(input.shape[field]).toBeDefined();
      expect(requiredOf(procedure)).not.toContain(field);
      const taken = input.safeParse({ ...procedure.example.input, [field]: '1' });
      expect(taken.success, field).toBe(true);
    }
  });

  test('has failures of its own only as statuses that its output can name', () => {
    for (const [word, status] of Object.entries(rest.statusOf ?? {})) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(JSON.stringify(z.toJSONSchema(output))).toContain(JSON.stringify(word));
    }
  });

  test('answers deletions with 204, and nothing else', () => {
    expect(rest.status === 204).toBe(rest.method === 'DELETE');
    if (rest.status === 204) expect(procedure.example.output).toEqual({});
  });

  test('says where a creation is found, and besides only where accepted work is', () => {
    if (rest.status !== 202) expect(rest.location !== undefined).toBe(rest.status === 201);
  });
});

const changes = ({ method, rawBody }: RestBinding) =>
  ['PUT', 'PATCH', 'DELETE'].includes(method) && !rawBody;

test.each(boundWith(changes))(
  '$name can be guarded against lost updates',
  ({ procedure: { input } }) => {
    const parse = (ifVersion: unknown) =>
      z.object({ ifVersion: input.shape['ifVersion'] as z.ZodType }).safeParse({ ifVersion });
    for (const version of [undefined, 0, 7]) expect(parse(version).success).toBe(true);
    for (const version of [-1, 1.5, '7', null]) expect(parse(version).success).toBe(false);
  },
);

test.each(boundWith(({ location }) => location !== undefined))(
  '$name points to a place that is there, by fields of its output',
  ({ procedure, rest }) => {
    const location = rest.location ?? '/';
    for (const name of placeholders(location)) {
      expect(fieldOf(procedure, name)).toBeInstanceOf(z.ZodString);
    }
    const readable = boundWith(({ method }) => method === 'GET').map(({ rest: { path } }) => path);
    expect(readable).toContain(location);
  },
);

describe.each(boundWith(({ page }) => page === true))('$name is paged', ({ procedure }) => {
  const parse = (fields: object) =>
    procedure.input.safeParse({ ...procedure.example.input, ...fields });

  test('with the items, where the next page begins, and how many there are', () => {
    const { output } = procedure;
    expect(output).toBeInstanceOf(z.ZodObject);
    expect(Object.keys((output as z.ZodObject).shape)).toEqual([
      'items',
      'nextCursor',
      'total',
      'totalRelation',
    ]);
  });

  test('100 at a time, or as many as asked for, up to 500', () => {
    expect(parse({}).data).toMatchObject({ limit: 100 });
    expect(parse({ limit: 1 }).data).toMatchObject({ limit: 1 });
    expect(parse({ limit: 500 }).data).toMatchObject({ limit: 500 });
    for (const limit of [0, -1, 501, 2.5, '10', null]) {
      expect(parse({ limit }).success, `limit ${limit}`).toBe(false);
    }
  });

  test('by an opaque cursor of bounded length', () => {
    expect(parse({ cursor: 'eyJwIjoxfQ' }).success).toBe(true);
    expect(parse({ cursor: 'a'.repeat(1001) }).success).toBe(false);
  });
});

describe('a resource that was read may be sent back whole', () => {
  const { incidents, people, runbooks, schedules } = contract;
  const features = { incidents, people, runbooks, schedules };

  test.each(
    Object.entries(features).flatMap(([feature, group]) =>
      (['create', 'replace', 'update'] as const).map((name) => ({
        name: `${feature}.${name}`,
        input: group[name].input as z.ZodObject,
        read: group.get.example.output,
      })),
    ),
  )('to $name', ({ input, read }) => {
    expect(input.safeParse(read).error?.issues ?? []).toEqual([]);
  });
});

test.each(procedures)('$name answers plain JSON, which tRPC sends as it is', ({ procedure }) => {
  // It throws for dates, maps, sets, bigints and the like.
  expect(() => z.toJSONSchema(procedure.output, { io: 'output' })).not.toThrow();
});
