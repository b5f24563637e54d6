import type { JsonSchema, ProcedureDocument } from '@tocsin/contract/compare';
import { patternsOf, type Schemas, type Shape, shapeOf } from '@tocsin/contract/shape';

/** One field of an input, as it is typed. */
export interface Field {
  /** In the input: `assignedTo`. */
  name: string;
  /** As an option: `assigned-to`. */
  option: string;
  /** It is part of the path, and so the command's argument. */
  isArgument: boolean;
  required: boolean;
  about: string;
  type: ValueType;
  /** May be given several times. */
  isList: boolean;
  isNullable: boolean;
}

export type ValueType =
  /** Free text; `isLong` where it has several lines, and may come from a file. */
  | { kind: 'text'; isLong: boolean }
  | { kind: 'choice'; choices: readonly string[] }
  | { kind: 'number' }
  | { kind: 'flag' }
  /** Words by names: `region=eu`, as often as there are some. */
  | { kind: 'pairs' }
  /** What has fields of its own, or may be of several kinds. */
  | { kind: 'json' };

/** Options that every procedure has; a field of such a name is typed as `--input-url`. */
export const commonOptions = ['input', 'url', 'token', 'json', 'columns', 'help'] as const;

/** What the fields of a procedure's input are typed as. Those that only the server sets are none. */
export function fieldsOf({ input, rest }: ProcedureDocument, schemas: Schemas): Field[] {
  if (typeof input === 'boolean') return [];
  const properties = Object.entries((input['properties'] ?? {}) as Record<string, JsonSchema>);
  const required = new Set((input['required'] ?? []) as string[]);
  const inPath = [...(rest?.path ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const fields = properties
    .filter(([name, schema]) => required.has(name) || !isReadOnly(schema))
    .map(([name, schema]) => {
      const isArgument = inPath.includes(name);
      return {
        name,
        option: optionOf(name),
        isArgument,
        required: required.has(name),
        about: aboutOf(schema, schemas),
        ...typeOf(schema, schemas),
      };
    });
  // Another name of a field that is there already: both are one option.
  const named = fields.filter(
    ({ option }, i) => fields.findIndex((field) => field.option === option) === i,
  );
  const places = (name: string) => (inPath.includes(name) ? inPath.indexOf(name) : inPath.length);
  return named.toSorted((a, b) => places(a.name) - places(b.name));
}

/** `assignedTo` and `assigned_to` are both `assigned-to`. */
export const kebabCase = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();

function optionOf(name: string): string {
  const option = kebabCase(name);
  return commonOptions.some((common) => common === option) ? `input-${option}` : option;
}

const isReadOnly = (schema: JsonSchema): boolean =>
  typeof schema === 'object' && schema['readOnly'] === true;

function aboutOf(schema: JsonSchema, schemas: Schemas): string {
  if (typeof schema === 'boolean') return '';
  const { description, $ref } = schema;
  const named = typeof $ref === 'string' ? schemas[$ref.replace('#/schemas/', '')] : undefined;
  const inherited = typeof named === 'object' ? named['description'] : undefined;
  const said = [description, inherited].find((text) => typeof text === 'string') ?? '';
  const unless = 'default' in schema && schema['default'] !== null && schema['default'] !== '';
  const text = plainly(schema['default']);
  return unless && !['[]', '{}'].includes(text) ? `${said} (default: ${text})`.trim() : said;
}

const plainly = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

type Typed = Pick<Field, 'type' | 'isList' | 'isNullable'>;

function typeOf(schema: JsonSchema, schemas: Schemas): Typed {
  const shape = shapeOf(schema, schemas);
  const literals = new Set([...shape.literals].map((literal): unknown => JSON.parse(literal)));
  const isNullable = literals.delete(null);
  const kinds = new Set<string>([
    ...shape.branches.map(({ family }) => family),
    ...[...literals].map((value) => typeof value),
  ]);
  const list = shape.branches.find(({ family }) => family === 'array');
  const isOpen = shape.any || shape.opaque.length > 0 || kinds.has('object');
  if (list && !isOpen) {
    const items = typeOf((list.keywords['items'] ?? true) as JsonSchema, schemas);
    const json = { type: { kind: 'json' }, isList: false, isNullable } as const;
    if (items.isList || items.isNullable) return json;
    const type = items.type.kind === 'pairs' ? json.type : items.type;
    return { type, isList: true, isNullable };
  }
  const [only] = shape.branches;
  if (kinds.size === 1 && only?.family === 'object' && holdsWords(only.keywords, schemas)) {
    return { type: { kind: 'pairs' }, isList: false, isNullable };
  }
  return {
    type: isOpen ? { kind: 'json' } : scalar(kinds, shape, literals),
    isList: false,
    isNullable,
  };
}

function scalar(kinds: Set<string>, { branches }: Shape, literals: Set<unknown>): ValueType {
  if (kinds.has('string')) {
    const texts = branches.filter(({ family }) => family === 'string');
    if (texts.length === 0 && kinds.size === 1) {
      return { kind: 'choice', choices: [...literals].map(String) };
    }
    return { kind: 'text', isLong: texts.some(({ keywords }) => takesLines(keywords)) };
  }
  if (kinds.size !== 1) return { kind: 'json' };
  return kinds.has('boolean') ? { kind: 'flag' } : { kind: 'number' };
}

/** Names that anybody may choose, each with a text. */
function holdsWords(
  { properties = {}, additionalProperties }: Record<string, unknown>,
  schemas: Schemas,
): boolean {
  if (Object.keys(properties as object).length > 0) return false;
  if (typeof additionalProperties !== 'object' || additionalProperties === null) return false;
  return typeOf(additionalProperties as JsonSchema, schemas).type.kind === 'text';
}

/** Longer than what is typed on one line, and of several lines. */
function takesLines(keywords: Parameters<typeof patternsOf>[0]): boolean {
  const { maxLength = Infinity } = keywords as { maxLength?: number };
  const fits = (pattern: string) => new RegExp(pattern, 'u').test('a\nb');
  return maxLength > 1000 && patternsOf(keywords).every(fits);
}
