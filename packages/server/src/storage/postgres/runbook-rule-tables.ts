import type { Severity } from '@tocsin/contract';
import {
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { text } from './text.ts';

/** Which incidents a runbook is for. They go with their runbook (`runbook-rules/deletion.ts`). */
export const runbookRules = pgTable(
  'runbook_rules',
  {
    position: bigserial({ mode: 'number' }).primaryKey(),
    id: text().notNull().unique(),
    name: text().notNull(),
    runbookId: text('runbook_id').notNull(),
    services: jsonb().$type<string[]>(),
    severities: jsonb().$type<Severity[]>(),
    words: jsonb().$type<string[]>(),
    labels: jsonb().$type<Record<string, string>>(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    version: integer().notNull(),
  },
  (t) => [index('runbook_rules_runbook').on(t.runbookId, t.position)],
);

/** The runbooks of incidents. They go with the incident, and outlive runbook and rule. */
export const incidentRunbooks = pgTable(
  'incident_runbooks',
  {
    position: bigserial({ mode: 'number' }).primaryKey(),
    incidentId: text('incident_id').notNull(),
    runbookId: text('runbook_id').notNull(),
    revision: integer().notNull(),
    /** `null` is by hand. */
    ruleId: text('rule_id'),
    ruleName: text('rule_name'),
    attachedAt: text('attached_at').notNull(),
    attachedBy: text('attached_by').notNull(),
  },
  (t) => [
    uniqueIndex('incident_runbooks_incident').on(t.incidentId, t.runbookId),
    index('incident_runbooks_runbook').on(t.runbookId, t.revision),
  ],
);

/** Of runbooks that were deleted, the revisions that incidents have. */
export const keptRevisions = pgTable(
  'kept_revisions',
  {
    runbookId: text('runbook_id').notNull(),
    revision: integer().notNull(),
    title: text().notNull(),
    tags: jsonb().$type<string[]>().notNull(),
    content: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.runbookId, t.revision] })],
);
