import * as z from 'zod';
import { invalidInput } from './errors.ts';

/** Where a list goes on: what it is ordered by, and that order's values of the last item. */
export interface Place {
  order: string;
  keys: readonly (string | number)[];
}

const Cursor = z.tuple([z.string()]).rest(z.union([z.string(), z.number()]));

/** A place as text that callers hand back unread. */
export const encodeCursor = ({ order, keys }: Place): string =>
  Buffer.from(JSON.stringify([order, ...keys])).toString('base64url');

/**
 * The keys of a cursor that {@link encodeCursor} made for this order and these kinds of keys.
 * @throws UNPROCESSABLE_CONTENT for any other text.
 */
export function decodeCursor<const Kinds extends readonly ('string' | 'number')[]>(
  cursor: string,
  order: string,
  kinds: Kinds,
): { [I in keyof Kinds]: Kinds[I] extends 'number' ? number : string } {
  const [cursorOrder, ...keys] = parse(cursor);
  const fits = keys.length === kinds.length && keys.every((key, i) => typeof key === kinds[i]);
  if (cursorOrder !== order || !fits) {
    throw invalidInput('cursor', 'Must be the cursor of a page of this list in this order');
  }
  // Safe: each key's type has just been compared with its kind.
  return keys as never;
}

function parse(cursor: string): readonly (string | number)[] {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    return [];
  }
}
