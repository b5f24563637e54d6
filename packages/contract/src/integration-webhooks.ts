import * as z from 'zod';
import { exampleAlert } from './alert.ts';
import { exampleKey } from './integration.ts';
import { mappedText, notificationText, pagerDutyText } from './integration-examples.ts';
import {
  AlertNotification,
  MappedEvent,
  PagerDutyAnswer,
  PagerDutyEvent,
  Receipt,
} from './integration-payloads.ts';
import { mutation } from './procedure.ts';

const key = z
  .string()
  .min(1)
  .max(128)
  .describe('The key of the integration, as it was answered when that was made.');
const body = z.string().describe('What was sent, as text: JSON, if it can be read.');
const errors = ['NOT_FOUND', 'BAD_REQUEST', 'SERVICE_UNAVAILABLE'] as const;
const receipt: Receipt = {
  alerts: [
    {
      alert_id: exampleAlert.alert_id,
      incident_id: '019a9a54-6c00-7000-8000-0000000000a1',
      action: 'new_incident',
    },
  ],
  resolved: [],
  ignored: 0,
  unreadable: [],
};
const told =
  'Alerts are told apart by `fingerprint`: a repeat raises the `count` of the one that is firing. ' +
  '`resolved` resolves it; what is not mentioned stays. Parts that cannot be read are kept and ' +
  'reported; the others count. BAD_REQUEST: the body is not JSON. UNPROCESSABLE_CONTENT: nothing ' +
  'in it can be read. SERVICE_UNAVAILABLE: too much is waiting; the sender tries again.';

const grafana = {
  rest: {
    path: '/integrations/{key}/grafana',
    rawBody: 'body',
    headers: {
      signature: 'X-Grafana-Alerting-Signature',
      signed_at: 'X-Grafana-Alerting-Signature-Timestamp',
    },
  },
  input: z.strictObject({
    key,
    body,
    signature: z
      .string()
      .max(200)
      .optional()
      .describe('HMAC-SHA256 of the body, in hex; needed if the integration has a signing secret.'),
    signed_at: z
      .string()
      .max(20)
      .optional()
      .describe(
        'In Unix seconds; if given, it is signed too, and must be of the last five minutes.',
      ),
  }),
  rawBody: AlertNotification,
  output: Receipt,
  errors,
  example: { input: { key: exampleKey, body: notificationText }, output: receipt },
} as const;

/** Where third parties send their alerts, in their own forms. */
export const integrationWebhooks = {
  alertmanager: mutation({
    summary: 'Take a notification of Alertmanager',
    description: `For \`webhook_configs\`. ${told}`,
    rest: { method: 'POST', path: '/integrations/{key}/alertmanager', rawBody: 'body' },
    input: z.strictObject({ key, body }),
    rawBody: AlertNotification,
    output: Receipt,
    errors,
    example: { input: { key: exampleKey, body: notificationText }, output: receipt },
  }),
  grafana: mutation({
    ...grafana,
    summary: 'Take a notification of Grafana',
    description: `For a contact point of the kind Webhook. ${told}`,
    rest: { ...grafana.rest, method: 'POST' },
  }),
  grafanaByPut: mutation({
    ...grafana,
    summary: 'The same as POST, for a contact point that is set to PUT',
    rest: { ...grafana.rest, method: 'PUT' },
  }),
  events: mutation({
    summary: 'Take an alert from any sender of JSON',
    description:
      "The integration's `mapping` says where things are. Without one, or where it says nothing, " +
      'these are looked for: `message`, `title` or `summary`; `severity`, `level` or `priority`; ' +
      '`status` or `state`; `dedup_key`, `fingerprint` or `id`; `timestamp`; `labels`. A status of ' +
      '`resolved`, `ok`, `closed`, `recovered` or `inactive` says that it is over.',
    rest: { method: 'POST', path: '/integrations/{key}/events', rawBody: 'body' },
    input: z.strictObject({ key, body }),
    rawBody: MappedEvent,
    output: Receipt,
    errors,
    example: { input: { key: exampleKey, body: mappedText }, output: receipt },
  }),
  pagerduty: mutation({
    summary: 'Take an event as the PagerDuty Events API v2 does',
    description:
      'For whatever sends to PagerDuty and can be given another address. `acknowledge` and `resolve` ' +
      'of what is not firing are taken, and change nothing.',
    rest: {
      method: 'POST',
      path: '/v2/enqueue',
      atRoot: true,
      status: 202,
      rawBody: 'body',
      statusOf: { 'invalid event': 400, 'Unrecognized object': 400 },
    },
    input: z.strictObject({ body }),
    rawBody: PagerDutyEvent,
    output: PagerDutyAnswer,
    errors: ['SERVICE_UNAVAILABLE'],
    example: {
      input: { body: pagerDutyText(exampleKey) },
      output: { status: 'success', message: 'Event processed', dedup_key: 'srv01/mysql' },
    },
  }),
};
