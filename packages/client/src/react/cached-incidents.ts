import type { Query, QueryCache } from '@tanstack/react-query';
import type { IncidentsGetInput, IncidentsListInput } from '../generated/incidents.ts';
import type { Incident, Page } from '../generated/types.ts';
import { applyChange, type Change } from '../live-list/apply-change.ts';

/** A query under a key of `tocsinKey`, made by `tocsinQuery` or by hand. */
export type CachedQuery = Query<unknown, Error, unknown>;

/** All that is kept of incidents. */
export function cachedIncidents(cache: QueryCache): CachedQuery[] {
  return cache.findAll({ queryKey: ['tocsin', 'incidents'] });
}

/** The data of a query after a change, and whether the server would answer the same. */
export function changed(query: CachedQuery, change: Change): { data: unknown; isExact: boolean } {
  const [, , name, input] = query.queryKey;
  const { data } = query.state;
  if (data === undefined) return { data, isExact: true };
  if (name === 'get') {
    return changedIncident(data as Incident, change, input as IncidentsGetInput);
  }
  if (name === 'list' && isPage(data)) {
    const { page, isExact } = applyChange(data, change, input as IncidentsListInput);
    return { data: page, isExact };
  }
  return { data, isExact: false };
}

function changedIncident(
  data: Incident,
  { incident, incidentId }: Change,
  { id }: IncidentsGetInput,
) {
  if (incidentId !== id) return { data, isExact: true };
  // That it is gone is for the server to say, as it does to everybody who asks.
  if (!incident) return { data, isExact: false };
  return { data: incident.version > data.version ? incident : data, isExact: true };
}

/** Other shapes may be kept under the key of a list, such as those of infinite queries. */
const isPage = (data: unknown): data is Page<Incident> =>
  typeof data === 'object' && data !== null && 'items' in data && 'nextCursor' in data;
