import { createHash } from 'node:crypto';
import { MOST_LABELS } from '@tocsin/contract';
import { clipped } from '../alerts/rules.ts';

/** What third parties send, made fit to be stored: too long is cut, and never a reason to refuse. */

const LONGEST_MESSAGE = 10_000;
const LONGEST_KEY = 255;
const LONGEST_LABEL = { name: 128, value: 1000 };
const MOST_DETAILS = 16_384;
const DEEPEST = 20;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text without what a database cannot store. */
export const storable = (text: string): string =>
  text.toWellFormed().replaceAll('\u0000', '\ufffd');

/** A text, or a number or boolean as text; `undefined` where there is nothing to read. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  return storable(value);
}

/** The first of these that has a text. */
export function messageOf(...values: unknown[]): string | undefined {
  for (const value of values) {
    const text = textOf(value);
    if (text !== undefined) return clipped(text, LONGEST_MESSAGE);
  }
  return undefined;
}

/** A service's name on one line, as the rest of the API has it. */
export function serviceOf(value: unknown): string | undefined {
  const text = textOf(value)
    ?.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .trim();
  return text === undefined || text === '' ? undefined : clipped(text, 100);
}

/** The service that a label names, where the integration has such a label, or else its own. */
export function labelledService(
  labels: Record<string, string>,
  { service, serviceLabel }: { service: string; serviceLabel: string | null },
): string {
  if (serviceLabel === null || !Object.hasOwn(labels, serviceLabel)) return service;
  return serviceOf(labels[serviceLabel]) ?? service;
}

/** A key as it is, or, where it is too long to be stored, what stands for it and no other. */
export function keyOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined || text.length <= LONGEST_KEY ? text : hashOf(text);
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The plain values of an object as labels. */
export function labelsOf(value: unknown): Record<string, string> {
  if (!isObject(value)) return {};
  const pairs = Object.entries(value).flatMap(([name, said]): [string, string][] => {
    const text = typeof said === 'string' ? storable(said) : textOf(said);
    const key = storable(name).replaceAll(/[\u0000-\u001f\u007f]/g, '\ufffd');
    if (text === undefined || key === '') return [];
    return [[clipped(key, LONGEST_LABEL.name), clipped(text, LONGEST_LABEL.value)]];
  });
  return Object.fromEntries(pairs.slice(0, MOST_LABELS));
}

/** As many of these as fit, in their order; `truncated` says that others did not. */
export function detailsOf(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: [string, unknown][] = [];
  let length = 0;
  for (const [name, value] of Object.entries(fields)) {
    if (name === '__proto__' || isNothing(value)) continue;
    const text = isDeep(value, DEEPEST) ? '"…"' : storableJson(value);
    length += name.length + text.length;
    if (length > MOST_DETAILS) return Object.fromEntries([...kept, ['truncated', true]]);
    kept.push([storable(name), JSON.parse(text)]);
  }
  return Object.fromEntries(kept);
}

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

const isDeep = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeep(inner, levels - 1)));

/** NUL and lone surrogates are escapes in JSON; the character for what is not one takes their place. */
const storableJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /(\\\\)|\\u(?:0000|d[89a-f][0-9a-f]{2})/g,
    (_, backslash?: string) => backslash ?? '\ufffd',
  );

/** A time as it is stored; `null` where there is none, or none that can be read, or the year 1. */
export function timeOf(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const time = new Date(typeof value === 'number' ? inMilliseconds(value) : withZone(value));
  const year = time.getUTCFullYear();
  return year > 1970 && year < 2200 ? time.toISOString() : null;
}

/** Unix seconds or milliseconds, by their size. */
const inMilliseconds = (value: number): number => (value < 1e11 ? value * 1000 : value);

/** One without a zone is UTC, wherever this server stands. */
const withZone = (value: string): string =>
  /\d[T ]\d/.test(value) && !/(Z|[+-]\d\d:?\d\d)$/i.test(value) ? `${value}Z` : value;
