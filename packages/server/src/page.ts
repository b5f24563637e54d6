import type { Page } from '@tocsin/contract';

/** Counting stops here where it has to be done row by row. */
export const COUNTED_AT_MOST = 1000;

/** A count that was stopped one behind the limit. */
export const cappedTotal = (count: number): Pick<Page<unknown>, 'total' | 'totalRelation'> =>
  count > COUNTED_AT_MOST
    ? { total: COUNTED_AT_MOST, totalRelation: 'gte' }
    : { total: count, totalRelation: 'eq' };

type Cut<Item> = Pick<Page<Item>, 'items' | 'nextCursor'>;

/** Cuts a list that was fetched one too long; `itemOf` makes of a row what the wire has. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (last: Row) => string,
): Cut<Row>;
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (last: Row) => string,
  itemOf: (row: Row) => Item,
): Cut<Item>;
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (last: Row) => string,
  itemOf: (row: Row) => unknown = (row) => row,
): Cut<unknown> {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map((row) => itemOf(row)),
    nextCursor: last === undefined ? null : cursorOf(last),
  };
}

/** A row as the wire has it: only the order of lists needs its position. */
export function withoutPosition<Row extends { position: number }>({
  position: _,
  ...item
}: Row): Omit<Row, 'position'> {
  return item;
}
