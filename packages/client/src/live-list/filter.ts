import type { IncidentsListInput } from '../generated/incidents.ts';
import type { Incident, Severity, SeverityInput } from '../generated/types.ts';

const severityOf: Record<SeverityInput, Severity> = {
  P1: 'P1',
  P2: 'P2',
  P3: 'P3',
  P4: 'P4',
  critical: 'P1',
  high: 'P2',
  medium: 'P3',
  low: 'P4',
};

/** The fields of an incident by which a list is narrowed, and which may change. */
const fieldsOf = {
  status: ['status', 'phase'],
  severity: ['severity'],
  service: ['service'],
  assignedTo: ['assignedTo'],
} as const;

/** Whether a list looks for words: only the server knows what they find. */
export const isSearch = ({ q }: IncidentsListInput): boolean => Boolean(q?.trim());

/** Whether every filter lets an incident through, but for the words of a search. */
export function passes(incident: Incident, input: IncidentsListInput): boolean {
  const { status, severity, service, assignedTo, from, to } = input;
  const createdAt = Date.parse(incident.createdAt);
  return (
    isOneOf(status, (word) => word === incident.status || word === incident.phase) &&
    isOneOf(severity, (word) => severityOf[word] === incident.severity) &&
    isOneOf(service, (name) => name.trim() === incident.service) &&
    isOneOf(assignedTo, (name) => name.trim() === incident.assignedTo) &&
    (from === undefined || createdAt >= Date.parse(from)) &&
    (to === undefined || createdAt < Date.parse(to))
  );
}

/** Whether a change of these fields can let an incident into a list, or out of it. */
export function isAboutFilter(changed: readonly string[], input: IncidentsListInput): boolean {
  return Object.entries(fieldsOf).some(
    // Safe: the keys are those of `fieldsOf`.
    ([filter, fields]) =>
      input[filter as keyof typeof fieldsOf] !== undefined &&
      fields.some((field) => changed.includes(field)),
  );
}

/** No filter lets everything through. */
function isOneOf<T>(wanted: T | T[] | undefined, is: (value: T) => boolean): boolean {
  return wanted === undefined || [wanted].flat().some((value) => is(value as T));
}
