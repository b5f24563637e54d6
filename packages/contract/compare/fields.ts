import type { JsonSchema } from './document.ts';
import { type Difference, type Sense, under } from './difference.ts';
import type { CompareSchemas } from './schema.ts';
import type { Branch } from './shape.ts';

type Keywords = Branch['keywords'];

/** What two objects differ in, field by field. */
export function compareFields(old: Keywords, now: Keywords, compare: CompareSchemas): Difference[] {
  const [before, after] = [fieldsOf(old), fieldsOf(now)];
  const names = new Set([...Object.keys(before.fields), ...Object.keys(after.fields)]);
  return [
    ...[...names].flatMap((name) => under(`.${name}`, compareField(name, before, after, compare))),
    ...compareOthers(before.others, after.others, compare),
    ...under('.*', compare(before.names, after.names)),
  ];
}

interface Fields {
  fields: Record<string, JsonSchema>;
  required: ReadonlySet<string>;
  /** What fields may have that are not named. */
  others: JsonSchema;
  names: JsonSchema;
}

function fieldsOf(keywords: Keywords): Fields {
  return {
    fields: (keywords['properties'] ?? {}) as Fields['fields'],
    required: new Set((keywords['required'] ?? []) as string[]),
    others: (keywords['additionalProperties'] ?? true) as JsonSchema,
    names: (keywords['propertyNames'] ?? true) as JsonSchema,
  };
}

function compareField(
  name: string,
  before: Fields,
  after: Fields,
  compare: CompareSchemas,
): Difference[] {
  const [old, now] = [before.fields[name], after.fields[name]];
  const [was, is] = [before.required.has(name), after.required.has(name)];
  if (old === undefined && now === undefined) return [];
  if (now === undefined) return [at('field-removed', 'is gone')];
  if (old === undefined) {
    const added = is ? at('field-required', 'is new, and required') : at('field-added', 'is new');
    return [added, ...namedNow(before.others, now, compare)];
  }
  const required = !was && is ? [at('narrowed', 'is required now')] : [];
  const optional = was && !is ? [at('widened', 'is optional now')] : [];
  return [...required, ...optional, ...compareDefaults(old, now, is), ...compare(old, now)];
}

/** Under this name there may have been something before, as under any other. */
function namedNow(others: JsonSchema, now: JsonSchema, compare: CompareSchemas): Difference[] {
  if (others === false) return [];
  const senses = new Set(compare(others, now).map(({ sense }) => sense));
  if (senses.has('changed')) return [at('changed', 'is another than it could be before')];
  return [
    ...(senses.has('narrowed')
      ? [at('narrowed', 'could be more before, when it had no name')]
      : []),
    ...(senses.has('widened')
      ? [at('widened', 'can be more than before, when it had no name')]
      : []),
  ];
}

function compareDefaults(old: JsonSchema, now: JsonSchema, required: boolean): Difference[] {
  const [was, is] = [defaultOf(old), defaultOf(now)];
  if (was === is || required) return [];
  if (was === undefined) return [at('default-added', `means ${is} when it is left out`)];
  const means = is === undefined ? 'no longer means' : `means ${is}, not`;
  return [at('default-changed', `${means} ${was} when it is left out`)];
}

const defaultOf = (schema: JsonSchema): string | undefined =>
  typeof schema === 'object' ? JSON.stringify(schema['default']) : undefined;

/** Callers send no unknown fields to an object that refuses them, and ignore those they get. */
function compareOthers(old: JsonSchema, now: JsonSchema, compare: CompareSchemas): Difference[] {
  if (old === false && now === false) return [];
  if (old === false) return [at('field-added', 'may have further fields now', '.*')];
  if (now === false) return [at('narrowed', 'may have no further fields now', '.*')];
  return under('.*', compare(old, now));
}

const at = (sense: Sense, message: string, path = ''): Difference => ({ sense, path, message });
