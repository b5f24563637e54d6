import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breaks } from '../../compare/difference.ts';
import type { JsonSchema } from '../../compare/document.ts';
import { schemaComparison } from '../../compare/schema.ts';

/** Two schemas that are alike in most places. */
type Pair = { old: JsonSchema; now: JsonSchema };

const limits = fc.record(
  { minLength: fc.constantFrom(0, 1, 2), maxLength: fc.constantFrom(1, 2, 3) },
  { requiredKeys: [] },
);
const range = fc.record(
  {
    minimum: fc.constantFrom(0, 1),
    maximum: fc.constantFrom(1, 2),
    exclusiveMaximum: fc.constantFrom(1, 2),
  },
  { requiredKeys: [] },
);
const lists = fc.record(
  { minItems: fc.constant(1), maxItems: fc.constantFrom(1, 2) },
  { requiredKeys: [] },
);
const words = fc.subarray(['a', 'b', 'ab'], { minLength: 1 });

const leaf: fc.Arbitrary<JsonSchema> = fc.oneof(
  limits.map((all) => ({ type: 'string', ...all })),
  words.map((some) => ({ type: 'string', enum: some })),
  words.map((some) => ({ enum: [...some, null] })),
  fc.constantFrom('a', 1, null, true).map((value) => ({ const: value })),
  fc.constant({ type: 'string', pattern: '^a' }),
  range.map((all) => ({ type: 'integer', ...all })),
  range.map((all) => ({ type: 'number', ...all })),
  fc.constantFrom<JsonSchema>({}, true, { type: 'boolean' }, { type: ['string', 'null'] }),
  fc.constantFrom<JsonSchema>({ $ref: '#/schemas/Tree' }, { $ref: '#/schemas/Word' }),
);

const same = leaf.map((schema): Pair => ({ old: schema, now: schema }));
const others = fc.constantFrom<JsonSchema | undefined>(false, false, true, undefined, {
  type: 'string',
});
const presence = fc.constantFrom('both', 'both', 'both', 'old', 'now');

const { pair } = fc.letrec<{ pair: Pair; object: Pair; array: Pair; union: Pair }>((tie) => ({
  pair: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: same, weight: 3 },
    { arbitrary: fc.record({ old: leaf, now: leaf }), weight: 3 },
    { arbitrary: tie('object'), weight: 5 },
    { arbitrary: tie('array'), weight: 1 },
    { arbitrary: tie('union'), weight: 2 },
  ),
  object: fc
    .record({
      fields: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.tuple(tie('pair'), presence)),
      required: fc.tuple(fc.subarray(['a', 'b']), fc.subarray(['a', 'b'])),
      alike: fc.boolean(),
      others: fc.tuple(others, others),
    })
    .map(({ fields, required, alike, others }) => {
      const side = (of: 'old' | 'now', i: 0 | 1): JsonSchema => {
        const mine = Object.entries(fields).filter(
          ([, [, where]]) => where === 'both' || where === of,
        );
        const properties = Object.fromEntries(mine.map(([name, [one]]) => [name, one[of]]));
        const additional = others[alike ? 0 : i];
        return {
          type: 'object',
          properties,
          required: required[alike ? 0 : i].filter((name) => name in properties),
          ...(additional === undefined ? {} : { additionalProperties: additional }),
        };
      };
      return { old: side('old', 0), now: side('now', 1) };
    }),
  array: fc.record({ of: tie('pair'), was: lists, is: lists }).map(({ of, was, is }) => ({
    old: { type: 'array', items: of.old, ...was },
    now: { type: 'array', items: of.now, ...is },
  })),
  union: fc
    .record({ one: tie('pair'), other: tie('pair'), where: presence })
    .map(({ one, other, where }) => {
      const side = (of: 'old' | 'now'): JsonSchema =>
        where === 'both' || where === of ? { anyOf: [one[of], other[of]] } : one[of];
      return { old: side('old'), now: side('now') };
    }),
}));

const schemas: Record<string, JsonSchema> = {
  Word: { type: 'string', minLength: 1 },
  Tree: {
    anyOf: [{ type: 'string' }, { type: 'array', items: { $ref: '#/schemas/Tree' } }],
  },
};

const scalars = ['', 'a', 'b', 'ab', 'abc', 0, 1, 1.5, 2, 3, null, true, false];
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    { arbitrary: fc.constantFrom<unknown>(...scalars), weight: 4 },
    { arbitrary: fc.array(tie('value'), { maxLength: 3 }), weight: 1 },
    { arbitrary: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value')), weight: 4 },
  ),
}));

/** Callers ignore the fields that they do not know. */
function open(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(open);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(
    ([keyword, value]) => keyword !== 'additionalProperties' || value !== false,
  );
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, open(value)]));
}

const ajv = new Ajv2020({ strict: false, validateSchema: false, meta: false });

function validator(schema: unknown): (value: unknown) => boolean {
  const validate = ajv.compile({ $ref: '#/schemas/It', schemas: { ...schemas, It: schema } });
  return (value) => validate(value);
}

describe('against a validator', () => {
  const compare = schemaComparison(schemas, schemas);

  test('no value that was accepted is refused without a word', () => {
    let refused = 0;
    fc.assert(
      fc.property(
        pair,
        fc.array(value, { minLength: 60, maxLength: 60 }),
        ({ old, now }, values) => {
          const [before, after] = [validator(old), validator(now)];
          const counterexample = values.find((value) => before(value) && !after(value));
          if (counterexample === undefined) return;
          refused += 1;
          const told = compare(old, now).some(({ sense }) => breaks(sense, 'input'));
          expect({ told, counterexample }).toMatchObject({ told: true });
        },
      ),
      { numRuns: 200 },
    );
    // Or the test would have looked at nothing.
    expect(refused).toBeGreaterThan(20);
  }, 60_000);

  test('no value comes that could not come before without a word', () => {
    let unheardOf = 0;
    fc.assert(
      fc.property(
        pair,
        fc.array(value, { minLength: 60, maxLength: 60 }),
        ({ old, now }, values) => {
          const [before, after] = [validator(open(old)), validator(now)];
          const counterexample = values.find((value) => after(value) && !before(value));
          if (counterexample === undefined) return;
          unheardOf += 1;
          const told = compare(old, now).some(({ sense }) => breaks(sense, 'output'));
          expect({ told, counterexample }).toMatchObject({ told: true });
        },
      ),
      { numRuns: 200 },
    );
    expect(unheardOf).toBeGreaterThan(20);
  }, 60_000);

  test('a schema does not differ from itself', () => {
    fc.assert(
      fc.property(pair, ({ old }) => {
        expect(compare(old, structuredClone(old))).toEqual([]);
      }),
    );
  });
});
