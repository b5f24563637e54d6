import type { Incident, Phase, Severity } from '@tocsin/client';

/** Everything the home page shows. */
export interface Numbers {
  bySeverity: { severity: Severity; open: number }[];
  byPhase: { phase: Phase; count: number }[];
  open: number;
  all: number;
  pressing: Incident[];
  byService: ServiceCount[];
  /** There are more open ones than were counted by service. */
  isPartOfOpen: boolean;
  days: Day[];
  times: { toAcknowledge: Times | undefined; toResolve: Times | undefined };
}

export interface ServiceCount {
  service: string;
  count: number;
  /** P1 and P2 among them. */
  urgent: number;
}

/** What was opened on one day. */
export interface Day {
  from: Date;
  all: number;
  /** P1 and P2 among them. */
  urgent: number;
}

/** Durations in milliseconds. */
export interface Times {
  count: number;
  mean: number;
  median: number;
  p90: number;
}

/** The last days of the calendar where the person is, today included, the oldest first. */
export function daysBefore(now: Date, count: number): { from: Date; to: Date }[] {
  const midnight = (ago: number): Date =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - ago);
  return Array.from({ length: count }, (_, i) => {
    const ago = count - 1 - i;
    return { from: midnight(ago), to: midnight(ago - 1) };
  });
}

/** The services with most open incidents, urgent ones first. */
export function openByService(open: readonly Incident[]): ServiceCount[] {
  const counts = new Map<string, ServiceCount>();
  for (const { service, severity } of open) {
    const found = counts.get(service) ?? { service, count: 0, urgent: 0 };
    found.count += 1;
    if (severity === 'P1' || severity === 'P2') found.urgent += 1;
    counts.set(service, found);
  }
  return [...counts.values()].toSorted(
    (a, b) => b.count - a.count || b.urgent - a.urgent || a.service.localeCompare(b.service),
  );
}

/** From the opening to the first acknowledgement, and to the last resolution, of resolved incidents. */
export function timesOf(resolved: readonly Incident[]): Numbers['times'] {
  const since = (field: 'acknowledgedAt' | 'resolvedAt') =>
    resolved.flatMap((incident) => {
      const at = incident[field];
      return at === null ? [] : [Date.parse(at) - Date.parse(incident.createdAt)];
    });
  return {
    toAcknowledge: summary(since('acknowledgedAt')),
    toResolve: summary(since('resolvedAt')),
  };
}

function summary(durations: readonly number[]): Times | undefined {
  if (durations.length === 0) return undefined;
  const sorted = durations.toSorted((a, b) => a - b);
  // The nearest rank: the smallest duration that so many of all do not exceed.
  const rank = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  const sum = sorted.reduce((total, duration) => total + duration, 0);
  return { count: sorted.length, mean: sum / sorted.length, median: rank(0.5), p90: rank(0.9) };
}
