import { type Durations, type IncidentStats, MOST_GROUPS, type Severity } from '@tocsin/contract';
import type { CohortRow } from '../incidents/cohort.ts';

const DAY_MS = 24 * 3_600_000;

/** The Monday on which a week began, in UTC. The first day of 1970 was a Thursday. */
export function weekOf(createdAt: string): string {
  const day = Math.floor(Date.parse(createdAt) / DAY_MS);
  const monday = Math.floor((day + 3) / 7) * 7 - 3;
  return new Date(monday * DAY_MS).toISOString().slice(0, 10);
}

/** The least of the times that so many of all do not exceed. `sorted` rises. */
export const nearestRank = (sorted: ArrayLike<number>, share: number): number | null =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;

/** Incidents that are of one group, whatever they are grouped by. */
export interface Cell {
  service: string;
  severity: Severity;
  week: string;
  tally: Tally;
}

export function cellsOf(rows: readonly CohortRow[]): Cell[] {
  const cells = new Map<string, Cell>();
  for (const row of rows) {
    const { service, severity } = row;
    const week = weekOf(row.createdAt);
    const key = `${week} ${severity} ${service}`;
    let cell = cells.get(key);
    if (!cell) cells.set(key, (cell = { service, severity, week, tally: new Tally() }));
    cell.tally.add(row);
  }
  return [...cells.values()];
}

/** Counts one incident after another. */
export class Tally {
  #opened = 0;
  #openNow = 0;
  #merged = 0;
  #acknowledged = 0;
  #unacknowledged = 0;
  #alerts = 0;
  #receipts = 0;
  readonly #mtta: number[] = [];
  readonly #mttr: number[] = [];

  get opened(): number {
    return this.#opened;
  }

  add({ phase, mttaSeconds, mttrSeconds, mergedInto, alerts, receipts }: CohortRow): void {
    this.#opened += 1;
    if (mergedInto !== null) {
      this.#merged += 1;
      return;
    }
    this.#alerts += alerts;
    this.#receipts += receipts;
    if (mttaSeconds !== null) {
      this.#acknowledged += 1;
      this.#mtta.push(mttaSeconds);
    }
    if (phase !== 'resolved') this.#openNow += 1;
    else if (mttaSeconds === null) this.#unacknowledged += 1;
    if (mttrSeconds !== null) this.#mttr.push(mttrSeconds);
  }

  /** What another has counted as well. */
  addAll(other: Tally): void {
    this.#opened += other.#opened;
    this.#openNow += other.#openNow;
    this.#merged += other.#merged;
    this.#acknowledged += other.#acknowledged;
    this.#unacknowledged += other.#unacknowledged;
    this.#alerts += other.#alerts;
    this.#receipts += other.#receipts;
    for (const seconds of other.#mtta) this.#mtta.push(seconds);
    for (const seconds of other.#mttr) this.#mttr.push(seconds);
  }

  stats(): IncidentStats {
    const resolved = this.#opened - this.#openNow - this.#merged;
    return {
      opened: this.#opened,
      openNow: this.#openNow,
      resolved,
      merged: this.#merged,
      acknowledged: this.#acknowledged,
      mtta: durations(this.#mtta),
      mttr: durations(this.#mttr),
      alerts: this.#alerts,
      alertsPerIncident: share(this.#alerts, this.#opened - this.#merged),
      unacknowledgedShare: share(this.#unacknowledged, resolved),
      repeatsPerAlert: share(this.#receipts - this.#alerts, this.#alerts),
    };
  }
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Summed up in whole milliseconds, so that the order in which they come makes no difference. */
function durations(seconds: readonly number[]): Durations {
  const sorted = Float64Array.from(seconds).sort();
  const milliseconds = sorted.reduce((sum, each) => sum + Math.round(each * 1000), 0);
  const mean = share(milliseconds, sorted.length);
  return {
    count: sorted.length,
    mean: mean === null ? null : Math.round(mean) / 1000,
    p50: nearestRank(sorted, 0.5),
    p90: nearestRank(sorted, 0.9),
    p95: nearestRank(sorted, 0.95),
  };
}

/** The largest groups, in the order of their names. */
export function largest(groups: ReadonlyMap<string, Tally>): [string, Tally][] {
  const inOrder = [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (inOrder.length <= MOST_GROUPS) return inOrder;
  const bySize = inOrder.toSorted(([, a], [, b]) => b.opened - a.opened);
  const kept = new Set(bySize.slice(0, MOST_GROUPS).map(([name]) => name));
  return inOrder.filter(([name]) => kept.has(name));
}
