import * as z from 'zod';
import { AlertAction } from './alert.ts';
import { Id } from './fields.ts';

/** What third parties send. Unknown fields are ignored, and few are needed. */

const texts = z.record(z.string(), z.string());

/** One alert of a notification, as Alertmanager and Grafana have it. */
export const NotifiedAlert = z
  .looseObject({
    status: z.enum(['firing', 'resolved']),
    labels: texts,
    annotations: texts.optional(),
    startsAt: z.string().optional(),
    endsAt: z.string().optional().describe('The year 1 while it is firing.'),
    generatorURL: z.string().optional(),
    fingerprint: z
      .string()
      .optional()
      .describe('Tells alerts apart; made of the labels if missing.'),
  })
  .meta({ id: 'NotifiedAlert' });

/** A notification of Alertmanager (webhook version 4), or of Grafana. */
export const AlertNotification = z
  .looseObject({ alerts: z.array(NotifiedAlert), groupKey: z.string().optional() })
  .meta({ id: 'AlertNotification' });

/** Any JSON object; the integration's mapping says where things are. */
export const MappedEvent = z.looseObject({}).meta({ id: 'MappedEvent' });

export const pagerDutyActions = ['trigger', 'acknowledge', 'resolve'] as const;
export const pagerDutySeverities = ['critical', 'error', 'warning', 'info'] as const;

/** An event of PagerDuty's Events API v2. */
export const PagerDutyEvent = z
  .looseObject({
    routing_key: z.string().length(32).describe("The integration's key."),
    event_action: z.enum(pagerDutyActions),
    dedup_key: z.string().max(255).optional().describe('Needed to acknowledge and to resolve.'),
    payload: z
      .looseObject({
        summary: z.string(),
        source: z.string(),
        severity: z.enum(pagerDutySeverities),
        timestamp: z.string().optional(),
        component: z.string().optional(),
        group: z.string().optional(),
        class: z.string().optional(),
        custom_details: z.unknown().optional(),
      })
      .optional()
      .describe('Needed to trigger.'),
    client: z.string().optional(),
    client_url: z.string().optional(),
    links: z.array(z.looseObject({})).optional(),
    images: z.array(z.looseObject({})).optional(),
  })
  .meta({ id: 'PagerDutyEvent' });

/** What became of a notification. It is stored when this is answered. */
export const Receipt = z
  .object({
    alerts: z
      .array(z.object({ alert_id: Id, incident_id: Id, action: AlertAction }))
      .describe('Those that are firing, in their order.'),
    resolved: z.array(Id).describe('The ids of the alerts that are over by this.'),
    ignored: z
      .int()
      .nonnegative()
      .describe('How many said that something is over of which nothing is firing.'),
    unreadable: z
      .array(z.object({ index: z.int().nonnegative(), reason: z.string() }))
      .describe('Parts that could not be read, by their place. They are kept: see `…/unreadable`.'),
  })
  .meta({ id: 'Receipt' });
export type Receipt = z.output<typeof Receipt>;

/** What PagerDuty answers: its statuses, its words. */
export const PagerDutyAnswer = z
  .discriminatedUnion('status', [
    z.object({
      status: z.literal('success'),
      message: z.string(),
      dedup_key: z.string().describe('Yours, or one made for the alert.'),
    }),
    z.object({
      status: z.literal('invalid event'),
      message: z.string(),
      errors: z.array(z.string()),
    }),
    z.object({ status: z.literal('Unrecognized object'), message: z.string() }),
  ])
  .meta({ id: 'PagerDutyAnswer' });
export type PagerDutyAnswer = z.output<typeof PagerDutyAnswer>;
