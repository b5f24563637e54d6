import type { AlertAction, AlertSeverity } from '@tocsin/contract';
import type * as z from 'zod';
import { Counter, Gauge, type Registry } from 'prom-client';
import { plainWords, severityOf, wordOf } from './rules.ts';

type Action = z.output<typeof AlertAction>;

/** What is counted of alerts, since this process was started. */
export interface AlertMetrics {
  /** One alert has been stored, or an old one once more. */
  received(severity: AlertSeverity, action: Action): void;
  refused: Counter;
  waiting: Gauge;
}

export function alertMetrics(registry: Registry): AlertMetrics {
  const registers = [registry];
  const received = new Counter({
    name: 'alerts_received_total',
    help: 'Alerts received and stored, by severity.',
    labelNames: ['severity'],
    registers,
  });
  const correlated = new Counter({
    name: 'alerts_correlated_total',
    help: 'Where alerts went: to a new incident, or to one that was there.',
    labelNames: ['result'],
    registers,
  });
  const refused = new Counter({
    name: 'alerts_refused_total',
    help: 'Alerts answered with 503 because too many were waiting.',
    registers,
  });
  const waiting = new Gauge({
    name: 'alerts_waiting',
    help: 'Alerts that wait to be stored.',
    registers,
  });
  // From the start, so that a rate over the first one is right.
  for (const severity of plainWords) received.inc({ severity }, 0);
  for (const result of Object.values(results)) correlated.inc({ result }, 0);

  return {
    received(severity, action) {
      received.inc({ severity: wordOf(severityOf(severity)) });
      correlated.inc({ result: results[action] });
    },
    refused,
    waiting,
  };
}

const results = {
  new_incident: 'new_incident',
  attached_to_existing_incident: 'existing_incident',
} as const satisfies Record<Action, string>;
