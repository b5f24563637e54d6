import { DeliveryAttempt, DeliveryState } from '@tocsin/contract';
import * as z from 'zod';
import type { Tables } from './storage.ts';

type Rows<Table extends keyof Tables> = Tables[Table]['$inferSelect'][];

/** What a state has of webhooks. */
export interface WebhookState {
  webhooks: Rows<'webhooks'>;
  webhookDeliveries: Rows<'webhookDeliveries'>;
}

export const noWebhooks: WebhookState = { webhooks: [], webhookDeliveries: [] };

const text = z.string();
const maybe = text.nullable();

/** Files from before there were webhooks have none. */
export const webhookState = {
  webhooks: z
    .array(
      z.object({
        position: z.int(),
        id: text,
        url: text,
        description: text,
        types: z.array(text),
        services: z.array(text).nullable(),
        secrets: z.array(z.object({ secret: text, until: maybe })),
        enabled: z.boolean(),
        disabledReason: maybe,
        disabledAt: maybe,
        failingSince: maybe,
        refusedInRow: z.int(),
        handledSeq: z.int(),
        createdAt: text,
        updatedAt: text,
        version: z.int(),
      }),
    )
    .default([]),
  webhookDeliveries: z
    .array(
      z.object({
        position: z.int(),
        id: text,
        webhookId: text,
        seq: z.int(),
        type: text,
        entity: text,
        entityId: text,
        incidentId: maybe,
        lane: text,
        body: text,
        state: DeliveryState,
        attemptCount: z.int(),
        attempts: z.array(DeliveryAttempt),
        nextAttemptAt: maybe,
        failingSince: maybe,
        createdAt: text,
        finishedAt: maybe,
      }),
    )
    .default([]),
};
