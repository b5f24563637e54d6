import type { DeliveryAttempt, DeliveryState } from '@tocsin/contract';
import { sql } from 'drizzle-orm';
import { bigint, bigserial, boolean, index, integer, jsonb, pgTable } from 'drizzle-orm/pg-core';
import type { SigningSecret } from '../../webhooks/secrets.ts';
import { text } from './text.ts';

export const webhooks = pgTable('webhooks', {
  position: bigserial({ mode: 'number' }).primaryKey(),
  id: text().notNull().unique(),
  url: text().notNull(),
  description: text().notNull(),
  types: jsonb().$type<string[]>().notNull(),
  services: jsonb().$type<string[]>(),
  /** The newest first. */
  secrets: jsonb().$type<SigningSecret[]>().notNull(),
  enabled: boolean().notNull(),
  disabledReason: text('disabled_reason'),
  disabledAt: text('disabled_at'),
  failingSince: text('failing_since'),
  refusedInRow: integer('refused_in_row').notNull(),
  /** Every event until this one has been looked at: what it makes to be sent is in the deliveries. */
  handledSeq: bigint('handled_seq', { mode: 'number' }).notNull(),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
  version: integer().notNull(),
});

export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    position: bigserial({ mode: 'number' }).primaryKey(),
    id: text().notNull().unique(),
    webhookId: text('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    /** Of the event; 0 is a test. */
    seq: bigint({ mode: 'number' }).notNull(),
    type: text().notNull(),
    entity: text().notNull(),
    entityId: text('entity_id').notNull(),
    incidentId: text('incident_id'),
    /** Those of one webhook and one lane are sent one after the other. */
    lane: text().notNull(),
    /** Just as it is sent. */
    body: text().notNull(),
    state: text().$type<DeliveryState>().notNull(),
    attemptCount: integer('attempt_count').notNull(),
    attempts: jsonb().$type<DeliveryAttempt[]>().notNull(),
    nextAttemptAt: text('next_attempt_at'),
    /** The first failure since it was last asked for. */
    failingSince: text('failing_since'),
    createdAt: text('created_at').notNull(),
    finishedAt: text('finished_at'),
  },
  (t) => [
    index('webhook_deliveries_webhook').on(t.webhookId, t.position),
    index('webhook_deliveries_pending')
      .on(t.webhookId, t.lane, t.position)
      .where(sql`state IN ('waiting', 'retrying')`),
    index('webhook_deliveries_finished')
      .on(t.finishedAt)
      .where(sql`finished_at IS NOT NULL`),
  ],
);
