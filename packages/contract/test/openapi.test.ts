import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { contract, errorVocabulary } from '../src/index.ts';
import { document, documented, faultsOf } from './document.ts';
import { placeholders } from './procedures.ts';

/** Every `$ref` of the document. */
function references(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === '$ref' ? [String(value)] : references(value),
  );
}

describe('the document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate({ ...structuredClone(document) })).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('has each schema that it refers to, and no other', () => {
    const names = new Set(references(document));
    const known = Object.keys(document.components.schemas).map(
      (name) => `#/components/schemas/${name}`,
    );
    expect([...names].filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !names.has(name))).toEqual([]);
  });

  test('has an operation for each procedure that is bound to REST, and no other', () => {
    const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids.toSorted()).toEqual(documented.map(({ name }) => name).toSorted());
  });

  test('lists its tags, one for each feature', () => {
    expect(document.tags.map(({ name }) => name)).toEqual(Object.keys(contract));
  });

  test('says nothing of what runs behind the API', () => {
    expect(JSON.stringify(document)).not.toMatch(/trpc-to-openapi|localhost|127\.0\.0\.1|zod/i);
  });
});

describe.each(documented)('$name', ({ name, path, operation, procedure }) => {
  const { rest, errors, input } = procedure;
  const successes = Object.entries(operation.responses).filter(([status]) =>
    status.startsWith('2'),
  );
  const failures = Object.entries(operation.responses).filter(([status]) => /^[45]/.test(status));
  const [, success] = successes[0] ?? [];

  test('is named, summed up and put under its feature', () => {
    expect(operation.operationId).toBe(name);
    expect(operation.summary).toBe(procedure.summary);
    expect(operation.description).toBe(procedure.description);
    expect(operation.tags).toEqual([name.split('.')[0]]);
  });

  test('answers with the status of its binding, and no other success', () => {
    expect(successes.map(([status]) => Number(status))).toEqual([rest.status ?? 200]);
  });

  test('answers every time with a request id and a description', () => {
    for (const response of Object.values(operation.responses)) {
      expect(response.headers).toHaveProperty('X-Request-Id');
      expect(response.description).toMatch(/\S/);
    }
  });

  test('answers with an example that fits, or with nothing', () => {
    const contents = Object.entries(success?.content ?? {});
    const mediaTypes = rest.status === 204 ? [] : [rest.mediaType ?? 'application/json'];
    expect(contents.map(([mediaType]) => mediaType)).toEqual(mediaTypes);
    for (const [, { schema, example }] of contents) {
      expect(schema).not.toEqual({});
      expect(example).toBeDefined();
      expect(faultsOf(schema, example)).toEqual([]);
    }
  });

  test('has the headers of its kind, and no others', () => {
    const expected = [
      'X-Request-Id',
      ...(rest.versioned ? ['ETag'] : []),
      ...(rest.location ? ['Location'] : []),
      ...(rest.page ? ['Link', 'X-Total-Count', 'X-Total-Count-Relation'] : []),
    ];
    expect(Object.keys(success?.headers ?? {})).toEqual(expected);
  });

  test('answers a list with the array itself', () => {
    const schema = success?.content?.['application/json']?.schema;
    expect(schema?.type === 'array').toBe(rest.page ?? false);
  });

  test('fails with a problem, and with nothing else', () => {
    const problem = { schema: { $ref: '#/components/schemas/Problem' } };
    expect(failures.length).toBeGreaterThan(0);
    const own = Object.values(rest.statusOf ?? {}).map(String);
    for (const [status, { content = {} }] of failures) {
      const { 'application/json': other, ...problems } = content;
      expect(problems).toEqual({ 'application/problem+json': problem });
      expect(other !== undefined, status).toBe(own.includes(status));
    }
    for (const status of own) expect(failures.map(([failed]) => failed)).toContain(status);
  });

  test('documents every error that it declares', () => {
    const statuses = errors.map((code) => String(errorVocabulary[code].status));
    expect(Object.keys(operation.responses)).toEqual(
      expect.arrayContaining([...statuses, '500', '503']),
    );
  });

  test('documents that an input, if only an unknown parameter, may be refused', () => {
    expect(Object.keys(operation.responses)).toContain('422');
  });

  test('documents what a body may fail of, where there is one', () => {
    const hasBody = operation.requestBody !== undefined;
    expect('413' in operation.responses).toBe(hasBody);
    expect('415' in operation.responses).toBe(hasBody && !rest.rawBody);
  });

  test('says how to guard a change, and that it may be refused', () => {
    const guarded = 'ifVersion' in input.shape;
    const headers = (operation.parameters ?? []).filter(({ in: place }) => place === 'header');
    expect(headers.some((header) => header.name === 'If-Match')).toBe(guarded);
    expect('412' in operation.responses).toBe(guarded);
    expect(JSON.stringify(operation)).not.toContain('ifVersion');
  });

  test('says how to ask whether something has changed', () => {
    const conditional = rest.method === 'GET' && rest.versioned === true;
    const names = (operation.parameters ?? []).map((parameter) => parameter.name);
    expect(names.includes('If-None-Match')).toBe(conditional);
    expect('304' in operation.responses).toBe(conditional);
    expect(operation.responses['304']?.content).toBeUndefined();
  });

  test('has its path as the contract writes it', () => {
    expect(path).toBe(`${rest.atRoot ? '' : '/api/v1'}${rest.path}`);
    const names = (operation.parameters ?? [])
      .filter(({ in: place }) => place === 'path')
      .map((parameter) => parameter.name);
    expect(names).toEqual(placeholders(path));
  });
});
