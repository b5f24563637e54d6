import type { Duty, Level } from './levels.ts';
import { between, type Span } from './time-span.ts';

/** Who is on call during a range, in order, no two at once, cut off at its ends. */
export function dutiesWithin(levels: readonly Level[], range: Span): Duty[] {
  return joined(overlaid(levels.map((level) => level.within(range))));
}

/** When nobody is. */
export const gapsWithin = (duties: readonly Duty[], range: Span): Span[] => between(duties, range);

/** Who is on call at a moment, from when and until when, however long that is. */
export function dutyAt(levels: readonly Level[], time: number): Duty | undefined {
  let start = -Infinity;
  let end = Infinity;
  for (const level of levels.toReversed()) {
    const duty = level.at(time);
    if (duty) {
      return { ...duty, start: Math.max(start, duty.start), end: Math.min(end, duty.end) };
    }
    const silence = level.silence(time);
    start = Math.max(start, silence.start);
    end = Math.min(end, silence.end);
  }
  return undefined;
}

/** Later lists come before earlier ones. In halves, so that many short ones take little time. */
function overlaid(lists: readonly (readonly Duty[])[]): readonly Duty[] {
  const [first = []] = lists;
  if (lists.length <= 1) return first;
  const middle = lists.length >> 1;
  return onTopOf(overlaid(lists.slice(0, middle)), overlaid(lists.slice(middle)));
}

/** Both lists are in order. */
function onTopOf(below: readonly Duty[], above: readonly Duty[]): readonly Duty[] {
  if (above.length === 0) return below;
  if (below.length === 0) return above;
  const left: Duty[] = [];
  let from = 0;
  for (const duty of below) {
    while ((above[from]?.end ?? Infinity) <= duty.start) from += 1;
    let to = from;
    while ((above[to]?.start ?? Infinity) < duty.end) to += 1;
    for (const free of between(above.slice(from, to), duty)) left.push({ ...duty, ...free });
  }
  return [...left, ...above].toSorted((a, b) => a.start - b.start);
}

/** Where one duty was told in two parts, at a midnight on Sunday for example. */
function joined(duties: readonly Duty[]): Duty[] {
  const result: Duty[] = [];
  for (const duty of duties) {
    const last = result.at(-1);
    if (last && last.end === duty.start && isSame(last, duty)) last.end = duty.end;
    else result.push({ ...duty });
  }
  return result;
}

const isSame = (a: Duty, b: Duty): boolean =>
  a.source === b.source &&
  a.layer === b.layer &&
  a.overrideId === b.overrideId &&
  a.turn === b.turn;
