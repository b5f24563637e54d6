import {
  detailsOf,
  hashOf,
  isObject,
  keyOf,
  labelledService,
  labelsOf,
  messageOf,
  textOf,
  timeOf,
} from './lenient.ts';
import type { IntegrationRow } from './queries.ts';
import { severityOfSender } from './severity-words.ts';
import { type Reading, type Signal, UnreadableError } from './signal.ts';

/**
 * Reads a notification of Alertmanager, or of Grafana, whose is the same and more. Each alert speaks
 * for itself: the status of the whole is `firing` while one of them is, and an alert that is not
 * mentioned may have been left out for its number only.
 */
export function readNotification(payload: unknown, integration: IntegrationRow): Reading {
  if (!isObject(payload) || !Array.isArray(payload['alerts'])) {
    throw new UnreadableError('It has no list of `alerts`, as notifications of Alertmanager do.');
  }
  const reading: Reading = { signals: [], unreadable: [] };
  for (const [index, part] of payload['alerts'].entries()) {
    const signal = signalOf(part, payload, integration);
    if (typeof signal !== 'string') reading.signals.push(signal);
    else reading.unreadable.push({ index, reason: signal, part });
  }
  return reading;
}

/** What one alert says, or why it cannot be read. */
function signalOf(
  part: unknown,
  whole: Record<string, unknown>,
  integration: IntegrationRow,
): Signal | string {
  if (!isObject(part)) return 'It is not a JSON object.';
  const { status, labels, annotations, startsAt, endsAt, fingerprint, ...others } = part;
  const said = (textOf(status) ?? textOf(whole['status']))?.toLowerCase();
  if (said !== 'firing' && said !== 'resolved') return 'Its status is not `firing` or `resolved`.';
  const known = labelsOf(labels);
  const dedupKey = keyOf(fingerprint) ?? fingerprintOf(known);
  if (dedupKey === undefined) return 'It has neither labels nor a fingerprint.';
  if (said === 'resolved') return { kind: 'resolved', dedupKey, endedAt: timeOf(endsAt) };
  return {
    kind: 'firing',
    service: labelledService(known, integration),
    severity: severityOfSender(known['severity'], integration.defaultSeverity),
    message: messageIn(annotations, known),
    labels: known,
    details: detailsOf({ annotations, ...others, groupKey: whole['groupKey'] }),
    dedupKey,
    timestamp: timeOf(startsAt),
  };
}

function messageIn(annotations: unknown, labels: Record<string, string>): string {
  const { summary, description, message } = isObject(annotations) ? annotations : {};
  return messageOf(summary, description, message, labels['alertname']) ?? 'Alert';
}

/** Senders that leave it out have the labels as all that tells their alerts apart. */
function fingerprintOf(labels: Record<string, string>): string | undefined {
  const pairs = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length === 0 ? undefined : hashOf(JSON.stringify(pairs));
}
