import type { Phase, Severity } from '@tocsin/client';

export const severities = ['P1', 'P2', 'P3', 'P4'] as const satisfies readonly Severity[];

export const severityWord: Record<Severity, string> = {
  P1: 'Critical',
  P2: 'High',
  P3: 'Medium',
  P4: 'Low',
};

/** In the order in which an incident passes them. */
export const phases = [
  'open',
  'acknowledged',
  'in_progress',
  'resolved',
] as const satisfies readonly Phase[];

export const phaseWord: Record<Phase, string> = {
  open: 'Open',
  acknowledged: 'Acknowledged',
  in_progress: 'In progress',
  resolved: 'Resolved',
};

/** `3 incidents`, `1 incident`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString()} ${count === 1 ? one : many}`;
