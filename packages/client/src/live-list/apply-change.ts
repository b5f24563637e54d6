import type { IncidentsListInput } from '../generated/incidents.ts';
import type { Incident, IncidentChange, Page } from '../generated/types.ts';
import { isAboutFilter, isSearch, passes } from './filter.ts';
import { orderOf } from './order.ts';

/** A change of an incident, as `incidents.watch` sends it. */
export type Change = Extract<IncidentChange, { incidentId: string }>;

export interface Applied {
  /** The page with the change in it; the very same page where nothing is different. */
  page: Page<Incident>;
  /**
   * Whether the server would answer this page now. Otherwise it is right as far as the page alone
   * can tell, and should be read again soon: what moves up from the next page, what a search finds
   * and how many there are on all pages is not in it.
   */
  isExact: boolean;
}

/** How many items the server sends unless told otherwise. */
const DEFAULT_LIMIT = 100;

/**
 * A page of `incidents.list(input)` after a change: what no longer fits is gone, what now fits is
 * there, everything in the order of the list. A change that the page has already, because it was
 * read later or because the change comes twice, does nothing.
 */
export function applyChange(
  page: Page<Incident>,
  change: Change,
  input: IncidentsListInput = {},
): Applied {
  const { incident } = change;
  const held = page.items.find(({ id }) => id === change.incidentId);
  if (held && incident && incident.version <= held.version) return { page, isExact: true };
  const fits = incident !== null && passes(incident, input);
  if (held) return fits ? replaced(page, held, incident, input) : removed(page, held, input);
  if (fits) return added(page, incident, change, input);
  return { page, isExact: isWhole(page, input) || !mayHaveFitted(change, input) };
}

/** Whether the page is all that there is. */
const isWhole = ({ nextCursor }: Page<Incident>, { cursor }: IncidentsListInput): boolean =>
  nextCursor === null && cursor === undefined;

/** Whether it may have been on another page, or is there now. */
const mayHaveFitted = ({ type, changes }: Change, input: IncidentsListInput): boolean =>
  type === 'incident.deleted' || isAboutFilter(Object.keys(changes), input);

function removed(page: Page<Incident>, held: Incident, input: IncidentsListInput): Applied {
  const items = page.items.filter((item) => item !== held);
  return { page: { ...page, items, total: page.total - 1 }, isExact: isWhole(page, input) };
}

function replaced(
  page: Page<Incident>,
  held: Incident,
  incident: Incident,
  input: IncidentsListInput,
): Applied {
  const inPlace = page.items.map((item) => (item === held ? incident : item));
  if (isSearch(input)) return { page: { ...page, items: inPlace }, isExact: false };
  const order = orderOf(input);
  if (isSorted(inPlace, order) && (isWhole(page, input) || order(held, incident) === 0)) {
    return { page: { ...page, items: inPlace }, isExact: true };
  }
  const others = page.items.filter((item) => item !== held);
  return inserted({ ...page, items: others }, incident, input);
}

function added(
  page: Page<Incident>,
  incident: Incident,
  { type }: Change,
  input: IncidentsListInput,
): Applied {
  if (isSearch(input)) return { page, isExact: false };
  const isNew = isWhole(page, input) || type === 'incident.created';
  return inserted(isNew ? { ...page, total: page.total + 1 } : page, incident, input);
}

/** Puts an incident where it belongs, unless that may be on another page. */
function inserted(page: Page<Incident>, incident: Incident, input: IncidentsListInput): Applied {
  const order = orderOf(input);
  const next = page.items.findIndex((item) => order(incident, item) < 0);
  const isOutside =
    next === -1 ? page.nextCursor !== null : next === 0 && input.cursor !== undefined;
  if (isOutside) return { page, isExact: false };
  const items = page.items.toSpliced(next === -1 ? page.items.length : next, 0, incident);
  const limit = input.limit ?? DEFAULT_LIMIT;
  return {
    page: { ...page, items: items.slice(0, limit) },
    isExact: isWhole(page, input) && items.length <= limit,
  };
}

const isSorted = (items: readonly Incident[], order: (a: Incident, b: Incident) => number) =>
  items.every((item, i) => i === 0 || order(items[i - 1] ?? item, item) <= 0);
