import type { Difference, Sense } from './difference.ts';
import { type Branch, patternsOf } from './shape.ts';

type Keywords = Branch['keywords'];

interface Bound {
  value: number;
  /** The value itself is not allowed. */
  open: boolean;
}

/** Bounds that are single keywords: from which side they limit, and what they limit, in words. */
const bounds = [
  { keyword: 'minLength', side: 'least', unit: 'characters' },
  { keyword: 'maxLength', side: 'most', unit: 'characters' },
  { keyword: 'minItems', side: 'least', unit: 'items' },
  { keyword: 'maxItems', side: 'most', unit: 'items' },
  { keyword: 'minProperties', side: 'least', unit: 'fields' },
  { keyword: 'maxProperties', side: 'most', unit: 'fields' },
] as const;

/** Keywords that {@link compareLimits} or the comparison of fields and items knows. */
const judged = new Set(
  [
    bounds.map(({ keyword }) => keyword as string),
    ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum', 'multipleOf', 'uniqueItems'],
    ['type', 'pattern', 'patterns', 'format', 'contentEncoding', 'contentMediaType'],
    ['properties', 'required', 'additionalProperties', 'propertyNames', 'items', 'prefixItems'],
  ].flat(),
);

/** What two alternatives of one type differ in, besides their fields and items. */
export function compareLimits(old: Keywords, now: Keywords): Difference[] {
  const found: Difference[] = [];
  const add = (sense: Sense | undefined, message: string) => {
    if (sense) found.push({ sense, path: '', message });
  };
  for (const { keyword, side, unit } of bounds) {
    const [before, after] = [bound(old[keyword]), bound(now[keyword])];
    add(moved(before, after, side), change(before, after, side, unit));
  }
  for (const side of ['least', 'most'] as const) {
    const [before, after] = [numberBound(old, side), numberBound(now, side)];
    add(moved(before, after, side), change(before, after, side, ''));
  }
  add(wholeness(old, now), `${numberWord(now)}, was ${numberWord(old)}`);
  add(
    presence(old['multipleOf'], now['multipleOf']),
    said('a multiple of', old, now, 'multipleOf'),
  );
  add(presence(old['uniqueItems'] || undefined, now['uniqueItems'] || undefined), uniqueness(now));
  add(patterns(old, now), `must fit ${quoted(patternsOf(now))}, was ${quoted(patternsOf(old))}`);
  for (const keyword of ['format', 'contentEncoding', 'contentMediaType']) {
    add(presence(old[keyword], now[keyword]), said(keyword, old, now, keyword));
  }
  for (const keyword of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const same = JSON.stringify(old[keyword]) === JSON.stringify(now[keyword]);
    if (!judged.has(keyword) && !same) add('changed', `${keyword} changed, which cannot be judged`);
  }
  return found;
}

/** Whole numbers are written with the bounds of what JSON can carry, which limit nobody. */
const isLimit = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER;

const bound = (value: unknown): Bound | undefined =>
  isLimit(value) ? { value, open: false } : undefined;

function numberBound(keywords: Keywords, side: 'least' | 'most'): Bound | undefined {
  const [closed, open] =
    side === 'least' ? ['minimum', 'exclusiveMinimum'] : ['maximum', 'exclusiveMaximum'];
  const within = bound(keywords[closed]);
  const beyond = keywords[open];
  if (!isLimit(beyond)) return within;
  const further =
    side === 'least'
      ? beyond >= (within?.value ?? -Infinity)
      : beyond <= (within?.value ?? Infinity);
  return further ? { value: beyond, open: true } : within;
}

function moved(
  before: Bound | undefined,
  after: Bound | undefined,
  side: 'least' | 'most',
): Sense | undefined {
  const [a, b] = [position(before, side), position(after, side)];
  if (a === b) {
    if ((before?.open ?? false) === (after?.open ?? false)) return undefined;
    return after?.open ? 'narrowed' : 'widened';
  }
  return b > a === (side === 'least') ? 'narrowed' : 'widened';
}

const position = (at: Bound | undefined, side: 'least' | 'most'): number =>
  at?.value ?? (side === 'least' ? -Infinity : Infinity);

function change(
  before: Bound | undefined,
  after: Bound | undefined,
  side: 'least' | 'most',
  unit: string,
): string {
  const words = (at: Bound | undefined) => {
    if (!at) return 'without such a limit';
    const more = at.open ? (side === 'least' ? 'more than' : 'less than') : `at ${side}`;
    return `${more} ${at.value}${unit && ` ${unit}`}`;
  };
  return `${words(after)}, was ${words(before)}`;
}

function wholeness(old: Keywords, now: Keywords): Sense | undefined {
  if (old['type'] === now['type']) return undefined;
  return now['type'] === 'integer' ? 'narrowed' : 'widened';
}

const numberWord = ({ type }: Keywords): string =>
  type === 'integer' ? 'a whole number' : 'any number';

/** Of a keyword whose two values cannot be ranked. */
function presence(before: unknown, after: unknown): Sense | undefined {
  if (before === after) return undefined;
  if (before === undefined) return 'narrowed';
  return after === undefined ? 'widened' : 'changed';
}

function patterns(old: Keywords, now: Keywords): Sense | undefined {
  const [before, after] = [new Set(patternsOf(old)), new Set(patternsOf(now))];
  const added = after.difference(before).size > 0;
  const removed = before.difference(after).size > 0;
  if (added && removed) return 'changed';
  return added ? 'narrowed' : removed ? 'widened' : undefined;
}

const uniqueness = (now: Keywords): string =>
  now['uniqueItems'] ? 'may not repeat items now' : 'may repeat items now';

const quoted = (patterns: readonly string[]): string =>
  patterns.length === 0 ? 'no pattern' : patterns.map((pattern) => `/${pattern}/`).join(' and ');

function said(what: string, old: Keywords, now: Keywords, keyword: string): string {
  const words = (value: unknown) => (value === undefined ? 'none' : JSON.stringify(value));
  return `${what} ${words(now[keyword])}, was ${words(old[keyword])}`;
}
