import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type {
  AlertSeverity,
  AlertSource,
  AlertStatus,
  FieldMapping,
  Integration,
  Severity,
} from '@tocsin/contract';
import { text } from './text.ts';

export const alerts = pgTable(
  'alerts',
  {
    /** The order in which they were first received: time in ms × 1024 + a counter. */
    position: bigint({ mode: 'number' }).primaryKey(),
    id: text().notNull().unique(),
    /** Outlives the incident. */
    incidentId: text('incident_id').notNull(),
    service: text().notNull(),
    severity: text().$type<Severity>().notNull(),
    /** The word that it came with. */
    severityWord: text('severity_word').$type<AlertSeverity>().notNull(),
    message: text().notNull(),
    labels: jsonb().$type<Record<string, string>>().notNull(),
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    status: text().$type<AlertStatus>().notNull(),
    source: text().$type<AlertSource>().notNull(),
    /** Outlives the integration. */
    integrationId: text('integration_id'),
    /** Within what `dedupKey` is one alert's: a service, or an integration. */
    dedupScope: text('dedup_scope').notNull(),
    dedupKey: text('dedup_key'),
    count: integer().notNull(),
    timestamp: text().notNull(),
    receivedAt: text('received_at').notNull(),
    lastReceivedAt: text('last_received_at').notNull(),
    resolvedAt: text('resolved_at'),
  },
  (t) => [
    uniqueIndex('alerts_firing_key')
      .on(t.dedupScope, t.dedupKey)
      .where(sql`dedup_key IS NOT NULL AND status = 'firing'`),
    // Each ends in the order of lists. Every index costs each alert, so none is without the status: a
    // list of any status is merged of two (`alerts/list.ts`).
    index('alerts_status').on(t.status, t.position),
    index('alerts_incident_status').on(t.incidentId, t.status, t.position),
    index('alerts_severity_status').on(t.severity, t.status, t.position),
    index('alerts_service_status').on(t.service, t.status, t.position),
  ],
);

/** How the alerts of a service are correlated, where that is not as for all. */
export const alertSettings = pgTable('alert_settings', {
  service: text().primaryKey(),
  correlationWindowSeconds: integer('correlation_window_seconds'),
  updatedAt: text('updated_at').notNull(),
  version: integer().notNull(),
});

/** What may send alerts. Of its key only the hash is here. */
export const integrations = pgTable('integrations', {
  position: bigserial({ mode: 'number' }).primaryKey(),
  id: text().notNull().unique(),
  name: text().notNull(),
  service: text().notNull(),
  defaultSeverity: text('default_severity').$type<Integration['default_severity']>().notNull(),
  serviceLabel: text('service_label'),
  autoResolve: boolean('auto_resolve').notNull(),
  mapping: jsonb().$type<FieldMapping>(),
  signingSecret: text('signing_secret'),
  keyHash: text('key_hash').notNull().unique(),
  keyHint: text('key_hint').notNull(),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
  lastUsedAt: text('last_used_at'),
  version: integer().notNull(),
});

/** What an integration was sent that could not be read. */
export const unreadablePayloads = pgTable(
  'unreadable_payloads',
  {
    position: bigserial({ mode: 'number' }).primaryKey(),
    integrationId: text('integration_id')
      .notNull()
      .references(() => integrations.id, { onDelete: 'cascade' }),
    source: text().$type<AlertSource>().notNull(),
    receivedAt: text('received_at').notNull(),
    reason: text().notNull(),
    payload: text().notNull(),
  },
  (t) => [index('unreadable_payloads_integration').on(t.integrationId, t.position)],
);
