import { breaks, type Difference, type Sense, under } from './difference.ts';
import { type Branch, patternsOf, type Shape } from './shape.ts';

export interface BranchComparison {
  differences(old: Branch, now: Branch): Difference[];
  /** No value fits both, so the one cannot have become the other. */
  exclude(old: Branch, now: Branch): boolean;
  /** What an alternative is called, or what it can be told by. */
  nameOf(branch: Branch, of: 'old' | 'now'): string | undefined;
}

type Kind = 'text' | 'a number' | 'an object' | 'a list' | 'true or false' | 'null';

const kindOfFamily: Record<Branch['family'], Kind> = {
  string: 'text',
  number: 'a number',
  object: 'an object',
  array: 'a list',
};

/** Compares what two schemas accept: kinds of values, single values, and alternatives. */
export function compareAlternatives(old: Shape, now: Shape, by: BranchComparison): Difference[] {
  if (old.any || now.any) {
    if (old.any && now.any) return [];
    return old.any
      ? [at('narrowed', `only ${words(now)} now, was anything`)]
      : [at('widened', `anything now, was ${words(old)}`)];
  }
  if (JSON.stringify(old.opaque) !== JSON.stringify(now.opaque)) {
    return [at('changed', 'changed in a way that cannot be judged')];
  }
  const [before, after] = [kindsOf(old), kindsOf(now)];
  return [
    ...compareKinds(before.difference(after), after.difference(before)),
    ...[...before.intersection(after)].flatMap((kind) =>
      compareWithin(ofKind(old, kind), ofKind(now, kind), by),
    ),
  ];
}

function compareKinds(lost: ReadonlySet<Kind>, gained: ReadonlySet<Kind>): Difference[] {
  const [was, is] = [[...lost].join(' or '), [...gained].join(' or ')];
  if (was && is) return [at('changed', `${is} now, was ${was}`)];
  if (was) return [at('narrowed', `may no longer be ${was}`)];
  return is ? [at('widened', `may be ${is} now`)] : [];
}

/** Both have values of this kind: single ones, alternatives, or both. */
function compareWithin(old: Shape, now: Shape, by: BranchComparison): Difference[] {
  const lost = [...old.literals].filter((value) => !takes(now, value));
  const gained = [...now.literals].filter((value) => !takes(old, value));
  const found: Difference[] = [];
  if (lost.length > 0) found.push(at('narrowed', `no longer ${lost.join(', ')}`));
  if (gained.length > 0) found.push(at('widened', `${gained.join(', ')} is new`));
  if (old.branches.length > 0 && now.branches.length === 0) {
    found.push(at('narrowed', `only ${[...now.literals].join(', ')} now`));
  } else if (old.branches.length === 0 && now.branches.length > 0) {
    found.push(at('widened', `not only ${[...old.literals].join(', ')} any more`));
  } else found.push(...compareBranches(old.branches, now.branches, by));
  return found;
}

/** Pairs each alternative with what it has become; those left over are lost or gained. */
function compareBranches(
  old: readonly Branch[],
  now: readonly Branch[],
  by: BranchComparison,
): Difference[] {
  const mayExclude = old.length > 1 || now.length > 1;
  const pairs = old
    .flatMap((before) => now.map((after) => ({ before, after })))
    .filter(({ before, after }) => !(mayExclude && by.exclude(before, after)))
    .map((pair) => ({ ...pair, differences: by.differences(pair.before, pair.after) }))
    .sort((a, b) => a.differences.length - b.differences.length);
  const [left, right] = [new Set(old), new Set(now)];
  const found: Difference[] = [];
  for (const { before, after, differences } of pairs) {
    if (!left.has(before) || !right.has(after)) continue;
    left.delete(before);
    right.delete(after);
    const name = mayExclude ? by.nameOf(before, 'old') : undefined;
    found.push(...under(name === undefined ? '' : `(${name})`, differences));
  }
  const covered = (side: 'input' | 'output', one: Branch) =>
    pairs.some(
      ({ before, after, differences }) =>
        (side === 'input' ? before : after) === one &&
        !differences.some(({ sense }) => breaks(sense, side)),
    );
  for (const one of left) {
    if (!covered('input', one))
      found.push(at('narrowed', `no longer ${by.nameOf(one, 'old') ?? plainly(one)}`));
  }
  for (const one of right) {
    if (!covered('output', one))
      found.push(at('widened', `${by.nameOf(one, 'now') ?? plainly(one)} is new`));
  }
  return found;
}

/** Whether a single value is among those that are accepted; in doubt it is not. */
function takes({ literals, branches }: Shape, literal: string): boolean {
  if (literals.has(literal)) return true;
  const value: unknown = JSON.parse(literal);
  return branches.some(({ keywords }) => {
    if (typeof value === 'string') return fitsText(keywords, value);
    return typeof value === 'number' && fitsNumber(keywords, value);
  });
}

function fitsText(keywords: Branch['keywords'], value: string): boolean {
  const { minLength = 0, maxLength = Infinity } = keywords as Record<string, number>;
  const within = value.length >= minLength && value.length <= maxLength;
  return within && patternsOf(keywords).every((pattern) => matches(pattern, value));
}

function fitsNumber(keywords: Branch['keywords'], value: number): boolean {
  const { minimum = -Infinity, maximum = Infinity } = keywords as Record<string, number>;
  const { exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = keywords as Record<
    string,
    number
  >;
  const within = value >= minimum && value <= maximum;
  const inside = value > exclusiveMinimum && value < exclusiveMaximum;
  return within && inside && (keywords['type'] !== 'integer' || Number.isInteger(value));
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return false;
  }
}

function kindOf(literal: string): Kind {
  const value: unknown = JSON.parse(literal);
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'boolean') return 'true or false';
  return typeof value === 'number' ? 'a number' : 'text';
}

const kindsOf = ({ literals, branches }: Shape): ReadonlySet<Kind> =>
  new Set([...[...literals].map(kindOf), ...branches.map(({ family }) => kindOfFamily[family])]);

const ofKind = (shape: Shape, kind: Kind): Shape => ({
  ...shape,
  literals: new Set([...shape.literals].filter((literal) => kindOf(literal) === kind)),
  branches: shape.branches.filter(({ family }) => kindOfFamily[family] === kind),
});

const words = (shape: Shape): string => [...kindsOf(shape)].join(' or ') || 'something else';

/** An alternative in words, where its name says nothing. */
function plainly({ family, keywords }: Branch): string {
  const format = keywords['format'];
  return typeof format === 'string' ? `a ${format}` : `this kind of ${family}`;
}

const at = (sense: Sense, message: string): Difference => ({ sense, path: '', message });
