/** From one moment to before another, in milliseconds. */
export interface Span {
  start: number;
  end: number;
}

/** Those of some that are not empty, each cut off at the ends of another. */
export function within<S extends Span>(spans: readonly S[], { start, end }: Span): S[] {
  return spans
    .filter((span) => span.start < end && span.end > start)
    .map((span) => ({
      ...span,
      start: Math.max(span.start, start),
      end: Math.min(span.end, end),
    }))
    .filter((span) => span.start < span.end);
}

/** The same times, in order, as few as can be. */
export function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else if (start < end) result.push({ start, end });
  }
  return result;
}

/** The times of a range that none of some has. They are in order and do not overlap. */
export function between(spans: readonly Span[], range: Span): Span[] {
  const free: Span[] = [];
  let start = range.start;
  for (const span of spans) {
    if (span.start > start) free.push({ start, end: span.start });
    start = Math.max(start, span.end);
  }
  return start < range.end ? [...free, { start, end: range.end }] : free;
}
