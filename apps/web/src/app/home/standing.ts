import type { Incident, Phase, Severity, Tocsin } from '@tocsin/client';
import { phases, severities } from '../incidents/words.ts';

const MOST_PRESSING = 6;
const URGENT = ['P1', 'P2'] as const satisfies readonly Severity[];

/** How things stand now. */
export interface Standing {
  /** Whether there has ever been an incident. */
  isNew: boolean;
  open: number;
  bySeverity: { severity: Severity; open: number }[];
  byPhase: { phase: Phase; count: number }[];
  /** Those with most open incidents first. */
  byService: ServiceCount[];
  /** Those that nobody has acknowledged first, then by severity. */
  pressing: Incident[];
}

export interface ServiceCount {
  service: string;
  count: number;
  /** P1 and P2 among them. */
  urgent: number;
}

export async function readStanding(tocsin: Tocsin, signal: AbortSignal): Promise<Standing> {
  const inPhase = (status: Phase | Phase[], limit: number) =>
    tocsin.incidents.list({ status, sort: 'severity', limit }, { signal });
  const [bySeverity, byService, urgent, unseen, seen, ...rest] = await Promise.all([
    tocsin.stats.get({ groupBy: 'severity' }, { signal }),
    tocsin.stats.get({ groupBy: 'service' }, { signal }),
    tocsin.stats.get({ groupBy: 'service', severity: [...URGENT] }, { signal }),
    inPhase('open', MOST_PRESSING),
    inPhase(['acknowledged', 'in_progress'], MOST_PRESSING),
    ...phases.slice(1).map((phase) => inPhase(phase, 1)),
  ]);
  const openOf = new Map(bySeverity.groups.map(({ group, openNow }) => [group, openNow]));
  return {
    isNew: bySeverity.total.opened === 0,
    open: bySeverity.total.openNow,
    bySeverity: severities.map((severity) => ({ severity, open: openOf.get(severity) ?? 0 })),
    byPhase: [unseen, ...rest].map(({ total }, i) => ({
      phase: phases[i] ?? 'open',
      count: total,
    })),
    byService: openByService(byService.groups, urgent.groups),
    pressing: [...unseen.items, ...seen.items].slice(0, MOST_PRESSING),
  };
}

type Group = { group: string; openNow: number };

/** The services that have open incidents, those with most of them first, the more urgent before others. */
export function openByService(all: readonly Group[], urgent: readonly Group[]): ServiceCount[] {
  const urgentOf = new Map(urgent.map(({ group, openNow }) => [group, openNow]));
  return all
    .filter(({ openNow }) => openNow > 0)
    .map(({ group, openNow }) => ({
      service: group,
      count: openNow,
      urgent: urgentOf.get(group) ?? 0,
    }))
    .toSorted(
      (a, b) => b.count - a.count || b.urgent - a.urgent || a.service.localeCompare(b.service),
    );
}
