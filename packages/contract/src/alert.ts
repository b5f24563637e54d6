import * as z from 'zod';
import { filledText, Id, line, Timestamp } from './fields.ts';
import { service, SeverityInput } from './incident.ts';

/** The word for its severity that an alert came with. `P1` is `critical`, and so on to `low`. */
export const AlertSeverity = SeverityInput.in;
export type AlertSeverity = z.output<typeof AlertSeverity>;

/** `firing` until its sender says that it is over, or its incident is resolved. */
export const AlertStatus = z.enum(['firing', 'resolved']).meta({ id: 'AlertStatus' });
export type AlertStatus = z.output<typeof AlertStatus>;

/** How an alert came in. */
export const AlertSource = z
  .enum(['api', 'alertmanager', 'grafana', 'pagerduty', 'events'])
  .meta({ id: 'AlertSource' });
export type AlertSource = z.output<typeof AlertSource>;

export const MOST_LABELS = 64;

/** What an alert is about, as pairs of words. */
export const Labels = z
  .record(
    z
      .string()
      .min(1)
      .max(128)
      .regex(/^[^\u0000-\u001f\u007f]+$/, 'Must not contain control characters'),
    z
      .string()
      .max(1000)
      .regex(/^[^\u0000]*$/, 'Must not contain NUL'),
  )
  .refine((labels) => Object.keys(labels).length <= MOST_LABELS, `At most ${MOST_LABELS} labels`)
  .refine(
    (labels) =>
      Object.entries(labels)
        .flat()
        .every((text) => text.isWellFormed()),
    'Must be well-formed Unicode',
  )
  .meta({ maxProperties: MOST_LABELS })
  .describe('What it is about, as pairs of words, such as `region` and `us-east-1`.');

export const alertMessage = filledText(10_000).describe('What is wrong.');
export const dedupKey = line(255).describe(
  'While an alert with this key is firing, another is the same one again: `count` is raised.',
);

/** Something that a monitoring system found. */
export const Alert = z
  .object({
    alert_id: Id,
    incident_id: Id.describe('What it belongs to. It may have been deleted since.'),
    service,
    severity: AlertSeverity.describe('In the word it came with.'),
    message: alertMessage,
    labels: z.record(z.string(), z.string()),
    details: z
      .record(z.string(), z.unknown())
      .describe('What else its sender said, in the words of the sender.'),
    status: AlertStatus,
    source: AlertSource,
    integration_id: Id.nullable().describe('By which integration it came; `null` without one.'),
    dedup_key: z.string().nullable(),
    count: z.int().positive().describe('How often it was received.'),
    timestamp: Timestamp.describe('When it began, as its sender has it.'),
    received_at: Timestamp.describe('When it was first received.'),
    last_received_at: Timestamp,
    resolved_at: Timestamp.nullable(),
  })
  .meta({ id: 'Alert' });
export type Alert = z.output<typeof Alert>;

export const AlertAction = z
  .enum(['new_incident', 'attached_to_existing_incident'])
  .meta({ id: 'AlertAction' });
export type AlertAction = z.output<typeof AlertAction>;

/** What became of an alert that came in. */
export const Correlation = z
  .object({
    alert_id: Id,
    incident_id: Id,
    status: z.literal('correlated'),
    action: AlertAction,
  })
  .meta({ id: 'Correlation' });
export type Correlation = z.output<typeof Correlation>;

export const exampleAlert: Alert = {
  alert_id: '019a9a54-6c00-7000-8000-0000000000d1',
  incident_id: '019a9a54-6c00-7000-8000-0000000000a1',
  service: 'frontend-api',
  severity: 'high',
  message: 'HTTP 5xx error rate > 10%',
  labels: { environment: 'production', region: 'us-east-1' },
  details: {},
  status: 'firing',
  source: 'api',
  integration_id: null,
  dedup_key: 'frontend-api/5xx',
  count: 3,
  timestamp: '2026-03-01T07:59:30.000Z',
  received_at: '2026-03-01T08:00:00.000Z',
  last_received_at: '2026-03-01T08:02:00.000Z',
  resolved_at: null,
};
