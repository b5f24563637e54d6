import * as z from 'zod';
import { AlertSeverity, AlertSource } from './alert.ts';
import { Id, line, Timestamp } from './fields.ts';
import { service } from './incident.ts';

/** Where a value is in a sender's JSON: names and numbers, with dots between them. */
const FieldPath = z
  .string()
  .max(200)
  .regex(/^[^\s.]+(\.[^\s.]+)*$/, 'Must be names with dots between them, such as alert.title');

/** Where a generic sender has what an alert needs. What is left out is looked for by its usual names. */
export const FieldMapping = z
  .strictObject({
    alerts: FieldPath.optional().describe(
      'A list with one alert in each item; else the whole is one.',
    ),
    message: FieldPath.optional(),
    severity: FieldPath.optional(),
    severities: z
      .record(z.string().min(1).max(100), AlertSeverity)
      .optional()
      .describe("What the sender's words for severities mean here."),
    status: FieldPath.optional(),
    resolved_values: z
      .array(z.string().min(1).max(100))
      .max(20)
      .optional()
      .describe('The values of `status` that say that it is over.'),
    dedup_key: FieldPath.optional(),
    timestamp: FieldPath.optional(),
    labels: FieldPath.optional().describe('An object whose plain values become labels.'),
  })
  .meta({ id: 'FieldMapping' });
export type FieldMapping = z.output<typeof FieldMapping>;

/** A severity that is only assumed is never critical. */
export const DefaultSeverity = z.enum(['high', 'medium', 'low']).meta({ id: 'DefaultSeverity' });

export const integrationFields = {
  name: line(100).describe('What it is called.'),
  service: service.describe('The service that its alerts are about.'),
  default_severity: DefaultSeverity.describe(
    'Of alerts that have no severity, or one in a word that is not known.',
  ),
  service_label: z
    .string()
    .min(1)
    .max(128)
    .regex(/^[^\u0000-\u001f\u007f]+$/, 'Must not contain control characters')
    .nullable()
    .describe('Alerts that have this label are about the service it names.'),
  auto_resolve: z
    .boolean()
    .describe(
      'Its incidents are resolved when their last firing alert is, if `AUTO_RESOLVE` is on.',
    ),
  mapping: FieldMapping.nullable().describe('For `…/events`: where values are in its JSON.'),
};

export const signingSecret = z
  .string()
  .min(8)
  .max(200)
  .nullable()
  .describe('Grafana must sign what it sends with it (HMAC-SHA256). It is never answered.');

/** What may send alerts, with a key of its own. */
export const Integration = z
  .object({
    id: Id,
    ...integrationFields,
    signed: z.boolean().describe('It has a signing secret.'),
    key_hint: z.string().describe('The last four characters of its key.'),
    created_at: Timestamp,
    updated_at: Timestamp,
    last_used_at: Timestamp.nullable().describe('To the minute.'),
    version: z.int().positive().describe('Raised by each change; over REST it is the ETag.'),
  })
  .meta({ id: 'Integration' });
export type Integration = z.output<typeof Integration>;

/** An integration that has just been made: the only time that its key can be read. */
export const NewIntegration = Integration.extend({
  key: z.string().describe('32 characters. Only its hash is stored: it cannot be asked for again.'),
  paths: z
    .object({
      alertmanager: z.string(),
      grafana: z.string(),
      events: z.string(),
      pagerduty: z.string().describe('The key is the `routing_key` of the events.'),
    })
    .describe('Where each kind of sender sends to, on this server.'),
}).meta({ id: 'NewIntegration' });
export type NewIntegration = z.output<typeof NewIntegration>;

/** A payload, or a part of one, that could not be read. */
export const UnreadablePayload = z
  .object({
    source: AlertSource,
    received_at: Timestamp,
    reason: z.string().describe('What is wrong with it.'),
    payload: z.string().describe('As it came; what is longer than 64 kB is cut off.'),
  })
  .meta({ id: 'UnreadablePayload' });
export type UnreadablePayload = z.output<typeof UnreadablePayload>;

export const exampleIntegration: Integration = {
  id: '019a9a54-6c00-7000-8000-0000000000e1',
  name: 'Alertmanager of the main cluster',
  service: 'frontend-api',
  default_severity: 'medium',
  service_label: 'service',
  auto_resolve: true,
  mapping: null,
  signed: false,
  key_hint: 'r8Qz',
  created_at: '2026-03-01T07:00:00.000Z',
  updated_at: '2026-03-01T07:00:00.000Z',
  last_used_at: null,
  version: 1,
};
export const exampleKey = 'k3Vt5mXb9LqZ7pHn2RwY8sDc4GfJr8Qz';
