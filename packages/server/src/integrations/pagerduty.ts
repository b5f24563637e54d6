import { randomUUID } from 'node:crypto';
import type { PagerDutyAnswer } from '@tocsin/contract';
import { type AlertSeverity, pagerDutyActions, pagerDutySeverities } from '@tocsin/contract';
import {
  detailsOf,
  isObject,
  labelledService,
  labelsOf,
  messageOf,
  textOf,
  timeOf,
} from './lenient.ts';
import { KEY_LENGTH } from './key.ts';
import type { IntegrationRow } from './queries.ts';
import type { Signal } from './signal.ts';

/** An event of PagerDuty's Events API v2 that can be worked with. */
export interface PagerDutyEvent {
  routingKey: string;
  action: (typeof pagerDutyActions)[number];
  dedupKey: string;
  fields: Record<string, unknown>;
  payload: Record<string, unknown>;
}

const LONGEST_DEDUP_KEY = 255;

const meaning = {
  critical: 'critical',
  error: 'high',
  warning: 'medium',
  info: 'low',
} as const satisfies Record<(typeof pagerDutySeverities)[number], AlertSeverity>;

export const processed = (dedupKey: string): PagerDutyAnswer => ({
  status: 'success',
  message: 'Event processed',
  dedup_key: dedupKey,
});

export const invalidEvent = (errors: string[]): PagerDutyAnswer => ({
  status: 'invalid event',
  message: 'Event object is invalid',
  errors,
});

export const unrecognized: PagerDutyAnswer = {
  status: 'Unrecognized object',
  message: 'The body is not a JSON object.',
};

/** What is wrong with an event, as PagerDuty would find it. */
export function faultsOf(event: Record<string, unknown>): string[] {
  const { routing_key: key, event_action: action, dedup_key: dedupKey } = event;
  return [
    ...faultsOfKey(key),
    ...(isOneOf(pagerDutyActions, action)
      ? []
      : [`'event_action' must be one of ${listed(pagerDutyActions)}`]),
    ...faultsOfDedupKey(dedupKey, action),
    ...(action === 'trigger' ? faultsOfPayload(event['payload']) : []),
  ];
}

function faultsOfKey(key: unknown): string[] {
  if (typeof key !== 'string' || key === '') return ["'routing_key' is missing or blank"];
  if (key.length === KEY_LENGTH) return [];
  return [`Length of 'routing_key' is incorrect (should be ${KEY_LENGTH} characters)`];
}

function faultsOfDedupKey(key: unknown, action: unknown): string[] {
  if (isBlank(key)) {
    return action === 'trigger' || !isOneOf(pagerDutyActions, action)
      ? []
      : [`'dedup_key' is missing or blank (needed to ${action})`];
  }
  if (typeof key !== 'string') return ["'dedup_key' must be a text"];
  if (key.length <= LONGEST_DEDUP_KEY) return [];
  return [`Length of 'dedup_key' is incorrect (should be at most ${LONGEST_DEDUP_KEY} characters)`];
}

function faultsOfPayload(payload: unknown): string[] {
  if (!isObject(payload)) return ["'payload' is missing or no object"];
  const missing = ['summary', 'source']
    .filter((name) => textOf(payload[name]) === undefined)
    .map((name) => `'payload.${name}' is missing or blank`);
  if (isOneOf(pagerDutySeverities, payload['severity'])) return missing;
  return [...missing, `'payload.severity' must be one of ${listed(pagerDutySeverities)}`];
}

/** An event in which {@link faultsOf} finds nothing. */
export function eventOf(event: Record<string, unknown>): PagerDutyEvent {
  const { dedup_key: dedupKey, payload } = event;
  return {
    // Safe: a key and an action that are something else are faults.
    routingKey: event['routing_key'] as string,
    action: event['event_action'] as PagerDutyEvent['action'],
    dedupKey: isBlank(dedupKey) ? randomUUID() : (textOf(dedupKey) ?? ''),
    fields: event,
    payload: isObject(payload) ? payload : {},
  };
}

export function signalOf(event: PagerDutyEvent, integration: IntegrationRow): Signal {
  const { action, dedupKey, fields, payload } = event;
  if (action === 'resolve') return { kind: 'resolved', dedupKey, endedAt: null };
  if (action === 'acknowledge') return { kind: 'acknowledged', dedupKey };
  const { source, component, group, class: kind, custom_details, severity } = payload;
  const { client, client_url, links, images } = fields;
  const labels = labelsOf({ source, component, group, class: kind });
  return {
    kind: 'firing',
    service: labelledService({ ...labelsOf(custom_details), ...labels }, integration),
    severity: isOneOf(pagerDutySeverities, severity) ? meaning[severity] : 'low',
    message: messageOf(payload['summary']) ?? 'Alert',
    labels,
    details: detailsOf({ client, client_url, links, images, custom_details }),
    dedupKey,
    timestamp: timeOf(payload['timestamp']),
  };
}

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

const isOneOf = <Word extends string>(words: readonly Word[], value: unknown): value is Word =>
  words.some((word) => word === value);

const listed = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
