import { compareAlternatives } from './alternatives.ts';
import type { JsonSchema } from './document.ts';
import type { Difference } from './difference.ts';
import { compareFields } from './fields.ts';
import { compareItems } from './items.ts';
import { compareLimits } from './limits.ts';
import { type Branch, type Schemas, shapeOf } from './shape.ts';

/** Says where two schemas accept different values. References lead into each one's own document. */
export type CompareSchemas = (old: JsonSchema, now: JsonSchema) => Difference[];

/** A comparison for one pair of documents. */
export function schemaComparison(oldSchemas: Schemas, newSchemas: Schemas): CompareSchemas {
  const underWay = new Map<object, Set<object>>();

  /** A pair that is being compared further out is taken as equal: it is, if the rest is. */
  function once(old: object, now: object, body: () => Difference[]): Difference[] {
    const partners = underWay.get(old) ?? new Set();
    if (partners.has(now)) return [];
    underWay.set(old, partners.add(now));
    try {
      return body();
    } finally {
      partners.delete(now);
    }
  }

  const compare: CompareSchemas = (old, now) =>
    compareAlternatives(shapeOf(old, oldSchemas), shapeOf(now, newSchemas), {
      differences: compareBranches,
      exclude: (a, b) => exclude(literalFields(a, oldSchemas), literalFields(b, newSchemas)),
      nameOf: (branch, of) => nameOf(branch, of === 'old' ? oldSchemas : newSchemas),
    });

  const compareBranches = (old: Branch, now: Branch): Difference[] =>
    once(old.source, now.source, () => [
      ...compareLimits(old.keywords, now.keywords),
      ...(old.family === 'object' ? compareFields(old.keywords, now.keywords, compare) : []),
      ...(old.family === 'array' ? compareItems(old.keywords, now.keywords, compare) : []),
    ]);

  return compare;
}

type LiteralFields = ReadonlyMap<string, ReadonlySet<string>>;

/** A field tells the two apart: it has certain values in the one, and others in the other. */
const exclude = (old: LiteralFields, now: LiteralFields): boolean =>
  [...old].some(([name, values]) => now.get(name)?.isDisjointFrom(values) ?? false);

/** By its own name, or by the single values that it has in a field: `watch.started`. */
function nameOf(branch: Branch, schemas: Schemas): string | undefined {
  const [[, values] = []] = literalFields(branch, schemas);
  const [first, ...more] = values ?? [];
  if (branch.name !== undefined || first === undefined) return branch.name;
  return `${String(JSON.parse(first))}${more.length > 0 ? '…' : ''}`;
}

/** The fields of an object that take certain single values only. */
function literalFields(branch: Branch, schemas: Schemas): LiteralFields {
  const properties = (branch.keywords['properties'] ?? {}) as Record<string, JsonSchema>;
  return new Map(
    Object.entries(properties).flatMap(([name, schema]) => {
      const { any, literals, branches, opaque } = shapeOf(schema, schemas);
      const isOpen = any || branches.length > 0 || opaque.length > 0;
      return isOpen ? [] : [[name, literals] as const];
    }),
  );
}
