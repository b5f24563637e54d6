import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../../compare/document.ts';
import { schemaComparison } from '../../compare/schema.ts';

/** `sense path: message` of each difference. */
const told = (
  old: JsonSchema,
  now: JsonSchema,
  schemas: Record<string, JsonSchema> = {},
  newSchemas = schemas,
): string[] =>
  schemaComparison(schemas, newSchemas)(old, now).map(
    ({ sense, path, message }) => `${sense} ${path || '.'}: ${message}`,
  );

const object = (properties: Record<string, JsonSchema>, more: object = {}): JsonSchema => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...more,
});
const text = { type: 'string' };

describe('limits', () => {
  test.each<[JsonSchema, JsonSchema, string[]]>([
    [
      { type: 'number' },
      { type: 'number', exclusiveMinimum: 0 },
      ['narrowed .: more than 0, was without such a limit'],
    ],
    [
      { type: 'number', minimum: 0 },
      { type: 'number', exclusiveMinimum: 0 },
      ['narrowed .: more than 0, was at least 0'],
    ],
    [{ type: 'number', minimum: 1, exclusiveMinimum: 0 }, { type: 'number', minimum: 1 }, []],
    [
      { type: 'number', exclusiveMaximum: 5 },
      { type: 'number', maximum: 5 },
      ['widened .: at most 5, was less than 5'],
    ],
    [
      { type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 },
      { type: 'number' },
      ['widened .: any number, was a whole number'],
    ],
    [
      { type: 'number', multipleOf: 2 },
      { type: 'number', multipleOf: 3 },
      ['changed .: a multiple of 3, was 2'],
    ],
    [{ type: 'array', uniqueItems: true }, { type: 'array' }, ['widened .: may repeat items now']],
    [
      { type: 'string', pattern: '^a' },
      { type: 'string', pattern: '^b' },
      ['changed .: must fit /^b/, was /^a/'],
    ],
    [{ type: 'string', pattern: '^a' }, text, ['widened .: must fit no pattern, was /^a/']],
    [
      { type: 'string', format: 'date' },
      { type: 'string', format: 'uuid' },
      ['changed .: format "uuid", was "date"'],
    ],
    [
      { type: 'object', dependentRequired: { a: ['b'] } },
      { type: 'object' },
      ['changed .: dependentRequired changed, which cannot be judged'],
    ],
    [
      { type: 'string', title: 'A', examples: ['a'] },
      { type: 'string', description: 'B', deprecated: true },
      [],
    ],
  ])('%j to %j', (old, now, expected) => {
    expect(told(old, now)).toEqual(expected);
  });
});

describe('kinds of values', () => {
  test.each<[JsonSchema, JsonSchema, string[]]>([
    [{}, text, ['narrowed .: only text now, was anything']],
    [text, true, ['widened .: anything now, was text']],
    [{}, true, []],
    [{ type: ['string', 'null'] }, text, ['narrowed .: may no longer be null']],
    [{ anyOf: [text, { type: 'null' }] }, { type: ['null', 'string'] }, []],
    [{ type: 'boolean' }, { const: true }, ['narrowed .: no longer false']],
    [{ type: 'boolean' }, { enum: [false, true] }, []],
    [{ const: 'a' }, { enum: ['a'] }, []],
    [{ const: 1 }, { const: '1' }, ['changed .: text now, was a number']],
    [
      { enum: ['a', 'b'] },
      { type: 'string', pattern: '^[ab]$' },
      ['widened .: not only "a", "b" any more'],
    ],
    [
      { enum: ['a', 'bc'] },
      { type: 'string', maxLength: 1 },
      ['narrowed .: no longer "bc"', 'widened .: not only "a", "bc" any more'],
    ],
    [
      { enum: ['a'] },
      { type: 'string', pattern: '[' },
      ['narrowed .: no longer "a"', 'widened .: not only "a" any more'],
    ],
    [
      { enum: [1, 2.5] },
      { type: 'integer' },
      ['narrowed .: no longer 2.5', 'widened .: not only 1, 2.5 any more'],
    ],
    [{ not: {} }, { not: {} }, []],
    [{ not: text }, { not: {} }, ['changed .: changed in a way that cannot be judged']],
  ])('%j to %j', (old, now, expected) => {
    expect(told(old, now)).toEqual(expected);
  });
});

describe('alternatives', () => {
  const cat = object(
    { kind: { const: 'cat' }, lives: { type: 'integer' } },
    { required: ['kind'] },
  );
  const dog = object({ kind: { const: 'dog' }, tricks: text }, { required: ['kind'] });
  const strictDog = object(
    { kind: { const: 'dog' }, tricks: text },
    { required: ['kind', 'tricks'] },
  );

  test('are told apart by what they have in a field, in whatever order they stand', () => {
    expect(told({ oneOf: [cat, dog] }, { anyOf: [strictDog, cat] })).toEqual([
      'narrowed (dog).tricks: is required now',
    ]);
  });

  test('that are gone or new are named', () => {
    expect(told({ oneOf: [cat, dog] }, { oneOf: [cat] })).toEqual(['narrowed .: no longer dog']);
    expect(told({ oneOf: [cat] }, { oneOf: [cat, dog] })).toEqual(['widened .: dog is new']);
    const schemas = { Dog: dog };
    expect(told(cat, { anyOf: [cat, { $ref: '#/schemas/Dog' }] }, schemas)).toEqual([
      'widened .: Dog is new',
    ]);
    expect(
      told(text, { anyOf: [text, { type: 'array', items: text }, object({ a: text })] }),
    ).toEqual(['widened .: may be a list or an object now']);
    const [one, two] = [
      object({ a: text }, { required: ['a'] }),
      object({ b: text }, { required: ['b'] }),
    ];
    expect(told(one, { anyOf: [one, two] })).toEqual(['widened .: this kind of object is new']);
  });

  test('that another one takes in are not missed', () => {
    const short = { type: 'string', maxLength: 5 };
    expect(told({ anyOf: [text, short] }, text)).toEqual([]);
    expect(told(text, { anyOf: [text, short] })).toEqual([]);
  });

  test('nested in one another are one list', () => {
    const nested = { anyOf: [{ anyOf: [text, { type: 'null' }] }, { type: 'integer' }] };
    expect(told(nested, { type: ['integer', 'string', 'null'] })).toEqual([]);
  });
});

describe('objects', () => {
  test('that take other fields than those named', () => {
    const open = { type: 'object', properties: { a: text } };
    const closed = object({ a: text });
    expect(told(open, closed)).toEqual(['narrowed .*: may have no further fields now']);
    expect(told(closed, open)).toEqual(['field-added .*: may have further fields now']);
    expect(told(open, { ...open, additionalProperties: text })).toEqual([
      'narrowed .*: only text now, was anything',
    ]);
    expect(told(open, { ...open, properties: { a: text, b: text } })).toEqual([
      'field-added .b: is new',
      'narrowed .b: could be more before, when it had no name',
    ]);
    expect(told(open, { ...open, properties: { a: text, b: {} } })).toEqual([
      'field-added .b: is new',
    ]);
    const record = { type: 'object', additionalProperties: text };
    expect(told(record, { ...record, properties: { b: { type: 'integer' } } })).toEqual([
      'field-added .b: is new',
      'changed .b: is another than it could be before',
    ]);
    expect(told(record, { ...record, properties: { b: { type: ['string', 'null'] } } })).toEqual([
      'field-added .b: is new',
      'widened .b: can be more than before, when it had no name',
    ]);
  });

  test('by the names that fields may have', () => {
    const record = (names: JsonSchema) => ({ type: 'object', propertyNames: names });
    expect(told(record({ enum: ['a', 'b'] }), record({ enum: ['a'] }))).toEqual([
      'narrowed .*: no longer "b"',
    ]);
  });

  test('that are several at once are the fields of all', () => {
    const schemas = { Named: object({ name: text }, { required: ['name'] }) };
    const both = (more: JsonSchema) => ({ allOf: [{ $ref: '#/schemas/Named' }, more] });
    expect(
      told(both(object({ a: text })), both(object({ a: text }, { required: ['a'] })), schemas),
    ).toEqual(['narrowed .a: is required now']);
    expect(told(both(object({ a: text })), object({ a: text }), schemas)).toEqual([
      'field-removed .name: is gone',
    ]);
  });

  test('a default that comes, changes or goes', () => {
    const field = (more: object) => object({ a: { type: 'integer', ...more } });
    expect(told(field({}), field({ default: 1 }))).toEqual([
      'default-added .a: means 1 when it is left out',
    ]);
    expect(told(field({ default: 1 }), field({ default: 2 }))).toEqual([
      'default-changed .a: means 2, not 1 when it is left out',
    ]);
    expect(told(field({ default: 1 }), field({}))).toEqual([
      'default-changed .a: no longer means 1 when it is left out',
    ]);
  });
});

describe('texts that must fit several patterns', () => {
  test('are compared pattern by pattern', () => {
    const all = (...patterns: string[]) => ({
      allOf: [{ type: 'string' }, ...patterns.map((pattern) => ({ pattern }))],
    });
    expect(told(all('a', 'b'), all('b', 'a'))).toEqual([]);
    expect(told(all('a'), all('a', 'b'))).toEqual(['narrowed .: must fit /a/ and /b/, was /a/']);
  });

  test('or limits that contradict each other, which nobody can judge', () => {
    const both = (max: number) => ({
      allOf: [{ type: 'string', maxLength: 5 }, { maxLength: max }],
    });
    expect(told(both(6), both(6))).toEqual([]);
    expect(told(both(6), both(7))).toEqual(['changed .: changed in a way that cannot be judged']);
  });
});

describe('lists', () => {
  test('of certain places are compared place by place', () => {
    const tuple = (...prefixItems: JsonSchema[]) => ({ type: 'array', prefixItems, items: false });
    expect(told(tuple(text, text), tuple(text, { type: 'integer' }))).toEqual([
      'changed [1]: a number now, was text',
    ]);
    expect(told(tuple(text), tuple(text, text))).toEqual(['changed .: has 2 places, had 1']);
  });
});

describe('references', () => {
  const tree = (leaf: JsonSchema) => ({
    Tree: object({ leaf, children: { type: 'array', items: { $ref: '#/schemas/Tree' } } }),
  });
  const root = { $ref: '#/schemas/Tree' };

  test('that lead back to themselves end, and are compared', () => {
    expect(told(root, root, tree(text))).toEqual([]);
    expect(told(root, root, tree(text), tree({ type: 'integer' }))).toEqual([
      'changed .leaf: a number now, was text',
    ]);
  });

  test('are compared by where they lead, not by their names', () => {
    expect(
      told({ $ref: '#/schemas/Old' }, { $ref: '#/schemas/New' }, { Old: text, New: text }),
    ).toEqual([]);
    expect(told({ $ref: '#/schemas/Old' }, text, { Old: text })).toEqual([]);
  });

  test('inside of what cannot be judged are followed too', () => {
    const not = { not: { $ref: '#/schemas/A' } };
    expect(told(not, not, { A: text })).toEqual([]);
    expect(told(not, not, { A: text }, { A: { type: 'integer' } })).toEqual([
      'changed .: changed in a way that cannot be judged',
    ]);
    expect(told({ not: root }, { not: root }, tree(text))).toEqual([]);
  });

  test('that lead nowhere are an error', () => {
    expect(() => told(root, text)).toThrow('There is no schema Tree in the contract.');
  });
});
