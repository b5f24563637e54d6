import type { IncidentQuery } from './incident-query.ts';

export interface StatusTab {
  label: string;
  status: IncidentQuery['status'];
  isCurrent: boolean;
  /** `undefined`: not known yet. */
  count: string | undefined;
}

const tabs = [
  { label: 'Open', status: ['Open'] },
  { label: 'Closed', status: ['Closed'] },
  { label: 'All', status: [] },
] as const;

/** Open, closed and all; filters for phases are part of open. */
export function tabsOf(
  { status }: IncidentQuery,
  counts: ReadonlyMap<string, string>,
): StatusTab[] {
  const isClosed = (word: string): boolean => word === 'Closed' || word === 'resolved';
  const label = status.length === 0 ? 'All' : status.every(isClosed) ? 'Closed' : 'Open';
  return tabs.map((tab) => ({
    label: tab.label,
    status: [...tab.status],
    isCurrent: tab.label === label,
    count: counts.get(tab.label),
  }));
}
