import { Temporal } from 'temporal-polyfill';

/** A time during which a zone keeps one offset, in milliseconds since 1970 UTC; it may have no end. */
interface Stretch {
  from: number;
  to: number;
  offset: number;
}

/** Never has a zone been farther from UTC. */
const FARTHEST_OFFSET = 16 * 3_600_000;
/** Of one zone; a zone changes its offset twice a year at most times. */
const REMEMBERED = 1_000;

/**
 * What the clock on a wall shows. A local time is a number too: the milliseconds since 1970 of a clock
 * in UTC that shows the same, so local days are always 24 hours.
 */
export class WallClock {
  readonly #zone: string;
  /** In order, as far as somebody has asked. */
  #known: Stretch[] = [];

  constructor(zone: string) {
    this.#zone = zone;
  }

  /** What it shows at a moment. */
  localAt(time: number): number {
    return time + this.#stretchAt(time).offset;
  }

  /**
   * The first moment at which it shows this or later: of a time that comes twice the first, and for
   * one that is skipped the moment at which it is. So later local times are never reached earlier.
   */
  reaches(local: number): number {
    let stretch = this.#stretchAt(local - FARTHEST_OFFSET);
    while (local - stretch.offset >= stretch.to) stretch = this.#stretchAt(stretch.to);
    return Math.max(stretch.from, local - stretch.offset);
  }

  #stretchAt(time: number): Stretch {
    let low = 0;
    let high = this.#known.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const stretch = this.#known[middle];
      if (stretch === undefined || time < stretch.from) high = middle;
      else if (time >= stretch.to) low = middle + 1;
      else return stretch;
    }
    const found = this.#ask(time);
    if (this.#known.length < REMEMBERED) this.#known.splice(low, 0, found);
    else this.#known = [found];
    return found;
  }

  #ask(time: number): Stretch {
    const there = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(this.#zone);
    // The one before a moment is not the one at it.
    const before = there.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
    const after = there.getTimeZoneTransition('next');
    return {
      from: before?.epochMilliseconds ?? -Infinity,
      to: after?.epochMilliseconds ?? Infinity,
      offset: there.offsetNanoseconds / 1_000_000,
    };
  }
}

const clocks = new Map<string, WallClock>();

/** The clock of a zone. It remembers what it has looked up: that takes a thousand times as long. */
export function wallClockOf(timeZone: string): WallClock {
  // Names are the same in any case.
  const zone = timeZone.toLowerCase();
  let clock = clocks.get(zone);
  if (!clock) clocks.set(zone, (clock = new WallClock(timeZone)));
  return clock;
}
