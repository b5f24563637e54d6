import type { Layer } from '@tocsin/contract';
import { index, integer, json, pgTable } from 'drizzle-orm/pg-core';
import { text } from './text.ts';

/** Who can be on call. Schedules and overrides have them by their names. */
export const people = pgTable('people', {
  id: text().primaryKey(),
  name: text().notNull().unique(),
  email: text(),
  timeZone: text('time_zone').notNull(),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
  version: integer().notNull(),
});

/** `json` keeps the fields of layers in their order, as SQLite does. */
export const schedules = pgTable('schedules', {
  id: text().primaryKey(),
  team: text().notNull().unique(),
  name: text().notNull(),
  timeZone: text('time_zone').notNull(),
  members: json().$type<string[]>().notNull(),
  layers: json().$type<Layer[]>().notNull(),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
  version: integer().notNull(),
});

export const scheduleOverrides = pgTable(
  'schedule_overrides',
  {
    id: text().primaryKey(),
    scheduleId: text('schedule_id')
      .notNull()
      .references(() => schedules.id, { onDelete: 'cascade' }),
    member: text().notNull(),
    start: text('start_at').notNull(),
    end: text('end_at').notNull(),
    reason: text().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    version: integer().notNull(),
  },
  (t) => [
    index('schedule_overrides_start').on(t.scheduleId, t.start, t.id),
    index('schedule_overrides_end').on(t.scheduleId, t.end),
    index('schedule_overrides_member').on(t.member, t.end),
  ],
);
