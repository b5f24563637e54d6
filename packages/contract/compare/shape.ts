import type { JsonSchema } from './document.ts';

type Keywords = Exclude<JsonSchema, boolean>;
type Family = 'string' | 'number' | 'object' | 'array';

/** One alternative of a schema, of one JSON type, with its references resolved. */
export interface Branch {
  family: Family;
  keywords: Keywords;
  /** Its name in the document, if it has one of its own. */
  name: string | undefined;
  /** The schema as the document has it: the same object each time. */
  source: object;
}

/** A schema, taken apart into what it accepts. */
export interface Shape {
  /** Accepts everything. */
  any: boolean;
  /** The single values that it lists, as JSON; `null`, `true` and `false` among them. */
  literals: ReadonlySet<string>;
  branches: readonly Branch[];
  /** What cannot be taken apart; two such schemas are the same or they are not. */
  opaque: readonly unknown[];
}

/** Keywords that say something to people and refuse no value. */
export const annotations: ReadonlySet<string> = new Set([
  '$comment',
  '$schema',
  'default',
  'deprecated',
  'description',
  'example',
  'examples',
  'readOnly',
  'title',
  'writeOnly',
]);

export type Schemas = Readonly<Record<string, JsonSchema>>;

/** Takes a schema apart. `schemas` is what its references point into. */
export function shapeOf(schema: JsonSchema, schemas: Schemas): Shape {
  const found = { any: false, literals: new Set<string>(), branches: [], opaque: [] };
  collect(schema, schemas, undefined, found, new Set());
  return found;
}

interface Found {
  any: boolean;
  literals: Set<string>;
  branches: Branch[];
  opaque: unknown[];
}

function collect(
  schema: JsonSchema,
  schemas: Schemas,
  name: string | undefined,
  found: Found,
  seen: ReadonlySet<string>,
): void {
  if (typeof schema === 'boolean') {
    if (schema) found.any = true;
    return;
  }
  const { keywords, rest } = split(schema);
  const only = (keyword: string) => rest.length === 1 && rest[0] === keyword;
  if (rest.length === 0) found.any = true;
  else if (only('$ref')) {
    const target = String(keywords['$ref']).replace('#/schemas/', '');
    const named = schemas[target];
    if (named === undefined) throw new Error(`There is no schema ${target} in the contract.`);
    // A schema that is nothing but itself accepts nothing that is not said elsewhere.
    if (!seen.has(target)) collect(named, schemas, target, found, new Set(seen).add(target));
  } else if (only('anyOf') || only('oneOf')) {
    const alternatives = (keywords['anyOf'] ?? keywords['oneOf']) as JsonSchema[];
    for (const one of alternatives) collect(one, schemas, undefined, found, seen);
  } else if ('const' in keywords) found.literals.add(JSON.stringify(keywords['const']));
  else if (Array.isArray(keywords['enum'])) {
    for (const value of keywords['enum']) found.literals.add(JSON.stringify(value));
  } else if (
    '$ref' in keywords ||
    'anyOf' in keywords ||
    'oneOf' in keywords ||
    'not' in keywords
  ) {
    found.opaque.push(resolved(keywords, schemas));
  } else collectTypes(schema, keywords, schemas, name, found);
}

function collectTypes(
  source: object,
  keywords: Keywords,
  schemas: Schemas,
  name: string | undefined,
  found: Found,
): void {
  const merged = 'allOf' in keywords ? mergedAllOf(keywords, schemas) : keywords;
  const types = merged && [merged['type'] ?? []].flat();
  if (!merged || !types || types.length === 0) {
    found.opaque.push(resolved(keywords, schemas));
    return;
  }
  for (const type of types) {
    if (type === 'null') found.literals.add('null');
    else if (type === 'boolean') found.literals.add('true').add('false');
    else {
      const family = type === 'integer' ? 'number' : (type as Family);
      found.branches.push({ family, keywords: { ...merged, type }, name, source });
    }
  }
}

/** What must hold all together, as one schema; `undefined` where that cannot be said. */
function mergedAllOf(keywords: Keywords, schemas: Schemas): Keywords | undefined {
  const { allOf, ...own } = keywords;
  const merged: Keywords = { patterns: patternsOf(own), ...own };
  for (const part of allOf as JsonSchema[]) {
    const whole = resolved(part, schemas);
    if (typeof whole !== 'object' || whole === null) return undefined;
    const { keywords: more } = split(whole as Keywords);
    merged['patterns'] = [...(merged['patterns'] as string[]), ...patternsOf(more)];
    for (const [keyword, value] of Object.entries(more)) {
      if (keyword === 'pattern' || keyword === 'patterns') continue;
      const before = merged[keyword];
      if (keyword === 'properties')
        merged[keyword] = { ...(before as object), ...(value as object) };
      else if (keyword === 'required') {
        merged[keyword] = [...((before ?? []) as string[]), ...(value as string[])];
      } else if (before === undefined || JSON.stringify(before) === JSON.stringify(value)) {
        merged[keyword] = value;
      } else return undefined;
    }
  }
  const { pattern: _, ...rest } = merged;
  return rest;
}

/** The regular expressions that a text must fit, all of them. */
export const patternsOf = (keywords: Keywords): string[] => [
  ...((keywords['patterns'] ?? []) as string[]),
  ...(typeof keywords['pattern'] === 'string' ? [keywords['pattern']] : []),
];

function split(schema: Keywords): { keywords: Keywords; rest: string[] } {
  const keywords = Object.fromEntries(
    Object.entries(schema).filter(([keyword]) => !annotations.has(keyword)),
  );
  return { keywords, rest: Object.keys(keywords) };
}

/** The schema with its references followed, as far as none leads into itself. */
function resolved(node: unknown, schemas: Schemas, within: readonly string[] = []): unknown {
  if (Array.isArray(node)) return node.map((item) => resolved(item, schemas, within));
  if (typeof node !== 'object' || node === null) return node;
  const { $ref, ...others } = node as Keywords;
  const own = Object.fromEntries(
    Object.entries(others).map(([key, value]) => [key, resolved(value, schemas, within)]),
  );
  if (typeof $ref !== 'string') return own;
  const target = $ref.replace('#/schemas/', '');
  if (within.includes(target)) return { $ref, ...own };
  const named = resolved(schemas[target], schemas, [...within, target]);
  return typeof named === 'object' ? { ...named, ...own } : named;
}
