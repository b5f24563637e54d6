/**
 * How the set of values that a schema accepts has changed in one place:
 *
 * - `narrowed`: some are not in it any more · `widened`: some are in it now · `changed`: both, or
 *   nobody can tell
 * - `field-added`, `field-required` (added, and must be there), `field-removed`
 * - `default`: what a field means that is left out
 */
export type Sense =
  | 'narrowed'
  | 'widened'
  | 'changed'
  | 'field-added'
  | 'field-required'
  | 'field-removed'
  | 'default-added'
  | 'default-changed';

export interface Difference {
  sense: Sense;
  /** From the schema that was compared: `.tags[].name`; empty is the schema itself. */
  path: string;
  message: string;
}

/** What may not happen to what callers send: something that was accepted is refused. */
const breaksInput: ReadonlySet<Sense> = new Set([
  'narrowed',
  'changed',
  'field-required',
  'field-removed',
  'default-changed',
]);

/** What may not happen to what callers get: something comes that could not, or is missing. */
const breaksOutput: ReadonlySet<Sense> = new Set(['widened', 'changed', 'field-removed']);

/** Whether it breaks those who send such values, or those who receive them. */
export const breaks = (sense: Sense, side: 'input' | 'output'): boolean =>
  (side === 'input' ? breaksInput : breaksOutput).has(sense);

/** Puts differences of a part at its place in the whole. */
export const under = (path: string, differences: readonly Difference[]): Difference[] =>
  differences.map((difference) => ({ ...difference, path: `${path}${difference.path}` }));
