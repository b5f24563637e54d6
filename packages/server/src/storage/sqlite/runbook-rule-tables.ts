import type { Severity } from '@tocsin/contract';
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

/** Which incidents a runbook is for. They go with their runbook (`runbook-rules/deletion.ts`). */
export const runbookRules = sqliteTable(
  'runbook_rules',
  {
    position: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    name: text().notNull(),
    runbookId: text('runbook_id').notNull(),
    services: text({ mode: 'json' }).$type<string[]>(),
    severities: text({ mode: 'json' }).$type<Severity[]>(),
    words: text({ mode: 'json' }).$type<string[]>(),
    labels: text({ mode: 'json' }).$type<Record<string, string>>(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    version: integer().notNull(),
  },
  (t) => [index('runbook_rules_runbook').on(t.runbookId, t.position)],
);

/** The runbooks of incidents. They go with the incident, and outlive runbook and rule. */
export const incidentRunbooks = sqliteTable(
  'incident_runbooks',
  {
    position: integer().primaryKey({ autoIncrement: true }),
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
export const keptRevisions = sqliteTable(
  'kept_revisions',
  {
    runbookId: text('runbook_id').notNull(),
    revision: integer().notNull(),
    title: text().notNull(),
    tags: text({ mode: 'json' }).$type<string[]>().notNull(),
    content: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.runbookId, t.revision] })],
);
