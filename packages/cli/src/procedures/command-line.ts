import type { Field } from './field.ts';

/** The words that a call is typed with: `incidents get 019a…`. */
export function commandLine(
  words: readonly string[],
  fields: readonly Field[],
  input: Readonly<Record<string, unknown>>,
): string {
  const given = fields.filter(({ name }) => input[name] !== undefined);
  const typed = given
    .filter(({ isArgument }) => isArgument)
    .map(({ name }) => [textOf(input[name])])
    .concat(given.filter(({ isArgument }) => !isArgument).map((field) => option(field, input)));
  return [...words, ...typed.flat().map(quoted)].join(' ');
}

function option(field: Field, input: Readonly<Record<string, unknown>>): string[] {
  const value = input[field.name];
  const name = `--${field.option}`;
  if (value === null && field.isNullable) return [`--no-${field.option}`];
  if (field.type.kind === 'flag') return [value === true ? name : `--no-${field.option}`];
  if (field.type.kind === 'pairs') {
    const pairs = Object.entries(value as Record<string, unknown>);
    return pairs.flatMap(([key, word]) => [name, `${key}=${textOf(word)}`]);
  }
  const values: unknown[] = field.isList && Array.isArray(value) ? value : [value];
  return values.flatMap((one) => [name, escaped(field, one)]);
}

/** As what reads it reads it: JSON where the field takes JSON, `@@` for an at at the beginning. */
function escaped({ type }: Field, value: unknown): string {
  if (type.kind === 'json') return JSON.stringify(value);
  const text = textOf(value);
  return type.kind === 'text' && type.isLong && text.startsWith('@') ? `@${text}` : text;
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** As a POSIX shell takes it for one word. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
