import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { badUsage } from '../exit-codes.ts';
import type { Field } from './field.ts';

/** What was typed for each field: texts, a flag, or `false` for `--no-…`. */
export type Typed = Readonly<Record<string, readonly string[] | boolean | undefined>>;

/**
 * The input of a call: the fields of `--input`, and over them those that were typed one by one.
 * Refuses with every fault that can be told before the server is asked.
 */
export async function inputOf(
  fields: readonly Field[],
  typed: Typed,
  json: string | undefined,
): Promise<Record<string, unknown>> {
  const source = textSource();
  const faults: string[] = [];
  const attempt = async <T>(label: string, read: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await read();
    } catch (error) {
      faults.push(`${label}: ${(error as Error).message}`);
      return undefined;
    }
  };
  const input: Record<string, unknown> = {
    ...(await attempt('--input', () => objectOf(json, source))),
  };
  for (const field of fields) {
    const given = typed[field.name];
    if (given === undefined) continue;
    const value = await attempt(labelOf(field), () => valueOf(field, given, source));
    if (value !== undefined) input[field.name] = value;
  }
  for (const field of fields) {
    const isMissing = field.required && !(field.name in input) && typed[field.name] === undefined;
    if (isMissing) faults.push(`${labelOf(field)}: Field required`);
  }
  if (faults.length > 0) throw badUsage(...faults);
  return input;
}

/** How a field is called where it is typed: `--assigned-to`, or `ID` as an argument. */
export const labelOf = ({ isArgument, option }: Field): string =>
  isArgument ? argumentName(option) : `--${option}`;

export const argumentName = (option: string): string => option.toUpperCase().replaceAll('-', '_');

async function objectOf(json: string | undefined, source: TextSource): Promise<object> {
  if (json === undefined) return {};
  const value = parsed(await source(json));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new Error('Must be a JSON object');
}

async function valueOf(
  field: Field,
  given: readonly string[] | boolean,
  source: TextSource,
): Promise<unknown> {
  if (given === false && field.isNullable) return null;
  if (typeof given === 'boolean') return given;
  if (field.type.kind === 'pairs') return Object.fromEntries(given.map(pairOf));
  const [first = '', ...more] = given;
  if (field.isList) return Promise.all(given.map((text) => scalarOf(field, text, source)));
  if (more.length > 0) throw new Error('Given more than once');
  return scalarOf(field, first, source);
}

async function scalarOf({ type }: Field, text: string, source: TextSource): Promise<unknown> {
  switch (type.kind) {
    case 'text':
      return type.isLong ? source(text) : text;
    case 'number':
      return numberOf(text);
    case 'json':
      return parsed(await source(text));
    case 'choice':
      if (type.choices.includes(text)) return text;
      throw new Error(`Must be one of ${type.choices.join(', ')}; not ${JSON.stringify(text)}`);
    case 'pairs':
      return Object.fromEntries([pairOf(text)]);
    case 'flag':
      throw new Error('Takes no value');
  }
}

function pairOf(text: string): [string, string] {
  const place = text.indexOf('=');
  if (place > 0) return [text.slice(0, place), text.slice(place + 1)];
  throw new Error(`Must be like name=word; not ${JSON.stringify(text)}`);
}

function numberOf(text: string): number {
  const number = /^\s*$/.test(text) ? Number.NaN : Number(text);
  if (Number.isFinite(number)) return number;
  throw new Error(`Must be a number; not ${JSON.stringify(text)}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('Must be JSON');
  }
}

type TextSource = (text: string) => Promise<string>;

/** A text as it was typed, of a file (`@file`), or of standard input (`-`); `@@` begins with an at. */
function textSource(): TextSource {
  let isRead = false;
  return async (text) => {
    if (text === '-') {
      if (isRead) throw new Error('Standard input can be read once only');
      isRead = true;
      return contentOf('Standard input', () => buffer(process.stdin));
    }
    if (text.startsWith('@@')) return text.slice(1);
    const file = text.slice(1);
    return text.startsWith('@') ? contentOf(file, () => readFile(file)) : text;
  };
}

async function contentOf(name: string, read: () => Promise<Uint8Array>): Promise<string> {
  const bytes = await read().catch((error: unknown) => {
    throw new Error(`${name} cannot be read: ${(error as Error).message}`, { cause: error });
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${name} is not UTF-8`);
  }
}
