import type { Calendar } from '@tocsin/client';
import { dayText } from './oncall-times.ts';

/** A part of a calendar: somebody's shift, or a time at which nobody is on call. */
export interface Piece {
  kind: 'shift' | 'override' | 'gap';
  start: string;
  end: string;
  member: string | null;
  overrideId: string | null;
}

export function piecesOf(calendar: Calendar | undefined): Piece[] {
  if (!calendar) return [];
  const shifts = calendar.shifts.map(({ start, end, member, source, overrideId }) => ({
    kind: source === 'override' ? ('override' as const) : ('shift' as const),
    start,
    end,
    member,
    overrideId,
  }));
  const gaps = calendar.gaps.map(({ start, end }) => ({
    kind: 'gap' as const,
    start,
    end,
    member: null,
    overrideId: null,
  }));
  return [...shifts, ...gaps].toSorted((a, b) => (a.start < b.start ? -1 : 1));
}

/** All that a bar shows, in words. */
export function saidOf({ kind, start, end, member }: Piece): string {
  const span = `${dayText(start)} to ${dayText(end)}`;
  if (kind === 'gap') return `Nobody is on call, ${span}`;
  return `${member ?? ''}, ${span}${kind === 'override' ? ', by an override' : ''}`;
}
