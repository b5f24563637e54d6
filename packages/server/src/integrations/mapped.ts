import type { AlertSeverity, FieldMapping } from '@tocsin/contract';
import {
  detailsOf,
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

/** Where values are looked for that the mapping does not name. */
const usual = {
  message: ['message', 'title', 'summary', 'description'],
  severity: ['severity', 'level', 'priority'],
  status: ['status', 'state'],
  dedup_key: ['dedup_key', 'fingerprint', 'id'],
  timestamp: ['timestamp', 'time'],
  labels: ['labels'],
};

const over = ['resolved', 'resolve', 'ok', 'closed', 'recovered', 'inactive'];

/** Reads any JSON by the mapping of its integration. */
export function readMapped(payload: unknown, integration: IntegrationRow): Reading {
  const mapping = integration.mapping ?? {};
  const parts = mapping.alerts === undefined ? [payload] : valueAt(payload, mapping.alerts);
  if (!Array.isArray(parts)) {
    throw new UnreadableError(`There is no list of alerts at \`${mapping.alerts}\`.`);
  }
  const reading: Reading = { signals: [], unreadable: [] };
  for (const [index, part] of parts.entries()) {
    const signal = signalOf(part, mapping, integration);
    if (typeof signal !== 'string') reading.signals.push(signal);
    else reading.unreadable.push({ index, reason: signal, part });
  }
  return reading;
}

/** What one part says, or why it cannot be read. */
function signalOf(
  part: unknown,
  mapping: FieldMapping,
  integration: IntegrationRow,
): Signal | string {
  if (!isObject(part)) return 'It is not a JSON object.';
  const at = (field: keyof typeof usual) => lookedUp(part, field, mapping[field]);
  const dedupKey = keyOf(at('dedup_key')) ?? null;
  if (isOver(textOf(at('status')), mapping)) {
    if (dedupKey !== null) return { kind: 'resolved', dedupKey, endedAt: null };
    return `It says that something is over, and not what: ${nothingAt('dedup_key', mapping)}.`;
  }
  const message = messageOf(at('message'));
  if (message === undefined) return `It has no message: ${nothingAt('message', mapping)}.`;
  const labels = labelsOf(at('labels'));
  return {
    kind: 'firing',
    service: labelledService(labels, integration),
    severity: severityIn(textOf(at('severity')), mapping, integration),
    message,
    labels,
    details: detailsOf(part),
    dedupKey,
    timestamp: timeOf(at('timestamp')),
  };
}

const nothingAt = (field: keyof typeof usual, mapping: FieldMapping): string =>
  `there is nothing at ${(mapping[field] === undefined ? usual[field] : [mapping[field]])
    .map((path) => `\`${path}\``)
    .join(', ')}`;

function lookedUp(part: unknown, field: keyof typeof usual, path: string | undefined): unknown {
  if (path !== undefined) return valueAt(part, path);
  for (const name of usual[field]) {
    const value = valueAt(part, name);
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

/** The value at `alert.title` or `alerts.0.title`; only what was sent is found. */
function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, name))
      return undefined;
    return (inner as Record<string, unknown>)[name];
  }, value);
}

function isOver(status: string | undefined, { resolved_values: words = over }: FieldMapping) {
  const said = status?.trim().toLowerCase();
  return said !== undefined && words.some((word) => word.toLowerCase() === said);
}

function severityIn(
  word: string | undefined,
  { severities = {} }: FieldMapping,
  { defaultSeverity }: IntegrationRow,
): AlertSeverity {
  const mapped =
    word !== undefined && Object.hasOwn(severities, word) ? severities[word] : undefined;
  return mapped ?? severityOfSender(word, defaultSeverity);
}
