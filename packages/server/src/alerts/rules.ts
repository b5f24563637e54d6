import { type AlertSeverity, type Severity, severities, SeverityInput } from '@tocsin/contract';

/** The words for P1 to P4, in that order. */
export const plainWords = ['critical', 'high', 'medium', 'low'] as const;

const byWord = new Map(SeverityInput.in.options.map((word) => [word, SeverityInput.parse(word)]));

/** The severity that a word stands for. */
export function severityOf(word: AlertSeverity): Severity {
  const severity = byWord.get(word);
  if (!severity) throw new Error(`${word} is no severity.`);
  return severity;
}

/** The word for a severity. */
export const wordOf = (severity: Severity): (typeof plainWords)[number] =>
  ({ P1: 'critical', P2: 'high', P3: 'medium', P4: 'low' } as const)[severity];

export const isMoreSevere = (one: Severity, other: Severity): boolean =>
  severities.indexOf(one) < severities.indexOf(other);

const LONGEST_TITLE = 200;

/** The title of the incident that an alert opens: the first line of its message. */
export function titleOf(message: string): string {
  const lines = message
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.replaceAll(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim());
  return clipped(lines.find((line) => line !== '') ?? 'Alert', LONGEST_TITLE);
}

/** Text of at most so many UTF-16 units, with an ellipsis where something is missing. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  // A pair that is cut in two is no character.
  const kept = text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '');
  return `${kept.trimEnd()}…`;
}

/** The first moment at which an incident may have been created to be within the window, in ms. */
export const windowStart = (now: number, windowSeconds: number): number =>
  now - windowSeconds * 1000 + 1;

/** Within what a key for duplicates is one alert's. */
export const dedupScope = (integrationId: string | null, service: string): string =>
  integrationId === null ? `service:${service}` : `integration:${integrationId}`;
