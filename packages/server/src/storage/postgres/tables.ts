import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
} from 'drizzle-orm/pg-core';
import type { Phase, Severity, Status } from '@tocsin/contract';

/**
 * The tables as PostgreSQL has them: the same rows as SQLite's (a type test compares the two). Text
 * sorts by its bytes, as it does there, whatever the database's locale.
 */
const text = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
const position = () => bigint({ mode: 'number' }).primaryKey();

export const incidents = pgTable(
  'incidents',
  {
    /** Creation order in one number: `createdAt` in ms × 1024 + a counter. Lists page by it. */
    position: position(),
    id: text().notNull().unique(),
    number: integer().notNull().unique(),
    title: text().notNull(),
    severity: text().$type<Severity>().notNull(),
    service: text().notNull(),
    /** Follows from `phase`; stored so that an index can hold it. */
    status: text().$type<Status>().notNull(),
    phase: text().$type<Phase>().notNull(),
    assignedTo: text('assigned_to'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    acknowledgedAt: text('acknowledged_at'),
    resolvedAt: text('resolved_at'),
    version: integer().notNull(),
  },
  (t) => [
    index('incidents_status').on(t.status, t.position),
    index('incidents_status_severity').on(t.status, t.severity, sql`${t.position} desc`),
    index('incidents_severity').on(t.severity, sql`${t.position} desc`),
    index('incidents_service').on(t.service, t.position),
    index('incidents_service_status').on(t.service, t.status, t.position),
    index('incidents_assigned_to').on(t.assignedTo, t.position),
    index('incidents_assigned_to_status').on(t.assignedTo, t.status, t.position),
    index('incidents_updated_at').on(t.updatedAt, t.position),
    index('incidents_status_updated_at').on(t.status, t.updatedAt, t.position),
  ],
);

export const incidentNotes = pgTable(
  'incident_notes',
  {
    position: bigserial({ mode: 'number' }).primaryKey(),
    id: text().notNull().unique(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id, { onDelete: 'cascade' }),
    timestamp: text().notNull(),
    author: text().notNull(),
    text: text().notNull(),
  },
  (t) => [index('incident_notes_incident').on(t.incidentId, t.position)],
);

/** How many incidents there are of each kind, so that a list's total need not be counted. */
export const incidentTotals = pgTable(
  'incident_totals',
  {
    phase: text().$type<Phase>().notNull(),
    severity: text().$type<Severity>().notNull(),
    service: text().notNull(),
    /** '' is nobody. */
    assignedTo: text('assigned_to').notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.service, t.phase, t.severity, t.assignedTo] })],
);

export const runbooks = pgTable(
  'runbooks',
  {
    position: bigserial({ mode: 'number' }).primaryKey(),
    id: text().notNull().unique(),
    title: text().notNull(),
    tags: jsonb().$type<string[]>().notNull(),
    content: text().notNull(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    version: integer().notNull(),
  },
  (t) => [index('runbooks_updated_at').on(t.updatedAt, t.position)],
);

/** Which runbooks have a tag; `runbooks.tags` is what they are. */
export const runbookTags = pgTable(
  'runbook_tags',
  {
    tag: text().notNull(),
    runbookId: text('runbook_id')
      .notNull()
      .references(() => runbooks.id, { onDelete: 'cascade' }),
  },
  (t) => [
    primaryKey({ columns: [t.tag, t.runbookId] }),
    index('runbook_tags_runbook').on(t.runbookId),
  ],
);

export const runbookRevisions = pgTable(
  'runbook_revisions',
  {
    runbookId: text('runbook_id')
      .notNull()
      .references(() => runbooks.id, { onDelete: 'cascade' }),
    revision: integer().notNull(),
    title: text().notNull(),
    tags: jsonb().$type<string[]>().notNull(),
    content: text().notNull(),
    savedAt: text('saved_at').notNull(),
    savedBy: text('saved_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.runbookId, t.revision] })],
);

/** The event log: one row for each change, written with it. Rows outlive what they speak of. */
export const events = pgTable(
  'events',
  {
    seq: bigserial({ mode: 'number' }).primaryKey(),
    type: text().notNull(),
    entity: text().notNull(),
    entityId: text('entity_id').notNull(),
    actor: text().notNull(),
    at: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [index('events_entity').on(t.entity, t.entityId, t.seq)],
);

/** Numbers that are handed out once each. */
export const counters = pgTable('counters', {
  name: text().primaryKey(),
  value: bigint({ mode: 'number' }).notNull(),
});

/** What has been done to this database once and for all, such as seeding it. */
export const milestones = pgTable('milestones', {
  name: text().primaryKey(),
  at: text().notNull(),
});
