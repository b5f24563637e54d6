import type { Page } from '@tocsin/contract';

/** Counting stops here where it has to be done row by row. */
export const COUNTED_AT_MOST = 1000;

/** A count that was stopped one behind the limit. */
export const cappedTotal = (count: number): Pick<Page<unknown>, 'total' | 'totalRelation'> =>
  count > COUNTED_AT_MOST
    ? { total: COUNTED_AT_MOST, totalRelation: 'gte' }
    : { total: count, totalRelation: 'eq' };

/** Cuts a list that was fetched one too long, and drops what the wire does not have. */
export function pageOf<Row extends { position: number }>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (last: Row) => string,
): { items: Omit<Row, 'position'>[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ position: _, ...item }) => item),
    nextCursor: rows.length > limit && last ? cursorOf(last) : null,
  };
}
