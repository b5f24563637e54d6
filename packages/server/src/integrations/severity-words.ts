import type { AlertSeverity, Integration } from '@tocsin/contract';

/** What senders call it, and what it means here. */
const known: Record<string, AlertSeverity> = {
  critical: 'critical',
  crit: 'critical',
  fatal: 'critical',
  emergency: 'critical',
  disaster: 'critical',
  p1: 'critical',
  high: 'high',
  error: 'high',
  err: 'high',
  major: 'high',
  p2: 'high',
  medium: 'medium',
  moderate: 'medium',
  warning: 'medium',
  warn: 'medium',
  average: 'medium',
  p3: 'medium',
  low: 'low',
  minor: 'low',
  info: 'low',
  informational: 'low',
  information: 'low',
  notice: 'low',
  debug: 'low',
  none: 'low',
  p4: 'low',
  p5: 'low',
};

/** The severity that a sender's word stands for; for one that is not known, what is assumed. */
export function severityOfSender(
  word: string | undefined,
  assumed: Integration['default_severity'],
): AlertSeverity {
  const name = word?.trim().toLowerCase() ?? '';
  return Object.hasOwn(known, name) ? (known[name] ?? assumed) : assumed;
}
