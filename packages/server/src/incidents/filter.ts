import type { Phase, Severity } from '@tocsin/contract';
import { and, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Reader, Tables } from '../storage/storage.ts';
import { facet } from '../storage/search-terms.ts';

/** What a list lets through. A missing part lets everything through. */
export interface IncidentFilter {
  phases: readonly Phase[] | undefined;
  severities: readonly Severity[] | undefined;
  services: readonly string[] | undefined;
  assignees: readonly string[] | undefined;
  /** Positions, `from` included and `to` not. */
  from: number | undefined;
  to: number | undefined;
}

/** Filters that have the same shape differ in values only, and share one prepared query. */
export const filterShape = (filter: IncidentFilter): string =>
  [
    filter.phases?.join() ?? '*',
    filter.severities?.length ?? 0,
    filter.services?.length ?? 0,
    filter.assignees?.length ?? 0,
    filter.from === undefined ? '' : 'from',
    filter.to === undefined ? '' : 'to',
  ].join('/');

/** The values of {@link filterConditions}' placeholders. */
export function filterValues(filter: IncidentFilter): Record<string, string | number> {
  const lists = {
    severity: filter.severities,
    service: filter.services,
    assignee: filter.assignees,
  };
  const values: Record<string, string | number> = {};
  for (const [name, list] of Object.entries(lists)) {
    list?.forEach((value, i) => (values[`${name}${i}`] = value));
  }
  if (filter.from !== undefined) values['from'] = filter.from;
  if (filter.to !== undefined) values['to'] = filter.to;
  return values;
}

/**
 * The filter as conditions on the incidents table. `ordered` says by which the list is: an index
 * helps only where it yields that order too, so the planner is kept off the others. Otherwise it
 * would fetch and sort every match for the sake of one page.
 */
export function filterConditions(
  { tables: { incidents: i }, dialect }: Reader,
  filter: IncidentFilter,
  ordered: 'by position' | 'by another column',
): SQL | undefined {
  const byPosition = ordered === 'by position';
  const oneOf = (column: SQLiteColumn, name: string, count = 0) => {
    if (count === 0) return undefined;
    const values = Array.from({ length: count }, (_, n) => sql.placeholder(`${name}${n}`));
    const indexed = byPosition && count === 1;
    const operand = indexed ? sql`${column}` : dialect.unindexed(column);
    return values.length === 1 ? eq(operand, values[0]) : inArray(operand, values);
  };
  return and(
    phaseCondition(i, dialect, filter.phases),
    oneOf(i.severity, 'severity', filter.severities?.length),
    oneOf(i.service, 'service', filter.services?.length),
    oneOf(i.assignedTo, 'assignee', filter.assignees?.length),
    filter.from === undefined ? undefined : gte(i.position, sql.placeholder('from')),
    filter.to === undefined ? undefined : lt(i.position, sql.placeholder('to')),
  );
}

/** By status as far as that goes: it has indexes for every order, and few incidents are open. */
function phaseCondition(
  i: Tables['incidents'],
  dialect: Reader['dialect'],
  phases: readonly Phase[] | undefined,
): SQL | undefined {
  if (!phases) return undefined;
  if (phases.length === 1 && phases[0] === 'resolved') return eq(i.status, 'Closed');
  const exact = inArray(dialect.unindexed(i.phase), [...phases]);
  if (phases.includes('resolved')) return exact;
  return phases.length === 3 ? eq(i.status, 'Open') : and(eq(i.status, 'Open'), exact);
}

/** What can be filtered for, as facets of the search index. */
export const incidentFacets = (incident: {
  phase: Phase;
  severity: Severity;
  service: string;
  assignedTo: string | null;
}): string[] => [
  facet('phase', incident.phase),
  facet('severity', incident.severity),
  facet('service', incident.service),
  ...(incident.assignedTo === null ? [] : [facet('assignee', incident.assignedTo)]),
];

/** The filter as facets, without its times. */
export const filterFacets = (filter: IncidentFilter): string[][] =>
  Object.entries({
    phase: filter.phases,
    severity: filter.severities,
    service: filter.services,
    assignee: filter.assignees,
  }).flatMap(([field, values]) => (values ? [values.map((value) => facet(field, value))] : []));
