import * as z from 'zod';

/** What every list takes besides its filters. */
export const pageInput = {
  limit: z.int().min(1).max(500).default(100).describe('How many items at most.'),
  cursor: z
    .string()
    .max(1000)
    .optional()
    .describe("Where the page begins: the last page's `nextCursor`. Opaque."),
};

/** A page of a list. Over REST the body is `items` alone; see `Link` and `X-Total-Count`. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe('`null` on the last page.'),
    total: z.int().nonnegative().describe('How many there are on all pages.'),
    totalRelation: z
      .enum(['eq', 'gte'])
      .describe('`gte`: there are at least that many; counting stopped there.'),
  });
}

/** A page of items, as handlers return it. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total: number;
  totalRelation: 'eq' | 'gte';
}
