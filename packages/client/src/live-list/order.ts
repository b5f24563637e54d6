import type { IncidentsListInput } from '../generated/incidents.ts';
import type { Incident } from '../generated/types.ts';

type Order = (a: Incident, b: Incident) => number;

/** Negative where `a` comes first, in the server's order: it ends in that of creation, always. */
export function orderOf({ sort }: IncidentsListInput): Order {
  return orders[sort ?? 'relevance'];
}

const byCreation: Order = (a, b) => compare(a.createdAt, b.createdAt) || a.number - b.number;
const byUpdate: Order = (a, b) => compare(a.updatedAt, b.updatedAt) || byCreation(a, b);

const orders: Record<NonNullable<IncidentsListInput['sort']>, Order> = {
  '-createdAt': (a, b) => byCreation(b, a),
  createdAt: byCreation,
  '-updatedAt': (a, b) => byUpdate(b, a),
  updatedAt: byUpdate,
  severity: (a, b) => compare(a.severity, b.severity) || byCreation(b, a),
  // Where no words are looked for, this is the newest first.
  relevance: (a, b) => byCreation(b, a),
};

/** Timestamps and severities are in order as text. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
