import type {
  NotificationAttempt,
  NotificationChannel,
  NotificationReason,
  NotificationStatus,
  Urgency,
} from '@tocsin/contract';
import { sql } from 'drizzle-orm';
import {
  bigserial,
  boolean,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { people } from './oncall-tables.ts';
import { text } from './text.ts';

type AttemptOutcome = NonNullable<NotificationAttempt['outcome']>;

/** How to reach people. */
export const contactMethods = pgTable(
  'contact_methods',
  {
    id: text().primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    type: text().$type<NotificationChannel>().notNull(),
    address: text().notNull(),
    label: text().notNull(),
    enabled: boolean().notNull(),
    /** They never leave the server. */
    secrets: json().$type<string[]>().notNull(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    version: integer().notNull(),
  },
  (t) => [index('contact_methods_person').on(t.personId, t.id)],
);

/** By what, when and for which incidents people are notified. */
export const notificationRules = pgTable(
  'notification_rules',
  {
    id: text().primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    contactMethodId: text('contact_method_id')
      .notNull()
      .references(() => contactMethods.id, { onDelete: 'cascade' }),
    delayMinutes: integer('delay_minutes').notNull(),
    urgency: text().$type<Urgency>().notNull(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    version: integer().notNull(),
  },
  (t) => [
    index('notification_rules_person').on(t.personId, t.id),
    index('notification_rules_method').on(t.contactMethodId),
  ],
);

/** How notifications read, where that is not as it was at first. */
export const notificationTemplates = pgTable('notification_templates', {
  /** The channel and the reason with a dot between them. */
  id: text().primaryKey(),
  subject: text().notNull(),
  text: text().notNull(),
  updatedAt: text('updated_at').notNull(),
  version: integer().notNull(),
});

/** Messages to somebody. Rows outlive what they speak of. */
export const notifications = pgTable(
  'notifications',
  {
    position: bigserial({ mode: 'number' }).primaryKey(),
    id: text().notNull().unique(),
    incidentId: text('incident_id'),
    reason: text().$type<NotificationReason>().notNull(),
    channel: text().$type<NotificationChannel>().notNull(),
    recipient: text().notNull(),
    personId: text('person_id'),
    person: text(),
    contactMethodId: text('contact_method_id'),
    status: text().$type<NotificationStatus>().notNull(),
    detail: text(),
    message: text(),
    /** As sent the first time; each further attempt sends the same. */
    subject: text(),
    text: text(),
    bundleId: text('bundle_id'),
    /** What the person was called for, and by which of their rules: once each. */
    pageKey: text('page_key'),
    ruleKey: text('rule_key'),
    attempts: integer().notNull(),
    /** Of these, so many were before it was last sent anew by hand: they count no more. */
    attemptsBefore: integer('attempts_before').notNull(),
    resentAt: text('resent_at'),
    dueAt: text('due_at').notNull(),
    createdAt: text('created_at').notNull(),
    startedAt: text('started_at'),
    endedAt: text('ended_at'),
  },
  (t) => [
    uniqueIndex('notifications_page')
      .on(t.pageKey, t.ruleKey)
      .where(sql`page_key IS NOT NULL`),
    index('notifications_incident').on(t.incidentId, t.position),
    index('notifications_status').on(t.status, t.position),
    index('notifications_person').on(t.person, t.position),
    index('notifications_channel').on(t.channel, t.position),
    index('notifications_recipient').on(t.recipient, t.startedAt),
    index('notifications_of_recipient').on(t.recipient, t.position),
    index('notifications_ended')
      .on(t.endedAt)
      .where(sql`ended_at IS NOT NULL`),
    index('notifications_bundle')
      .on(t.bundleId)
      .where(sql`bundle_id IS NOT NULL`),
  ],
);

/** What was tried to deliver them. */
export const notificationAttempts = pgTable(
  'notification_attempts',
  {
    notificationId: text('notification_id')
      .notNull()
      .references(() => notifications.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    startedAt: text('started_at').notNull(),
    /** Null while it goes on, and when its process has ended before it. */
    endedAt: text('ended_at'),
    outcome: text().$type<AttemptOutcome>(),
    detail: text(),
    repeated: boolean().notNull(),
  },
  (t) => [primaryKey({ columns: [t.notificationId, t.number] })],
);
