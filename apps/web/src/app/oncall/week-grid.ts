/** Something that lasts, on a calendar. */
export interface Span {
  start: string;
  end: string;
}

/** So many days side by side. Days are those of the person's own clock; some last 23 or 25 hours. */
export interface Row {
  /** The beginning of each day, and the end of the last. */
  edges: readonly number[];
}

/** A span, as far as a row has it; places are shares of the row's width. */
export interface Bar<T extends Span> {
  span: T;
  left: number;
  width: number;
  /** It begins, or ends, in another row. */
  isFromBefore: boolean;
  isGoingOn: boolean;
}

const DAYS = 7;

export function startOfDay(at: number, daysLater = 0): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + daysLater).getTime();
}

/** The Monday of the week. */
export function startOfWeek(at: number): number {
  return startOfDay(at, -((new Date(at).getDay() + 6) % DAYS));
}

export function rowsFrom(start: number, count: number, days = DAYS): Row[] {
  return Array.from({ length: count }, (_, row) => ({
    edges: Array.from({ length: days + 1 }, (_, day) => startOfDay(start, row * days + day)),
  }));
}

export const firstOf = ({ edges }: Row): number => edges[0] ?? 0;
export const lastOf = ({ edges }: Row): number => edges.at(-1) ?? 0;

/** Where a moment is in a row: 0 is its left edge, 1 its right one. */
export function shareAt({ edges }: Row, at: number): number {
  const days = edges.length - 1;
  const day = edges.findLastIndex((edge) => edge <= at);
  if (day < 0) return 0;
  const [from, to] = [edges[day], edges[day + 1]];
  if (from === undefined || to === undefined) return 1;
  return (day + (at - from) / (to - from)) / days;
}

/** The moment at a place of a row, to the whole step of its day. */
export function momentAt({ edges }: Row, share: number, step: number): number {
  const days = edges.length - 1;
  const place = Math.max(0, Math.min(days, share * days));
  const day = Math.min(days - 1, Math.floor(place));
  const [from = 0, to = 0] = [edges[day], edges[day + 1]];
  return Math.min(to, from + Math.round(((place - day) * (to - from)) / step) * step);
}

export function barsOf<T extends Span>(row: Row, spans: readonly T[]): Bar<T>[] {
  const [first, last] = [firstOf(row), lastOf(row)];
  return spans.flatMap((span) => {
    const [start, end] = [Date.parse(span.start), Date.parse(span.end)];
    if (end <= first || start >= last) return [];
    const left = shareAt(row, Math.max(start, first));
    return {
      span,
      left,
      width: shareAt(row, Math.min(end, last)) - left,
      isFromBefore: start < first,
      isGoingOn: end > last,
    };
  });
}
