import type { Incident, Severity } from '@tocsin/contract';
import type { JobPolicy } from '../jobs/job.ts';
import { backoff } from '../jobs/rules.ts';
import type { NotificationRow } from './queries.ts';

/** So many attempts; then it has failed. */
export const MOST_ATTEMPTS = 12;
/** Whoever asks for a longer wait is asked again after a day. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** How long to wait after an attempt that may go well later, or `undefined`: it is enough. */
export function waitAfter(
  policy: JobPolicy,
  attempt: number,
  retryAfterMs: number | undefined,
  random: number,
): number | undefined {
  if (attempt >= MOST_ATTEMPTS) return undefined;
  if (retryAfterMs !== undefined) return Math.min(retryAfterMs, LONGEST_WAIT_MS);
  return backoff(policy, attempt, random);
}

export const urgencyOf = (severity: Severity): 'high' | 'low' =>
  severity === 'P1' || severity === 'P2' ? 'high' : 'low';

/** Of the same recipient within so long, those beyond some are bundled. */
export const BUNDLE_WINDOW_MS = 60_000;

/** What somebody waits for goes out alone: a test, and what was sent anew by hand. */
export const mayBeBundled = ({ reason, personId, resentAt, attempts }: NotificationRow): boolean =>
  personId !== null &&
  reason !== 'test' &&
  reason !== 'bundle' &&
  resentAt === null &&
  attempts === 0;

const ended: ReadonlySet<NotificationRow['status']> = new Set([
  'delivered',
  'failed',
  'cancelled',
  'bundled',
]);
export const hasEnded = ({ status }: Pick<NotificationRow, 'status'>): boolean => ended.has(status);

/** Why nobody needs a notification any more, if so. */
export function whyMoot(
  { reason, resentAt }: Pick<NotificationRow, 'reason' | 'resentAt'>,
  incident: Pick<Incident, 'phase'> | undefined,
): string | undefined {
  if ((reason !== 'assigned' && reason !== 'escalated') || resentAt !== null) return undefined;
  if (!incident) return 'The incident is not there any more.';
  if (incident.phase === 'open') return undefined;
  return incident.phase === 'resolved'
    ? 'The incident has been resolved.'
    : 'The incident has been acknowledged.';
}
