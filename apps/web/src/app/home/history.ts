import type { IncidentStats, StatsGetInput, Tocsin } from '@tocsin/client';

export type GroupBy = NonNullable<StatsGetInput['groupBy']>;
export type Group = IncidentStats & { group: string };

/** How the incidents of some weeks went. */
export interface History {
  by: GroupBy;
  total: IncidentStats;
  weeks: Week[];
  /** Those that matter most first. */
  groups: Group[];
}

/** What was opened in one week. */
export interface Week {
  /** Its Monday, in UTC. */
  monday: string;
  all: number;
  /** P1 and P2 among them. */
  urgent: number;
}

export async function readHistory(
  tocsin: Tocsin,
  { weeks, by }: { weeks: number; by: GroupBy },
  signal: AbortSignal,
): Promise<History> {
  const mondays = mondaysBefore(Date.now(), weeks);
  const from = mondays[0];
  const read = (input: StatsGetInput) => tocsin.stats.get({ from, ...input }, { signal });
  const [byWeek, urgent, chosen] = await Promise.all([
    read({ groupBy: 'week' }),
    read({ groupBy: 'week', severity: ['P1', 'P2'] }),
    by === 'week' ? undefined : read({ groupBy: by }),
  ]);
  return {
    by,
    total: byWeek.total,
    weeks: weeksOf(mondays, byWeek.groups, urgent.groups),
    groups: inOrder(by, chosen?.groups ?? byWeek.groups),
  };
}

const DAY = 24 * 3_600_000;

/** The Mondays of the last weeks in UTC, as the server has them; this week's is the last. */
export function mondaysBefore(now: number, count: number): string[] {
  // The first day of 1970 was a Thursday.
  const monday = Math.floor((Math.floor(now / DAY) + 3) / 7) * 7 - 3;
  return Array.from({ length: count }, (_, i) =>
    new Date((monday - 7 * (count - 1 - i)) * DAY).toISOString().slice(0, 10),
  );
}

type Opened = Pick<Group, 'group' | 'opened'>;

/** Each week, also those in which nothing was opened: the server names no such group. */
export function weeksOf(
  mondays: readonly string[],
  all: readonly Opened[],
  urgent: readonly Opened[],
): Week[] {
  const openedIn = (groups: readonly Opened[], monday: string) =>
    groups.find(({ group }) => group === monday)?.opened ?? 0;
  return mondays.map((monday) => ({
    monday,
    all: openedIn(all, monday),
    urgent: openedIn(urgent, monday),
  }));
}

function inOrder(by: GroupBy, groups: readonly Group[]): Group[] {
  if (by === 'week') return groups.toReversed();
  return by === 'service' ? groups.toSorted((a, b) => b.opened - a.opened) : [...groups];
}
