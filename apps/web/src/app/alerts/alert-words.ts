import type { AlertSource, Severity, SeverityInput } from '@tocsin/client';

const byWord: Record<SeverityInput, Severity> = {
  P1: 'P1',
  P2: 'P2',
  P3: 'P3',
  P4: 'P4',
  critical: 'P1',
  high: 'P2',
  medium: 'P3',
  low: 'P4',
};

/** The severity that an alert's word means. */
export const severityOf = (word: SeverityInput): Severity => byWord[word];

export const sourceWord: Record<AlertSource, string> = {
  api: 'API',
  alertmanager: 'Alertmanager',
  grafana: 'Grafana',
  pagerduty: 'PagerDuty event',
  events: 'JSON event',
};
