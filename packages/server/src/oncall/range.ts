import { timestamp } from '../clock.ts';
import { invalidInput } from '../errors.ts';
import type { Span } from './time-span.ts';
import { DAY } from './times-of-week.ts';

/** How far ahead anybody may look, and how long an override may be. */
export const LONGEST = 366 * DAY;

/** Beyond these a timestamp has more than four digits for its year. */
const FIRST_MOMENT = Date.parse('0000-01-01T00:00:00.000Z');
const LAST_MOMENT = Date.parse('9999-12-31T23:59:59.999Z');

/** A moment as the wire has it. */
export const moment = (time: number): string =>
  timestamp(Math.min(Math.max(time, FIRST_MOMENT), LAST_MOMENT));

/**
 * The range that a caller asks for.
 * @throws UNPROCESSABLE_CONTENT when it ends before it begins, or is too long
 */
export function rangeOf(
  input: { from?: string | undefined; to?: string | undefined },
  otherwise: { from: number; length: number },
): Span {
  const start = input.from === undefined ? otherwise.from : Date.parse(input.from);
  const end = input.to === undefined ? start + otherwise.length : Date.parse(input.to);
  refuseNoTime({ start, end }, 'to', 'from');
  return { start, end: Math.min(end, LAST_MOMENT) };
}

/** @throws UNPROCESSABLE_CONTENT when a time is none, or longer than anybody may ask for */
export function refuseNoTime({ start, end }: Span, endField: string, startField: string): void {
  if (end <= start) throw invalidInput(endField, `Must be after \`${startField}\``);
  if (end - start > LONGEST) {
    throw invalidInput(endField, `Must be at most 366 days after \`${startField}\``);
  }
}
