import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { schemaCollector } from '../generate/json-schema.ts';

const Colour = z.enum(['red', 'green']).meta({ id: 'Colour' });

describe('a schema collector', () => {
  test('keeps a schema with an id once, wherever it is used', () => {
    const { collect, named } = schemaCollector('#/here/');
    const car = collect(z.object({ body: Colour, doors: z.array(Colour) }), 'output');
    const reference = { $ref: '#/here/Colour' };
    expect(car['properties']).toEqual({
      body: reference,
      doors: { type: 'array', items: reference },
    });
    expect(collect(Colour, 'output')).toEqual(reference);
    expect(named).toEqual({ Colour: { type: 'string', enum: ['red', 'green'] } });
  });

  test('leaves schemas without an id where they stand', () => {
    const { collect, named } = schemaCollector('#/here/');
    expect(collect(z.string().max(5), 'input')).toEqual({ type: 'string', maxLength: 5 });
    expect(named).toEqual({});
  });

  test('describes what goes in apart from what comes out', () => {
    const { collect } = schemaCollector('#/here/');
    const schema = z.strictObject({ n: z.int().default(1) });
    expect(collect(schema, 'input')).not.toHaveProperty('required');
    expect(collect(schema, 'output')).toMatchObject({ required: ['n'] });
  });

  test('refuses two different schemas under one id, nested or not', () => {
    const other = z.enum(['blue']).meta({ id: 'Colour' });
    const plain = schemaCollector('#/here/');
    plain.collect(Colour, 'output');
    expect(() => plain.collect(other, 'output')).toThrow(/Two schemas have the id Colour/);
    const nested = schemaCollector('#/here/');
    nested.collect(z.object({ a: Colour }), 'output');
    expect(() => nested.collect(z.object({ b: z.array(other) }), 'output')).toThrow(/Colour/);
  });

  test('refuses a schema that reads otherwise than it writes under one id', () => {
    const Size = z.object({ cm: z.int().default(1) }).meta({ id: 'Size' });
    const { collect } = schemaCollector('#/here/');
    collect(Size, 'output');
    expect(() => collect(Size, 'input')).toThrow(/Two schemas have the id Size/);
  });

  test('follows a schema that holds itself', () => {
    const Tree = z
      .object({
        get children() {
          return z.array(Tree);
        },
      })
      .meta({ id: 'Tree' });
    const { collect, named } = schemaCollector('#/here/');
    expect(collect(Tree, 'output')).toEqual({ $ref: '#/here/Tree' });
    expect(named['Tree']).toMatchObject({
      properties: { children: { items: { $ref: '#/here/Tree' } } },
    });
  });

  test('tells schemas without an id that hold themselves apart', () => {
    const list = z.object({
      get next() {
        return list.nullable();
      },
    });
    const { collect, named } = schemaCollector('#/here/');
    const first = collect(z.object({ anything: z.json() }), 'output');
    const second = collect(z.object({ list }), 'output');
    expect(JSON.stringify(first)).not.toBe(JSON.stringify(second));
    expect(Object.keys(named).length).toBe(2);
  });

  test('leaves data alone: an example and a default keep their `id`', () => {
    const { collect } = schemaCollector('#/here/');
    const data = { id: 'a' };
    const schema = z.object({ id: z.string() }).meta({ examples: [data], default: data });
    expect(collect(schema, 'output')).toMatchObject({ examples: [data], default: data });
  });
});
