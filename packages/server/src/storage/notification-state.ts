import {
  attemptOutcomes,
  NotificationChannel,
  NotificationReason,
  NotificationStatus,
  Urgency,
} from '@tocsin/contract';
import * as z from 'zod';
import type { Tables } from './storage.ts';

type Rows<Table extends keyof Tables> = Tables[Table]['$inferSelect'][];

/** What a state has of notifications, and of how people want to have them. */
export interface NotificationState {
  contactMethods: Rows<'contactMethods'>;
  notificationRules: Rows<'notificationRules'>;
  notificationTemplates: Rows<'notificationTemplates'>;
  notifications: Rows<'notifications'>;
  notificationAttempts: Rows<'notificationAttempts'>;
}

export const noNotifications: NotificationState = {
  contactMethods: [],
  notificationRules: [],
  notificationTemplates: [],
  notifications: [],
  notificationAttempts: [],
};

const text = z.string();
const maybe = text.nullable();
const count = z.int();
const stamps = { createdAt: text, updatedAt: text, version: count };

/** Files from before there were notifications have none. */
export const notificationState = {
  contactMethods: z
    .array(
      z.object({
        id: text,
        personId: text,
        type: NotificationChannel,
        address: text,
        label: text,
        enabled: z.boolean(),
        secrets: z.array(text),
        ...stamps,
      }),
    )
    .default([]),
  notificationRules: z
    .array(
      z.object({
        id: text,
        personId: text,
        contactMethodId: text,
        delayMinutes: count,
        urgency: Urgency,
        ...stamps,
      }),
    )
    .default([]),
  notificationTemplates: z
    .array(z.object({ id: text, subject: text, text, updatedAt: text, version: count }))
    .default([]),
  notifications: z
    .array(
      z.object({
        position: count,
        id: text,
        incidentId: maybe,
        reason: NotificationReason,
        channel: NotificationChannel,
        recipient: text,
        personId: maybe,
        person: maybe,
        contactMethodId: maybe,
        status: NotificationStatus,
        detail: maybe,
        message: maybe,
        subject: maybe,
        text: maybe,
        bundleId: maybe,
        pageKey: maybe,
        ruleKey: maybe,
        attempts: count,
        attemptsBefore: count,
        resentAt: maybe,
        dueAt: text,
        createdAt: text,
        startedAt: maybe,
        endedAt: maybe,
      }),
    )
    .default([]),
  notificationAttempts: z
    .array(
      z.object({
        notificationId: text,
        number: count,
        startedAt: text,
        endedAt: maybe,
        outcome: z.enum(attemptOutcomes).nullable(),
        detail: maybe,
        repeated: z.boolean(),
      }),
    )
    .default([]),
};
