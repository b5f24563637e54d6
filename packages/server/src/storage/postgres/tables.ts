import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Phase, Severity, Status } from '@tocsin/contract';
import type { JobState } from '../../jobs/state.ts';
import { text } from './text.ts';

export * from './alert-tables.ts';
export * from './notification-tables.ts';
export * from './escalation-tables.ts';
export * from './oncall-tables.ts';
export * from './runbook-rule-tables.ts';
export * from './webhook-tables.ts';

/** The tables as PostgreSQL has them: the same rows as SQLite's (a type test compares the two). */

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
    /** Both follow from the times; stored so that a database can reckon with them. */
    mttaSeconds: doublePrecision('mtta_seconds'),
    mttrSeconds: doublePrecision('mttr_seconds'),
    snoozedUntil: text('snoozed_until'),
    /** May name one that is gone. */
    mergedInto: text('merged_into'),
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
    /** The incident that it is about, whatever it happened to; follows from the rest (`events/about.ts`). */
    incidentId: text('incident_id'),
    actor: text().notNull(),
    at: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    index('events_entity').on(t.entity, t.entityId, t.seq),
    index('events_type').on(t.type, t.seq),
    index('events_incident')
      .on(t.incidentId, t.seq)
      .where(sql`incident_id IS NOT NULL`),
  ],
);

/** Work to be done outside a change, now or later (`src/jobs`). */
export const jobs = pgTable(
  'jobs',
  {
    /** UUID v7, so jobs that are due together run in the order in which they were enqueued. */
    id: text().primaryKey(),
    name: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    key: text(),
    state: text().$type<JobState>().notNull(),
    /** When it may be taken: when it is to run or, while it runs, when its lease ends; null at its end. */
    dueAt: text('due_at'),
    attempts: integer().notNull(),
    /** Who runs it; whoever no longer holds this may write nothing of it. */
    lease: text(),
    /** Why the last attempt failed. */
    error: text(),
    createdAt: text('created_at').notNull(),
    startedAt: text('started_at'),
    finishedAt: text('finished_at'),
  },
  (t) => [
    index('jobs_due')
      .on(t.name, t.dueAt, t.id)
      .where(sql`due_at IS NOT NULL`),
    uniqueIndex('jobs_pending_key')
      .on(t.name, t.key)
      .where(sql`key IS NOT NULL AND state IN ('queued', 'retrying')`),
    index('jobs_key')
      .on(t.name, t.key)
      .where(sql`key IS NOT NULL AND due_at IS NOT NULL`),
    index('jobs_finished')
      .on(t.state, t.finishedAt)
      .where(sql`finished_at IS NOT NULL`),
  ],
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
