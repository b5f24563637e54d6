import { sql } from 'drizzle-orm';
import { boolean, index, integer, json, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import type {
  EscalationEnd,
  EscalationRun,
  EscalationState,
  EscalationStep,
} from '@tocsin/contract';
import { text } from './text.ts';

/** Who is paged when nobody acknowledges an incident. */
export const escalationPolicies = pgTable(
  'escalation_policies',
  {
    id: text().primaryKey(),
    name: text().notNull().unique(),
    services: json().$type<string[]>().notNull(),
    isDefault: boolean('is_default').notNull(),
    steps: json().$type<EscalationStep[]>().notNull(),
    repeat: integer().notNull(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    version: integer().notNull(),
  },
  (t) => [
    uniqueIndex('escalation_policies_default')
      .on(t.isDefault)
      .where(sql`is_default`),
  ],
);

/** Which policy a service is in; `escalation_policies.services` is what they are. */
export const escalationPolicyServices = pgTable(
  'escalation_policy_services',
  {
    service: text().primaryKey(),
    policyId: text('policy_id')
      .notNull()
      .references(() => escalationPolicies.id, { onDelete: 'cascade' }),
  },
  (t) => [index('escalation_policy_services_policy').on(t.policyId)],
);

/** How incidents find somebody to work on them, with the policy as it was when that began. */
export const escalations = pgTable(
  'escalations',
  {
    id: text().primaryKey(),
    /** Outlives the incident. */
    incidentId: text('incident_id').notNull(),
    service: text().notNull(),
    state: text().$type<EscalationState>().notNull(),
    endedBy: text('ended_by').$type<EscalationEnd>(),
    /** Outlives the policy; null is the on-call of the service. */
    policyId: text('policy_id'),
    policyName: text('policy_name').notNull(),
    steps: json().$type<EscalationStep[]>().notNull(),
    repeat: integer().notNull(),
    /** So many steps of all rounds are behind it. Whoever takes the next one raises it: the fence. */
    done: integer().notNull(),
    /** When the next step comes, or the wait for the last one is over. Not null while it is running. */
    nextAt: text('next_at'),
    /** While it is paused: so long the wait was still to be. */
    leftMs: integer('left_ms'),
    runs: json().$type<EscalationRun[]>().notNull(),
    startedAt: text('started_at').notNull(),
    endedAt: text('ended_at'),
  },
  (t) => [
    uniqueIndex('escalations_alive')
      .on(t.incidentId)
      .where(sql`state IN ('running', 'paused')`),
    index('escalations_incident').on(t.incidentId, t.startedAt, t.id),
    index('escalations_started').on(t.startedAt, t.id),
    index('escalations_state').on(t.state, t.startedAt, t.id),
    index('escalations_due')
      .on(t.nextAt)
      .where(sql`state = 'running'`),
  ],
);
