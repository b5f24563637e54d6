import * as z from 'zod';
import type { EventRow } from '../events/log.ts';
import { type AlertState, alertState } from './alert-state.ts';
import { escalationsState, type EscalationsState } from './escalation-state.ts';
import { type IncidentState, incidentState } from './incident-state.ts';
import { type JobsState, jobsState } from './job-state.ts';
import { type NotificationState, notificationState } from './notification-state.ts';
import { type OncallState, oncallState } from './oncall-state.ts';
import { type RunbookRuleState, runbookRuleState } from './runbook-rule-state.ts';
import { type RunbookState, runbookState } from './runbook-state.ts';
import type { Tables } from './storage.ts';
import { type WebhookState, webhookState } from './webhook-state.ts';

type Rows<Table extends keyof Tables> = Tables[Table]['$inferSelect'][];

/** The version of {@link State} that this program writes. */
export const SCHEMA_VERSION = 2;

/** Everything in a database, as the JSON file and `tocsin export` have it. What follows from it is left out. */
export interface State
  extends
    AlertState,
    EscalationsState,
    IncidentState,
    JobsState,
    NotificationState,
    OncallState,
    RunbookRuleState,
    RunbookState,
    WebhookState {
  schemaVersion: typeof SCHEMA_VERSION;
  events: EventRow[];
  counters: Rows<'counters'>;
  milestones: Rows<'milestones'>;
}

const id = z.string();
const count = z.int();
const time = z.string();

/** A state of this version, whatever of it there was when it was written. */
export const State = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  ...incidentState,
  ...runbookState,
  events: z.array(
    z.object({
      seq: count,
      type: z.string(),
      entity: z.string(),
      entityId: id,
      actor: z.string(),
      at: time,
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  ...jobsState,
  ...alertState,
  ...escalationsState,
  ...oncallState,
  ...notificationState,
  ...runbookRuleState,
  ...webhookState,
  counters: z.array(z.object({ name: z.string(), value: count })),
  milestones: z.array(z.object({ name: z.string(), at: time })),
}) satisfies z.ZodType<State>;
