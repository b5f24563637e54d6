import {
  type Incident,
  type IncidentEventType,
  type Phase,
  phases,
  type Severity,
  type Status,
  type StatusInput,
} from '@tocsin/contract';

/** An incident without its notes. */
export type IncidentFields = Omit<Incident, 'notes'>;

/** What a caller may set. */
export interface IncidentPatch {
  title?: string | undefined;
  severity?: Severity | undefined;
  service?: string | undefined;
  assignedTo?: string | null | undefined;
  status?: StatusInput | undefined;
}

/** An incident as it will be, with what makes it different. */
export interface Revised {
  incident: IncidentFields;
  changes: Record<string, { from: string | null; to: string | null }>;
  type: IncidentEventType;
}

/** What an incident cannot do as it is now; the message says why. */
export class NotNowError extends Error {
  override readonly name: string = 'NotNowError';
}

/** A phase that lies behind the one an incident is in: only `reopen` goes back. */
export class BackwardPhaseError extends NotNowError {
  override readonly name = 'BackwardPhaseError';
}

export const statusOf = (phase: Phase): Status => (phase === 'resolved' ? 'Closed' : 'Open');

/** The phase a status word asks for; `Open` is content with any phase that is not resolved. */
export function phaseFor(word: StatusInput, current: Phase): Phase {
  if (word === 'Closed') return 'resolved';
  if (word === 'Open') return current === 'resolved' ? 'open' : current;
  return word;
}

/** The phases a status filter lets through; `undefined` when it lets all through. */
export function phasesMatching(words: readonly StatusInput[] | undefined): Phase[] | undefined {
  if (!words) return undefined;
  const wanted = phases.filter((phase) => words.includes(phase) || words.includes(statusOf(phase)));
  return wanted.length === phases.length ? undefined : wanted;
}

/** A new incident. `now` is when it was opened. */
export function openIncident(
  input: {
    title: string;
    severity: Severity;
    service: string;
    assignedTo: string | null;
    status: StatusInput;
  },
  identity: { id: string; number: number },
  now: string,
): IncidentFields {
  const phase = phaseFor(input.status, 'open');
  return timed({
    ...identity,
    title: input.title,
    severity: input.severity,
    status: statusOf(phase),
    phase,
    service: input.service,
    assignedTo: input.assignedTo,
    createdAt: now,
    updatedAt: now,
    acknowledgedAt: isAtWork(phase) ? now : null,
    resolvedAt: phase === 'resolved' ? now : null,
    snoozedUntil: null,
    mergedInto: null,
    version: 1,
  });
}

/**
 * Applies a caller's wishes; `undefined` when everything is so already.
 * @throws BackwardPhaseError when the phase would go backward.
 */
export function revise(
  before: IncidentFields,
  patch: IncidentPatch,
  now: string,
): Revised | undefined {
  const phase = patch.status === undefined ? before.phase : phaseFor(patch.status, before.phase);
  if (phases.indexOf(phase) < phases.indexOf(before.phase)) {
    throw new BackwardPhaseError(
      `The incident is ${before.phase}; it cannot go back to ${phase}. Reopen it instead.`,
    );
  }
  return revised(
    before,
    {
      ...before,
      title: patch.title ?? before.title,
      severity: patch.severity ?? before.severity,
      service: patch.service ?? before.service,
      assignedTo: patch.assignedTo === undefined ? before.assignedTo : patch.assignedTo,
      phase,
      status: statusOf(phase),
      acknowledgedAt: before.acknowledgedAt ?? (isAtWork(phase) ? now : null),
      resolvedAt: phase === 'resolved' ? (before.resolvedAt ?? now) : null,
      snoozedUntil: phase === before.phase ? before.snoozedUntil : null,
    },
    now,
  );
}

/** Somebody has seen it and does something about it. */
const isAtWork = (phase: Phase): boolean => phase === 'acknowledged' || phase === 'in_progress';

/** With what follows from its times. Whoever sets a clock back does not make them negative. */
export function timed<
  I extends Pick<IncidentFields, 'createdAt' | 'acknowledgedAt' | 'resolvedAt'>,
>(incident: I): I & Pick<IncidentFields, 'mttaSeconds' | 'mttrSeconds'> {
  const { createdAt, acknowledgedAt, resolvedAt } = incident;
  const since = (at: string | null): number | null =>
    at === null ? null : Math.max(0, Date.parse(at) - Date.parse(createdAt)) / 1000;
  return { ...incident, mttaSeconds: since(acknowledgedAt), mttrSeconds: since(resolvedAt) };
}

/** The one way back, out of a merge too. `undefined` when it is open. */
export function reopen(before: IncidentFields, now: string): Revised | undefined {
  if (before.phase !== 'resolved') return undefined;
  const open = { phase: 'open', status: 'Open', resolvedAt: null, mergedInto: null } as const;
  return revised(before, { ...before, ...open }, now);
}

/** A note changes nothing but when and how often the incident was changed. */
export const noted = (before: IncidentFields, now: string): IncidentFields => ({
  ...before,
  updatedAt: now,
  version: before.version + 1,
});

const compared = [
  'title',
  'severity',
  'service',
  'assignedTo',
  'status',
  'phase',
  'snoozedUntil',
  'mergedInto',
] as const;

/** What has become of an incident; `undefined` when that is nothing. */
export function revised(
  before: IncidentFields,
  after: IncidentFields,
  now: string,
): Revised | undefined {
  const different = compared.filter((field) => before[field] !== after[field]);
  if (different.length === 0) return undefined;
  return {
    incident: timed({ ...after, updatedAt: now, version: before.version + 1 }),
    changes: Object.fromEntries(
      different.map((field) => [field, { from: before[field], to: after[field] }]),
    ),
    type: eventType(before, after),
  };
}

function eventType(before: IncidentFields, after: IncidentFields): IncidentEventType {
  if (after.mergedInto !== null && before.mergedInto !== after.mergedInto) return 'incident.merged';
  if (before.phase === after.phase) {
    if (before.snoozedUntil === after.snoozedUntil) return 'incident.updated';
    return after.snoozedUntil === null ? 'incident.unsnoozed' : 'incident.snoozed';
  }
  if (before.phase === 'resolved') return 'incident.reopened';
  if (after.phase === 'resolved') return 'incident.resolved';
  return after.phase === 'in_progress' ? 'incident.started' : 'incident.acknowledged';
}
