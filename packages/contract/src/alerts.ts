import * as z from 'zod';
import {
  Alert,
  alertMessage,
  AlertSeverity,
  AlertStatus,
  Correlation,
  dedupKey,
  exampleAlert as example,
  Labels,
} from './alert.ts';
import { AlertSettings, correlationWindow } from './alert-settings.ts';
import { Id, ifVersion, Moment, oneOrMany, readOnly } from './fields.ts';
import { service, SeverityInput } from './incident.ts';
import { pageInput, pageOf } from './page.ts';
import { mutation, query } from './procedure.ts';

const alertId = Id.describe("The alert's id.");
const page = { items: [example], nextCursor: null, total: 1, totalRelation: 'eq' as const };
const settings = {
  service: 'frontend-api',
  correlation_window_seconds: 900,
  updated_at: '2026-03-01T08:00:00.000Z',
  version: 1,
};

export const alerts = {
  create: mutation({
    summary: 'Send an alert',
    description:
      'It is attached to the newest unresolved incident of the same service and severity that was ' +
      'created within the last five minutes (`CORRELATION_WINDOW_SECONDS`, or as the service has ' +
      'it); where there is none, one is opened. When the answer comes, it is stored. ' +
      'SERVICE_UNAVAILABLE: too many are waiting; send it again after `Retry-After`.',
    rest: { method: 'POST', path: '/alerts', status: 201, location: '/alerts/{alert_id}' },
    input: z.strictObject({
      service,
      severity: AlertSeverity,
      message: alertMessage,
      labels: Labels.default({}),
      timestamp: Moment.optional().describe('When it began; now, unless said otherwise.'),
      dedup_key: dedupKey.optional(),
    }),
    output: Correlation,
    errors: ['SERVICE_UNAVAILABLE'],
    example: {
      input: {
        service: example.service,
        severity: example.severity,
        message: example.message,
        labels: example.labels,
        timestamp: '2026-03-01T07:59:30Z',
      },
      output: {
        alert_id: example.alert_id,
        incident_id: '019a9a54-6c00-7000-8000-0000000000a1',
        status: 'correlated',
        action: 'new_incident',
      },
    },
  }),
  list: query({
    summary: 'List alerts',
    description:
      'The last received first. Filters narrow together; several values of one filter widen.',
    rest: { method: 'GET', path: '/alerts', page: true },
    input: z.strictObject({
      service: oneOrMany(service).optional(),
      severity: oneOrMany(SeverityInput).optional(),
      status: AlertStatus.optional(),
      incident_id: Id.optional().describe('Only those of this incident.'),
      from: Moment.optional().describe('First received at this moment or later.'),
      to: Moment.optional().describe('First received before this moment.'),
      ...pageInput,
    }),
    output: pageOf(Alert),
    example: { input: { status: 'firing', severity: ['P1', 'high'] }, output: page },
  }),
  ofIncident: query({
    summary: 'List the alerts of an incident',
    description: 'The last received first.',
    rest: { method: 'GET', path: '/incidents/{id}/alerts', page: true },
    input: z.strictObject({
      id: Id.describe("The incident's id."),
      status: AlertStatus.optional(),
      ...pageInput,
    }),
    output: pageOf(Alert),
    errors: ['NOT_FOUND'],
    example: { input: { id: '019a9a54-6c00-7000-8000-0000000000a1' }, output: page },
  }),
  get: query({
    summary: 'Get one alert',
    rest: { method: 'GET', path: '/alerts/{alert_id}' },
    input: z.strictObject({ alert_id: alertId }),
    output: Alert,
    errors: ['NOT_FOUND'],
    example: { input: { alert_id: example.alert_id }, output: example },
  }),
  resolve: mutation({
    summary: 'Say that an alert is over',
    description:
      'When it was the last one of its incident that was firing, the incident is resolved too, ' +
      'unless `AUTO_RESOLVE` is `false`. Resolving a resolved alert changes nothing, and `changed` says so.',
    rest: { method: 'POST', path: '/alerts/{alert_id}/resolve' },
    input: z.strictObject({ alert_id: alertId }),
    output: Alert.extend({
      changed: z.boolean().describe('`false`: it was so already, and nothing was done.'),
    }),
    errors: ['NOT_FOUND'],
    example: {
      input: { alert_id: example.alert_id },
      output: {
        ...example,
        status: 'resolved',
        resolved_at: '2026-03-01T08:10:00.000Z',
        changed: true,
      },
    },
  }),
  settings: query({
    summary: 'Get how the alerts of a service are correlated',
    description: 'NOT_FOUND: the service has no settings of its own.',
    rest: { method: 'GET', path: '/services/{service}/settings', versioned: true },
    input: z.strictObject({ service }),
    output: AlertSettings,
    errors: ['NOT_FOUND'],
    example: { input: { service: settings.service }, output: settings },
  }),
  saveSettings: mutation({
    summary: 'Say how the alerts of a service are correlated',
    description: 'NOT_FOUND: with `If-Match`, where the service has no settings yet.',
    rest: { method: 'PUT', path: '/services/{service}/settings', versioned: true },
    input: z.strictObject({
      service,
      correlation_window_seconds: correlationWindow,
      ifVersion,
      ...readOnly('updated_at', 'version'),
    }),
    output: AlertSettings,
    errors: ['NOT_FOUND', 'PRECONDITION_FAILED'],
    example: {
      input: { service: settings.service, correlation_window_seconds: 900 },
      output: settings,
    },
  }),
};
