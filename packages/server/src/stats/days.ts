import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { cohortOf, firstIn, positionsOf, type Span } from '../incidents/cohort.ts';
import { positionAt } from '../incidents/queries.ts';
import { type EventRow, eventsAfter, incidentsAfter, lastSeq } from '../events/log.ts';
import { prepared } from '../storage/prepared.ts';
import type { Reader } from '../storage/storage.ts';
import { type Cell, cellsOf } from './rules.ts';

const DAY = positionAt(24 * 3_600_000);
/** In numbers, of eight bytes each: what a million incidents have, and more. */
const MOST_KEPT = 4_000_000;
/** The cells themselves take as much room as so many numbers. */
const SIZE_OF_CELL = 40;
/** After more changes than these it is quicker to read everything anew. */
const MOST_CHANGES = 20_000;
/** So many days that are kept are told of before others get their turn. */
const DAYS_AT_ONCE = 30;
/** How many ids go into one statement. */
const IDS_AT_ONCE = 500;

interface Day {
  cells: Promise<Cell[]>;
  size: number;
}

/**
 * The incidents of whole days, counted up and kept. The event log tells which of them have changed
 * since, and each change of an incident or its alerts is in it, whichever server makes it; so what is
 * kept of a day is as good as its rows, and only days in which something has changed are read again.
 */
export class CountedDays {
  readonly #reader: Reader;
  readonly #days = new LRUCache<number, Day>({
    maxSize: MOST_KEPT,
    sizeCalculation: ({ size }) => size,
  });
  /** The newest event that the days have been told of. */
  #seen: EventRow | undefined;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The incidents of a span as cells, day by day. */
  async *within(span: Span): AsyncGenerator<Cell[]> {
    await this.#catchUp();
    let days = 0;
    for (let from = await this.#firstIn(span); from !== undefined;) {
      days += 1;
      if (days % DAYS_AT_ONCE === 0) await setImmediate();
      const start = from - (from % DAY);
      const day = { from: Math.max(start, span.from), to: Math.min(start + DAY, span.to) };
      const cells = day.to - day.from === DAY ? await this.#kept(start) : await this.#read(day);
      yield cells;
      const rest = { from: day.to, to: span.to };
      // Most days have incidents; where one has none there may be years without.
      from = cells.length > 0 && rest.from < rest.to ? rest.from : await this.#firstIn(rest);
    }
  }

  #firstIn(span: Span): Promise<number | undefined> {
    return firstIn(this.#reader, span);
  }

  /** Forgets the days of whatever has changed. */
  async #catchUp(): Promise<void> {
    const seen = this.#seen;
    const seq = await lastSeq(this.#reader);
    const newest = await this.#eventAt(seq);
    if (seen && isSame(seen, newest)) return;
    // A database that was replaced may have other events by the same numbers.
    const isKnown = seen !== undefined && isSame(seen, await this.#eventAt(seen.seq));
    if (!isKnown || seq - seen.seq > MOST_CHANGES) this.#days.clear();
    else await this.#forgetChangedSince(seen.seq);
    this.#seen = newest;
  }

  async #forgetChangedSince(seq: number): Promise<void> {
    const ids = await incidentsAfter(this.#reader, seq);
    for (let i = 0; i < ids.length; i += IDS_AT_ONCE) {
      const some = ids.slice(i, i + IDS_AT_ONCE);
      const positions = await positionsOf(this.#reader, some);
      // One that is gone was of a day that nobody can tell any more.
      if (positions.length < some.length) return this.#days.clear();
      for (const position of positions) this.#days.delete(position - (position % DAY));
    }
  }

  async #eventAt(seq: number): Promise<EventRow | undefined> {
    const [event] = await eventsAfter(this.#reader, {}, seq - 1, 1);
    return event?.seq === seq ? event : undefined;
  }

  /** Kept before it is read: if something changes meanwhile, it is forgotten, and read again. */
  #kept(start: number): Promise<Cell[]> {
    const known = this.#days.get(start);
    if (known) return known.cells;
    const day = { cells: this.#read({ from: start, to: start + DAY }), size: SIZE_OF_CELL };
    this.#days.set(start, day);
    void this.#weigh(start, day);
    return day.cells;
  }

  async #weigh(start: number, day: Day): Promise<void> {
    const cells = await day.cells.catch(() => undefined);
    if (this.#days.peek(start) !== day) return;
    if (!cells) this.#days.delete(start);
    else {
      const numbers = cells.reduce((sum, { tally }) => sum + 2 * tally.opened, 0);
      this.#days.set(start, { ...day, size: numbers + SIZE_OF_CELL * (cells.length + 1) });
    }
  }

  async #read(span: Span): Promise<Cell[]> {
    const pages = [];
    for await (const rows of cohortOf(this.#reader, span)) {
      pages.push(rows);
      // Databases in this process answer at once, and everybody else would wait for the whole.
      await setImmediate();
    }
    return cellsOf(pages.flat());
  }
}

/** What is kept of each database. */
export const countedDays = prepared((reader) => new CountedDays(reader));

const isSame = (a: EventRow, b: EventRow | undefined): boolean =>
  a.seq === b?.seq && a.at === b.at && a.entityId === b.entityId;
