import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';

export type JsonSchema = { [key: string]: unknown };

/** Keywords whose value is data, not a schema. */
const dataKeywords = new Set(['const', 'default', 'enum', 'example', 'examples']);
/** Keywords whose value holds schemas by name. */
const mapKeywords = new Set(['properties', 'patternProperties']);

/** Rewrites every reference of a schema, and drops what belongs to zod's way of writing them. */
function relink(node: unknown, referTo: (name: string) => string): unknown {
  if (Array.isArray(node)) return node.map((item) => relink(item, referTo));
  if (typeof node !== 'object' || node === null) return node;
  const { $schema, $defs, id, ...schema } = node as JsonSchema;
  return mapValues(schema, (value, key) => {
    if (dataKeywords.has(key)) return value;
    if (key === '$ref') return referTo(String(value).replace('#/$defs/', ''));
    if (!mapKeywords.has(key)) return relink(value, referTo);
    return mapValues(value as JsonSchema, (inner) => relink(inner, referTo));
  });
}

const mapValues = (record: JsonSchema, change: (value: unknown, key: string) => unknown) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));

/**
 * JSON Schemas of zod schemas, with those that have an id collected once under `pointer`
 * (such as `#/components/schemas/`).
 */
export function schemaCollector(pointer: string) {
  const named: Record<string, JsonSchema> = {};

  function keep(name: string, schema: JsonSchema): void {
    if (!fits(name, schema)) {
      throw new Error(`Two schemas have the id ${name}; give each its own.`);
    }
    named[name] = schema;
  }

  const fits = (name: string, schema: JsonSchema): boolean =>
    named[name] === undefined || isDeepStrictEqual(named[name], schema);

  /** zod numbers recursive schemas that have no id anew in each document: `__schema0`, … */
  function withNumbering(json: JsonSchema, definitions: JsonSchema, suffix: string) {
    const nameOf = (name: string) => (name.startsWith('__') ? `${name}${suffix}` : name);
    const refer = (name: string) => `${pointer}${nameOf(name)}`;
    const renamed = Object.entries(definitions).map(
      ([name, definition]) => [nameOf(name), relink(definition, refer) as JsonSchema] as const,
    );
    return { whole: relink(json, refer) as JsonSchema, renamed };
  }

  function collect(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const json = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
    const definitions = (json['$defs'] ?? {}) as JsonSchema;
    let numbered = withNumbering(json, definitions, '');
    for (
      let n = 2;
      numbered.renamed.some(([name, one]) => name.startsWith('__') && !fits(name, one));
      n++
    ) {
      numbered = withNumbering(json, definitions, `_${n}`);
    }
    for (const [name, definition] of numbered.renamed) keep(name, definition);
    const id = schema.meta()?.id;
    if (id === undefined || '$ref' in numbered.whole) return numbered.whole;
    keep(id, numbered.whole);
    return { $ref: `${pointer}${id}` };
  }

  return { collect, named };
}
