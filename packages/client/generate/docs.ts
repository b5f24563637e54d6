import type { JsonSchema } from './contract-document.ts';

/** A JSDoc comment of these paragraphs and tags; nothing where there are none. */
export function comment(lines: readonly (string | undefined)[]): string {
  const filled = lines.filter((line) => line !== undefined && line !== '') as string[];
  if (filled.length === 0) return '';
  const safe = filled.flatMap((line) => wrapped(line.replaceAll('*/', '*\\/')));
  if (safe.length === 1) return `/** ${safe[0]} */\n`;
  return `/**\n${safe.map((line) => ` * ${line}`).join('\n')}\n */\n`;
}

const WIDTH = 92;

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** What a field is for, what it may be, and what it is when it is left out. */
export function fieldDocs(schema: JsonSchema): (string | undefined)[] {
  const { description, default: byDefault } = schema;
  return [
    typeof description === 'string' ? description : undefined,
    limits(schema),
    byDefault === undefined ? undefined : `@default ${JSON.stringify(byDefault)}`,
  ];
}

function limits(schema: JsonSchema): string | undefined {
  const values = alternatives(schema).flatMap((one) => [textLimit(one), numberLimit(one)]);
  const lists = alternatives(schema).map(listLimit);
  const said = [...new Set([...values, ...lists])].filter((limit) => limit !== undefined);
  return said.length === 0 ? undefined : said.join(' ');
}

/** A value may be one of several, such as text or null, or one or many. */
function alternatives(schema: JsonSchema): JsonSchema[] {
  const { anyOf } = schema;
  return Array.isArray(anyOf) ? (anyOf as JsonSchema[]) : [schema];
}

function textLimit({ minLength, maxLength }: JsonSchema): string | undefined {
  if (typeof maxLength !== 'number') return undefined;
  const least = typeof minLength === 'number' ? `${minLength} to ` : 'At most ';
  return `${least}${maxLength.toLocaleString('en')} characters.`;
}

function numberLimit(schema: JsonSchema): string | undefined {
  const { type, minimum, exclusiveMinimum, maximum } = schema;
  if (type !== 'integer' && type !== 'number') return undefined;
  const kind = type === 'integer' ? 'A whole number' : 'A number';
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  const isWhole = type === 'integer' && typeof exclusiveMinimum === 'number';
  const least = isWhole ? exclusiveMinimum + 1 : minimum;
  if (typeof least === 'number' && typeof most === 'number') return `${kind}, ${least} to ${most}.`;
  if (typeof least === 'number') return `${kind}, ${least} or more.`;
  if (typeof exclusiveMinimum === 'number') return `${kind} above ${exclusiveMinimum}.`;
  return type === 'integer' ? `${kind}.` : undefined;
}

function listLimit({ type, maxItems }: JsonSchema): string | undefined {
  return type === 'array' && typeof maxItems === 'number'
    ? `At most ${maxItems} items.`
    : undefined;
}
