import {
  AlertSeverity,
  AlertSource,
  AlertStatus,
  FieldMapping,
  Integration,
  Severity,
} from '@tocsin/contract';
import * as z from 'zod';
import type { Tables } from './storage.ts';

type Rows<Table extends keyof Tables> = Tables[Table]['$inferSelect'][];

/** What a state has of alerts. */
export interface AlertState {
  alerts: Rows<'alerts'>;
  alertSettings: Rows<'alertSettings'>;
  integrations: Rows<'integrations'>;
  unreadablePayloads: Rows<'unreadablePayloads'>;
}

export const noAlerts: AlertState = {
  alerts: [],
  alertSettings: [],
  integrations: [],
  unreadablePayloads: [],
};

const text = z.string();
const maybe = text.nullable();

/** Files from before there were alerts have none. */
export const alertState = {
  alerts: z
    .array(
      z.object({
        position: z.int(),
        id: text,
        incidentId: text,
        service: text,
        severity: Severity,
        severityWord: AlertSeverity,
        message: text,
        labels: z.record(text, text),
        details: z.record(text, z.unknown()),
        status: AlertStatus,
        source: AlertSource,
        integrationId: maybe,
        dedupScope: text,
        dedupKey: maybe,
        count: z.int(),
        timestamp: text,
        receivedAt: text,
        lastReceivedAt: text,
        resolvedAt: maybe,
      }),
    )
    .default([]),
  alertSettings: z
    .array(
      z.object({
        service: text,
        correlationWindowSeconds: z.int().nullable(),
        updatedAt: text,
        version: z.int(),
      }),
    )
    .default([]),
  integrations: z
    .array(
      z.object({
        position: z.int(),
        id: text,
        name: text,
        service: text,
        defaultSeverity: Integration.shape.default_severity,
        serviceLabel: maybe,
        autoResolve: z.boolean(),
        mapping: FieldMapping.nullable(),
        signingSecret: maybe,
        keyHash: text,
        keyHint: text,
        createdAt: text,
        updatedAt: text,
        lastUsedAt: maybe,
        version: z.int(),
      }),
    )
    .default([]),
  unreadablePayloads: z
    .array(
      z.object({
        position: z.int(),
        integrationId: text,
        source: AlertSource,
        receivedAt: text,
        reason: text,
        payload: text,
      }),
    )
    .default([]),
};
