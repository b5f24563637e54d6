import type { JsonSchema } from './document.ts';
import { type Difference, under } from './difference.ts';
import type { CompareSchemas } from './schema.ts';
import type { Branch } from './shape.ts';

/** What two lists differ in, besides their length. */
export function compareItems(
  old: Branch['keywords'],
  now: Branch['keywords'],
  compare: CompareSchemas,
): Difference[] {
  const [before, after] = [placesOf(old), placesOf(now)];
  const rest = (keywords: Branch['keywords']) => (keywords['items'] ?? true) as JsonSchema;
  return [
    ...compareCounts(before.length, after.length),
    ...before.flatMap((place, i) => under(`[${i}]`, compare(place, after[i] ?? true))),
    ...under('[]', compare(rest(old), rest(now))),
  ];
}

function compareCounts(was: number, is: number): Difference[] {
  if (was === is) return [];
  return [{ sense: 'changed', path: '', message: `has ${is} places, had ${was}` }];
}

/** The schemas of a tuple, place by place. */
const placesOf = (keywords: Branch['keywords']): JsonSchema[] =>
  (keywords['prefixItems'] ?? []) as JsonSchema[];
