import { asc, desc, gt, lt, type SQL, sql } from 'drizzle-orm';
import { decodeCursor } from '../cursor.ts';
import type { Reader } from '../storage/storage.ts';
import type { Place } from './places.ts';

export type Sort = '-createdAt' | 'createdAt' | '-updatedAt' | 'updatedAt' | 'severity';

/** The order of a sort, and where it goes on. Every order ends in `position`, which is unique. */
export function orderOf(sort: Sort, { tables: { incidents: i } }: Reader): SQL[] {
  return {
    '-createdAt': [desc(i.position)],
    createdAt: [asc(i.position)],
    '-updatedAt': [desc(i.updatedAt), desc(i.position)],
    updatedAt: [asc(i.updatedAt), asc(i.position)],
    severity: [asc(i.severity), desc(i.position)],
  }[sort];
}

/** The rows behind a cursor. */
export function behindCursor(sort: Sort, { tables: { incidents: i } }: Reader): SQL | undefined {
  const [key, position] = [sql.placeholder('key'), sql.placeholder('position')];
  return {
    '-createdAt': lt(i.position, position),
    createdAt: gt(i.position, position),
    '-updatedAt': sql`(${i.updatedAt}, ${i.position}) < (${key}, ${position})`,
    updatedAt: sql`(${i.updatedAt}, ${i.position}) > (${key}, ${position})`,
    severity: sql`${i.severity} >= ${key} and (${i.severity} > ${key} or ${i.position} < ${position})`,
  }[sort];
}

/** What a cursor holds of the last row of a page. */
export function keysOf(sort: Sort, row: Place): (string | number)[] {
  if (sort.endsWith('createdAt')) return [row.position];
  return [sort === 'severity' ? row.severity : row.updatedAt, row.position];
}

/** What a cursor of this sort holds, as the values of {@link behindCursor}'s placeholders. */
export function sortKeys(sort: Sort, cursor: string): Record<string, string | number> {
  if (sort.endsWith('createdAt')) {
    const [position] = decodeCursor(cursor, sort, ['number']);
    return { position };
  }
  const [key, position] = decodeCursor(cursor, sort, ['string', 'number']);
  return { key, position };
}
