import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { documented, type DocumentedOperation, faultsOf, type Parameter } from './document.ts';
import { placeholders } from './procedures.ts';

const bodyOf = ({ requestBody }: DocumentedOperation) => requestBody?.content['application/json'];

const inQuery = documented.filter(({ method }) => ['get', 'delete'].includes(method));
const withBody = documented.filter(
  ({ operation, procedure }) => operation.requestBody && !procedure.rest.rawBody,
);
const withRawBody = documented.filter(({ procedure }) => procedure.rest.rawBody !== undefined);
const queryOf = ({ parameters = [] }: DocumentedOperation): Parameter[] =>
  parameters.filter(({ in: place }) => place === 'query');

/** For each parameter of a query there is one among these that the contract takes. */
const samples = [
  'seq',
  '1042',
  'firing',
  'waiting',
  'running',
  'open',
  'P1',
  '2026-03-01',
  '-createdAt',
  'manual',
  'console',
  'failed',
  'week',
  1,
];

describe.each(documented)('$name', ({ path, operation, procedure }) => {
  test('takes each field in one place, and no others', () => {
    const parameters = operation.parameters ?? [];
    const places = parameters.map(({ name, in: place }) => `${place} ${name}`);
    expect(new Set(places).size).toBe(places.length);
    const query = queryOf(operation).map(({ name }) => name);
    const { rawBody, headers = {} } = procedure.rest;
    const body = rawBody ? [rawBody] : Object.keys(bodyOf(operation)?.schema.properties ?? {});
    const inHeaders = parameters.flatMap(({ name, in: place }) =>
      place === 'header' ? Object.keys(headers).filter((field) => headers[field] === name) : [],
    );
    const inPath = placeholders(path);
    const fields = [...query, ...body, ...inHeaders].filter((name) => !inPath.includes(name));
    expect(fields).toEqual(
      Object.keys(procedure.input.shape).filter(
        (name) => name !== 'ifVersion' && !inPath.includes(name),
      ),
    );
  });

  test('has required path parameters whose example fits', () => {
    for (const parameter of operation.parameters ?? []) {
      const isNeeded =
        procedure.input.shape[parameter.name]?.safeParse(undefined).success === false;
      expect(parameter.required ?? false).toBe(parameter.in === 'path' || isNeeded);
      if (parameter.in !== 'path') continue;
      const example = procedure.example.input[parameter.name];
      expect(example).toBeDefined();
      expect(faultsOf(parameter.schema, example)).toEqual([]);
      expect(parameter.description).toMatch(/\S/);
    }
  });
});

describe.each(inQuery)('the query of $name', ({ operation, procedure }) => {
  const parameters = queryOf(operation);
  const example = procedure.example.input;

  test('has no body beside it', () => {
    expect(operation.requestBody).toBeUndefined();
  });

  test('takes lists where the contract takes one or several, and only there', () => {
    for (const { name, schema } of parameters) {
      const field = procedure.input.shape[name] as z.ZodType;
      expect(
        samples.some((value) => field.safeParse(value).success),
        name,
      ).toBe(true);
      const takesSeveral = samples.some((value) => field.safeParse([value]).success);
      expect(schema.type === 'array', name).toBe(takesSeveral);
    }
  });

  test('takes the example of the contract', () => {
    for (const { name, schema } of parameters.filter(({ name }) => name in example)) {
      const value = example[name];
      const written = schema.type === 'array' && !Array.isArray(value) ? [value] : value;
      expect(faultsOf(schema, written), name).toEqual([]);
    }
  });

  test('refuses what the contract refuses', () => {
    for (const { name, schema } of parameters) {
      const field = procedure.input.shape[name] as z.ZodType;
      for (const bad of [{}, [[]], [{}], null]) {
        expect(field.safeParse(bad).success, name).toBe(false);
        expect(faultsOf(schema, bad), name).not.toEqual([]);
      }
    }
  });
});

describe.each(withBody)('the body of $name', ({ path, operation, procedure }) => {
  const { requestBody } = operation;
  const body = bodyOf(operation);
  const schema = body?.schema ?? {};
  const shown = body?.example as Record<string, unknown>;

  test('is JSON, and may be left out only if nothing in it is required', () => {
    expect(Object.keys(requestBody?.content ?? {})).toEqual(['application/json']);
    expect(requestBody?.required).toBe((schema.required ?? []).length > 0);
  });

  test('is shown by an example that fits, which is that of the contract', () => {
    expect(faultsOf(schema, shown)).toEqual([]);
    const inPath = Object.fromEntries(
      placeholders(path).map((name) => [name, procedure.example.input[name]]),
    );
    expect({ ...inPath, ...shown }).toEqual(procedure.example.input);
  });

  test('lets no unknown field in', () => {
    expect(schema['additionalProperties']).toBe(false);
    expect(faultsOf(schema, { ...shown, nosuchField: 1 })).not.toEqual([]);
  });

  test('requires what the contract requires', () => {
    for (const name of Object.keys(shown)) {
      const { [name]: _, ...without } = shown;
      const input = { ...(procedure.example.input as object), [name]: undefined };
      const isRequired = !procedure.input.safeParse(input).success;
      expect(faultsOf(schema, without).length > 0, name).toBe(isRequired);
    }
  });
});

describe.each(withRawBody)('the body of $name', ({ operation, procedure }) => {
  const body = bodyOf(operation);
  const shown = body?.example as Record<string, unknown>;

  test('is JSON, must be there, and may have fields that nobody knows', () => {
    expect(operation.requestBody?.required).toBe(true);
    expect(Object.keys(operation.requestBody?.content ?? {})).toEqual(['application/json']);
    expect(faultsOf(body?.schema ?? {}, { ...shown, nosuchField: 1 })).toEqual([]);
  });

  test('is shown by an example that fits, which is the text of that of the contract', () => {
    expect(faultsOf(body?.schema ?? {}, shown)).toEqual([]);
    const text = procedure.example.input[procedure.rest.rawBody ?? ''];
    expect(shown).toEqual(JSON.parse(String(text)));
  });
});

describe('a resource that was read may be sent back whole, says the document', () => {
  const wholes = withBody.filter(({ method }) => ['put', 'patch'].includes(method));

  test.each(wholes)('to $name', ({ path, operation }) => {
    const read = documented.find((other) => other.method === 'get' && other.path === path);
    const whole = read?.procedure.example.output;
    expect(whole).toBeDefined();
    expect(faultsOf(bodyOf(operation)?.schema ?? {}, whole)).toEqual([]);
  });
});
