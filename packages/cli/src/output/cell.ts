import { shownInline } from './terminal.ts';

export type Row = Readonly<Record<string, unknown>>;

export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text that belongs on lines of its own. */
export const isLong = (value: unknown): boolean =>
  typeof value === 'string' && (value.includes('\n') || value.length > 300);

/** A value on one line of a few words. */
export function cellOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  if (typeof value === 'string') return shownInline(value);
  if (!Array.isArray(value)) return shownInline(JSON.stringify(value));
  return value.some((item) => typeof item === 'object' && item !== null)
    ? String(value.length)
    : value.map(cellOf).join(', ') || '-';
}

/** The same in a column: a timestamp to the minute. */
export function shortCellOf(value: unknown): string {
  if (typeof value !== 'string') return cellOf(value);
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z$/.exec(value) ?? [];
  return day === undefined ? cellOf(value) : `${day} ${time}Z`;
}
