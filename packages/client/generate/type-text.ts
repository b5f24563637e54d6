import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from './contract-document.ts';
import { comment, fieldDocs } from './docs.ts';

const REFERENCE = '#/schemas/';

/** The name that a schema refers to, if it is nothing but a reference. */
export function referredName(schema: JsonSchema): string | undefined {
  const { $ref } = schema;
  return typeof $ref === 'string' ? $ref.slice(REFERENCE.length) : undefined;
}

/** Names that zod makes up for recursive schemas without an id. */
export const isMadeUp = (name: string): boolean => name.startsWith('__');

/** Any value that JSON can carry; zod's `z.json()`. */
export const JSON_VALUE = 'JsonValue';

/** The TypeScript type of a JSON Schema. Calls `use` with each name that it mentions. */
export function typeText(schema: JsonSchema, use: (name: string) => void): string {
  const text = (inner: unknown) => typeText(inner as JsonSchema, use);
  const named = referredName(schema);
  if (named !== undefined) {
    const name = isMadeUp(named) ? JSON_VALUE : named;
    use(name);
    return name;
  }
  if ('const' in schema) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum']))
    return schema['enum'].map((value) => JSON.stringify(value)).join(' | ');
  const union = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(union)) return [...new Set(union.map(text))].join(' | ');
  if (Array.isArray(schema['allOf'])) return schema['allOf'].map(text).map(grouped).join(' & ');
  if (Array.isArray(schema['type'])) {
    return schema['type'].map((type: unknown) => text({ ...schema, type })).join(' | ');
  }
  switch (schema['type']) {
    case 'string':
      return 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      return Array.isArray(schema['prefixItems'])
        ? `[${schema['prefixItems'].map(text).join(', ')}]`
        : `${grouped(text(schema['items'] ?? {}))}[]`;
    case 'object':
      return objectText(schema, use);
    case undefined:
      return 'unknown';
    default:
      throw new Error(`No TypeScript type is known for ${JSON.stringify(schema)}.`);
  }
}

const grouped = (type: string): string => (/ [|&] /.test(type) ? `(${type})` : type);

/** `{ … }` with the docs of each field; a record where the names are open. */
export function objectText(schema: JsonSchema, use: (name: string) => void): string {
  const { additionalProperties: rest } = schema;
  const fields = fieldsOf(schema);
  if (fields.length > 0) return `{\n${fieldLines(schema, use)}\n}`;
  if (typeof rest === 'object' && rest !== null) {
    return `{ [name: string]: ${typeText(rest as JsonSchema, use)} }`;
  }
  return rest === false ? 'Record<string, never>' : 'Record<string, unknown>';
}

/** The fields of an object, one below the other, without those that `except` has. */
export function fieldLines(
  schema: JsonSchema,
  use: (name: string) => void,
  except: readonly string[] = [],
): string {
  const required = new Set(schema['required'] as string[] | undefined);
  return fieldsOf(schema)
    .filter(([name]) => !except.includes(name))
    .map(([name, field]) => {
      const type = typeText(field, use);
      const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
      const optional = required.has(name) ? '' : '?';
      // What may be left out may also be `undefined`, as it may for Zod.
      const absent = optional && type !== 'unknown' ? ' | undefined' : '';
      return `${comment(fieldDocs(field))}${key}${optional}: ${type}${absent};`;
    })
    .join('\n');
}

export function fieldsOf(schema: JsonSchema): [name: string, field: JsonSchema][] {
  return Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
}

/** The made-up names are all one: whatever JSON can carry. Any other recursion wants an id. */
export function checkMadeUp(name: string, schema: JsonSchema): void {
  const itself = { $ref: `${REFERENCE}${name}` };
  const anyJson = {
    anyOf: [
      { type: 'string' },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'null' },
      { type: 'array', items: itself },
      { type: 'object', propertyNames: { type: 'string' }, additionalProperties: itself },
    ],
  };
  if (!isDeepStrictEqual(schema, anyJson)) {
    throw new Error(`A recursive schema has no id: ${JSON.stringify(schema)}`);
  }
}
