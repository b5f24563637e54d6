/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

export interface Alert {
  /** 1 to 128 characters. */
  alert_id: string;
  /**
   * What it belongs to. It may have been deleted since.
   * 1 to 128 characters.
   */
  incident_id: string;
  /**
   * The service that has it.
   * At most 100 characters.
   */
  service: string;
  /** In the word it came with. */
  severity: SeverityInput;
  /**
   * What is wrong.
   * At most 10,000 characters.
   */
  message: string;
  labels: { [name: string]: string };
  /** What else its sender said, in the words of the sender. */
  details: { [name: string]: unknown };
  status: AlertStatus;
  source: AlertSource;
  /**
   * By which integration it came; `null` without one.
   * 1 to 128 characters.
   */
  integration_id: string | null;
  dedup_key: string | null;
  /**
   * How often it was received.
   * A whole number, 1 or more.
   */
  count: number;
  /** When it began, as its sender has it. */
  timestamp: Timestamp;
  /** When it was first received. */
  received_at: Timestamp;
  last_received_at: Timestamp;
  resolved_at: Timestamp | null;
}

export type AlertAction = 'new_incident' | 'attached_to_existing_incident';

export interface AlertSettings {
  /**
   * The service that has it.
   * At most 100 characters.
   */
  service: string;
  /**
   * For so long after its creation an incident takes further alerts, in seconds; `0` is never,
   * `null` is as `CORRELATION_WINDOW_SECONDS` has it.
   * A whole number, 0 to 604800.
   */
  correlation_window_seconds: number | null;
  updated_at: Timestamp;
  /**
   * Raised by each change; over REST it is the ETag.
   * A whole number, 1 or more.
   */
  version: number;
}

export type AlertSource = 'api' | 'alertmanager' | 'grafana' | 'pagerduty' | 'events';

export type AlertStatus = 'firing' | 'resolved';

export interface ApiHealth {
  status: 'healthy';
  /** `APP_NAME`. */
  service: string;
  version: string;
  /** `COMMIT`, or `unknown`. */
  commit: string;
  /** A number, 0 or more. */
  uptimeSeconds: number;
}

export interface AttachedRunbook {
  /**
   * The runbook's id.
   * 1 to 128 characters.
   */
  runbookId: string;
  /**
   * Which one it was; the rest is of this revision.
   * A whole number, 1 or more.
   */
  revision: number;
  title: string;
  tags: string[];
  /**
   * Markdown.
   * At most 200,000 characters.
   */
  content: string;
  /** The rule that attached it, which may be gone; `manual`: somebody did. */
  matchedBy:
    | 'manual'
    | {
        /** 1 to 128 characters. */
        ruleId: string;
        /** What it was called then. */
        ruleName: string;
      };
  attachedAt: Timestamp;
  /** Who did, or opened the incident. */
  attachedBy: string;
  /** The runbook has a newer revision. */
  isOutdated: boolean;
  /** The runbook is gone; what was attached stays. */
  isDeleted: boolean;
}

export interface Calendar {
  /** 1 to 128 characters. */
  scheduleId: string;
  from: Timestamp;
  to: Timestamp;
  /** In order, no two at once; those at the ends are cut off at `from` and `to`. */
  shifts: Shift[];
  /** Nobody is on call. */
  gaps: {
    start: Timestamp;
    end: Timestamp;
  }[];
}

export interface ContactMethod {
  /** 1 to 128 characters. */
  id: string;
  /** 1 to 128 characters. */
  personId: string;
  /** The channel. */
  type: NotificationChannel;
  /**
   * An e-mail address, or the URL of a webhook; for `console` a name.
   * At most 2,000 characters.
   */
  address: string;
  /**
   * What the person calls it; may be empty.
   * At most 100 characters.
   */
  label: string;
  /** One that is not is never used. */
  enabled: boolean;
  /**
   * How many signing secrets it has.
   * A whole number, 0 or more.
   */
  secretCount: number;
  createdAt: Timestamp;
  updatedAt: Timestamp;
  /**
   * Raised by each change; over REST it is the ETag.
   * A whole number, 1 or more.
   */
  version: number;
}

export interface Correlation {
  /** 1 to 128 characters. */
  alert_id: string;
  /** 1 to 128 characters. */
  incident_id: string;
  status: 'correlated';
  action: AlertAction;
}

export type DefaultSeverity = 'high' | 'medium' | 'low';

export interface DeliveryAttempt {
  at: Timestamp;
  /**
   * The HTTP status; `null` when there was no answer.
   * A whole number, -9007199254740991 or more.
   */
  status: number | null;
  /** What the receiver said, about 1 KB of it, or what went wrong. */
  detail: string;
  /** A whole number, 0 or more. */
  durationMs: number;
}

export type DeliveryState = 'waiting' | 'retrying' | 'delivered' | 'failed' | 'cancelled';

export interface Durations {
  /**
   * How many times these numbers are made of.
   * A whole number, 0 or more.
   */
  count: number;
  /**
   * The sum by the count, to the millisecond.
   * A number, 0 or more.
   */
  mean: number | null;
  /**
   * By nearest rank, as all percentiles: the least that half do not exceed.
   * A number, 0 or more.
   */
  p50: number | null;
  /** A number, 0 or more. */
  p90: number | null;
  /** A number, 0 or more. */
  p95: number | null;
}

export interface Escalation {
  /** 1 to 128 characters. */
  id: string;
  /**
   * It may have been deleted since.
   * 1 to 128 characters.
   */
  incidentId: string;
  /**
   * The service that has it.
   * At most 100 characters.
   */
  service: string;
  state: EscalationState;
  /** What ended it, where it is `ended`. */
  endedBy: EscalationEnd | null;
  /** As it was when this began. */
  policy: {
    /**
     * `null`: there was none, and the service's on-call is paged.
     * 1 to 128 characters.
     */
    id: string | null;
    /**
     * What it is called, each policy by another name.
     * At most 200 characters.
     */
    name: string;
    /**
     * The first pages when an incident is opened, each further one when the one before it has been
     * waited for. One that reaches nobody is not waited for.
     * At most 20 items.
     */
    steps: EscalationStep[];
    /**
     * How often all steps come once more, after the last has been waited for.
     * A whole number, 0 to 9.
     */
    repeat: number;
  };
  /**
   * The step that was done last; 0 is the first. `null`: none yet.
   * A whole number, 0 or more.
   */
  step: number | null;
  /**
   * In which round; 0 is the first.
   * A whole number, 0 or more.
   */
  round: number;
  /**
   * The step that comes next; `null`: none does.
   * A whole number, 0 or more.
   */
  nextStep: number | null;
  /** When it comes, or when waiting for the last one is over. `null` unless it is running. */
  nextStepAt: Timestamp | null;
  /** What was done so far, in order, with who was paged. */
  runs: EscalationRun[];
  startedAt: Timestamp;
  endedAt: Timestamp | null;
}

export interface EscalationAnswer {
  /** 1 to 128 characters. */
  escalation_id: string;
  /** 1 to 128 characters. */
  incident_id: string;
  state: EscalationState;
  /**
   * Which of the policy's steps; 0 is the first. `null`: those that somebody named.
   * A whole number, 0 or more.
   */
  step: number | null;
  paged: PagedPerson[];
  /** Targets that were passed over. */
  unreached: UnreachedTarget[];
  reason: string | null;
  escalated_at: Timestamp;
  next_step_at: Timestamp | null;
}

export type EscalationEnd = 'acknowledged' | 'resolved' | 'merged' | 'deleted';

export interface EscalationPolicy {
  /** 1 to 128 characters. */
  id: string;
  /**
   * What it is called, each policy by another name.
   * At most 200 characters.
   */
  name: string;
  /**
   * The services whose incidents it is for; each is in one policy at most.
   * At most 500 items.
   */
  services: string[];
  /** Whether it is for all services that are in no policy; one policy at most is. */
  isDefault: boolean;
  /**
   * The first pages when an incident is opened, each further one when the one before it has been
   * waited for. One that reaches nobody is not waited for.
   * At most 20 items.
   */
  steps: EscalationStep[];
  /**
   * How often all steps come once more, after the last has been waited for.
   * A whole number, 0 to 9.
   */
  repeat: number;
  createdAt: Timestamp;
  updatedAt: Timestamp;
  /**
   * Raised by each change; over REST it is the ETag.
   * A whole number, 1 or more.
   */
  version: number;
}

export interface EscalationRun {
  /**
   * Which of the policy's steps; 0 is the first. `null`: those that somebody named.
   * A whole number, 0 or more.
   */
  step: number | null;
  /**
   * In which round; 0 is the first.
   * A whole number, 0 or more.
   */
  round: number;
  at: Timestamp;
  /** Who asked for it; `null`: it was its time. */
  requestedBy: string | null;
  /** Why they did. */
  reason: string | null;
  paged: PagedPerson[];
  /** Targets that were passed over. */
  unreached: UnreachedTarget[];
}

/**
 * `paused`: the incident is snoozed. `ended`: somebody works on it, or it is over.
 * `exhausted`: all steps have been waited for, or a whole round has reached nobody.
 */
export type EscalationState = 'running' | 'paused' | 'exhausted' | 'ended';

export interface EscalationStep {
  /**
   * How long to wait, once it has paged, for somebody to acknowledge.
   * A whole number, 1 to 10080.
   */
  delayMinutes: number;
  /**
   * All are paged at once.
   * At most 20 items.
   */
  targets: EscalationTarget[];
}

export type EscalationTarget =
  | {
      type: 'person';
      /**
       * By their name.
       * At most 100 characters.
       */
      person: string;
    }
  | {
      type: 'schedule';
      /**
       * Whoever is on call for this team when the step runs.
       * At most 100 characters.
       */
      team: string;
    };

export interface Event {
  /**
   * Rises with every event; some numbers are left out.
   * A whole number, 0 or more.
   */
  seq: number;
  /**
   * What happened, such as `incident.acknowledged`.
   * At most 100 characters.
   */
  type: string;
  /**
   * What kind of thing it happened to, such as `incident`.
   * At most 100 characters.
   */
  entity: string;
  /**
   * Which one. It may have been deleted since.
   * 1 to 128 characters.
   */
  entityId: string;
  /** Who did it. */
  actor: string;
  at: Timestamp;
  /** More about it; what, depends on the type. */
  data: { [name: string]: unknown };
}

export interface FieldMapping {
  /**
   * A list with one alert in each item; else the whole is one.
   * At most 200 characters.
   */
  alerts?: string | undefined;
  /** At most 200 characters. */
  message?: string | undefined;
  /** At most 200 characters. */
  severity?: string | undefined;
  /** What the sender's words for severities mean here. */
  severities?: { [name: string]: SeverityInput } | undefined;
  /** At most 200 characters. */
  status?: string | undefined;
  /**
   * The values of `status` that say that it is over.
   * At most 20 items.
   */
  resolved_values?: string[] | undefined;
  /** At most 200 characters. */
  dedup_key?: string | undefined;
  /** At most 200 characters. */
  timestamp?: string | undefined;
  /**
   * An object whose plain values become labels.
   * At most 200 characters.
   */
  labels?: string | undefined;
}

export interface Health {
  status: 'ok';
  /** `APP_NAME`. */
  service: string;
  version: string;
  /** `COMMIT`, or `unknown`. */
  commit: string;
  /** A number, 0 or more. */
  uptimeSeconds: number;
}

export interface Incident {
  /** 1 to 128 characters. */
  id: string;
  /**
   * Counts up from 1; what people call it by.
   * A whole number, 1 or more.
   */
  number: number;
  /**
   * What is wrong, in one line.
   * At most 200 characters.
   */
  title: string;
  severity: Severity;
  status: Status;
  phase: Phase;
  /**
   * The service that has it.
   * At most 100 characters.
   */
  service: string;
  /**
   * Who works on it; `null` is nobody.
   * At most 100 characters.
   */
  assignedTo: string | null;
  createdAt: Timestamp;
  updatedAt: Timestamp;
  /** The first acknowledgement, or start of work; set once. `null` where it was resolved without. */
  acknowledgedAt: Timestamp | null;
  /** The last resolution; `null` while it is open. */
  resolvedAt: Timestamp | null;
  /**
   * From `createdAt` to `acknowledgedAt`; `null` while that is.
   * A number, 0 or more.
   */
  mttaSeconds: number | null;
  /**
   * From `createdAt` to `resolvedAt`; `null` while that is.
   * A number, 0 or more.
   */
  mttrSeconds: number | null;
  /** Until then nobody is to be bothered with it. */
  snoozedUntil: Timestamp | null;
  /**
   * The incident that goes on in its place. That may have been deleted since.
   * 1 to 128 characters.
   */
  mergedInto: string | null;
  /** The oldest first. */
  notes: Note[];
  /**
   * Raised by each change; over REST it is the ETag.
   * A whole number, 1 or more.
   */
  version: number;
}

export type IncidentChange =
  | {
      /** Sent first: from here on nothing is missed. */
      type: 'watch.started';
      /** A whole number, 0 or more. */
      seq: number;
    }
  | {
      type: IncidentEventType;
      /**
       * Its place in the event log; rises.
       * A whole number, 0 or more.
       */
      seq: number;
      at: Timestamp;
      actor: string;
      /** 1 to 128 characters. */
      incidentId: string;
      /** The fields that changed, before and after. */
      changes: {
        [name: string]: {
          from: JsonValue;
          to: JsonValue;
        };
      };
      /** As it is now; `null` when it is gone. */
      incident: Incident | null;
    };

export interface IncidentDetail {
  /** 1 to 128 characters. */
  id: string;
  /**
   * Counts up from 1; what people call it by.
   * A whole number, 1 or more.
   */
  number: number;
  /**
   * What is wrong, in one line.
   * At most 200 characters.
   */
  title: string;
  severity: Severity;
  status: Status;
  phase: Phase;
  /**
   * The service that has it.
   * At most 100 characters.
   */
  service: string;
  /**
   * Who works on it; `null` is nobody.
   * At most 100 characters.
   */
  assignedTo: string | null;
  createdAt: Timestamp;
  updatedAt: Timestamp;
  /** The first acknowledgement, or start of work; set once. `null` where it was resolved without. */
  acknowledgedAt: Timestamp | null;
  /** The last resolution; `null` while it is open. */
  resolvedAt: Timestamp | null;
  /**
   * From `createdAt` to `acknowledgedAt`; `null` while that is.
   * A number, 0 or more.
   */
  mttaSeconds: number | null;
  /**
   * From `createdAt` to `resolvedAt`; `null` while that is.
   * A number, 0 or more.
   */
  mttrSeconds: number | null;
  /** Until then nobody is to be bothered with it. */
  snoozedUntil: Timestamp | null;
  /**
   * The incident that goes on in its place. That may have been deleted since.
   * 1 to 128 characters.
   */
  mergedInto: string | null;
  /** The oldest first. */
  notes: Note[];
  /**
   * Raised by each change; over REST it is the ETag.
   * A whole number, 1 or more.
   */
  version: number;
  /**
   * How many alerts it has.
   * A whole number, 0 or more.
   */
  alertCount: number;
  /**
   * The last received first, at most 100.
   * At most 100 items.
   */
  alerts: Alert[];
}

export type IncidentEventType =
  | 'incident.created'
  | 'incident.updated'
  | 'incident.acknowledged'
  | 'incident.started'
  | 'incident.resolved'
  | 'incident.reopened'
  | 'incident.snoozed'
  | 'incident.unsnoozed'
  | 'incident.merged'
  | 'incident.absorbed'
  | 'incident.note_added'
  | 'incident.deleted';

export interface IncidentMetrics {
  createdAt: Timestamp;
  /** The first acknowledgement, or start of work; set once. `null` where it was resolved without. */
  acknowledgedAt: Timestamp | null;
  /** The last resolution; `null` while it is open. */
  resolvedAt: Timestamp | null;
  /**
   * From `createdAt` to `acknowledgedAt`; `null` while that is.
   * A number, 0 or more.
   */
  mttaSeconds: number | null;
  /**
   * From `createdAt` to `resolvedAt`; `null` while that is.
   * A number, 0 or more.
   */
  mttrSeconds: number | null;
  /** 1 to 128 characters. */
  incidentId: string;
  /**
   * How many alerts it has.
   * A whole number, 0 or more.
   */
  alertCount: number;
}

export interface IncidentStats {
  /**
   * Created in the time: `openNow`, `resolved` and `merged` add up to it.
   * A whole number, 0 or more.
   */
  opened: number;
  /**
   * Of these, not resolved by now.
   * A whole number, 0 or more.
   */
  openNow: number;
  /**
   * Of these, resolved by now, and not by a merge.
   * A whole number, 0 or more.
   */
  resolved: number;
  /**
   * Of these, merged into others. All numbers below are without them.
   * A whole number, 0 or more.
   */
  merged: number;
  /**
   * Acknowledged, or started, at any time until now.
   * A whole number, 0 or more.
   */
  acknowledged: number;
  /** From the creation to the first acknowledgement, of those acknowledged. */
  mtta: Durations;
  /** From the creation to the last resolution, of those resolved. */
  mttr: Durations;
  /**
   * Alerts that belong to them. An alert that repeats is one.
   * A whole number, 0 or more.
   */
  alerts: number;
  /**
   * `alerts` by `opened` without `merged`.
   * A number, 0 or more.
   */
  alertsPerIncident: number | null;
  /**
   * Noise: the share of `resolved` that nobody ever acknowledged.
   * A number, 0 or more.
   */
  unacknowledgedShare: number | null;
  /**
   * Noise: how often an alert came again, on average.
   * A number, 0 or more.
   */
  repeatsPerAlert: number | null;
}

export interface Integration {
  /** 1 to 128 characters. */
  id: string;
  /**
   * What it is called.
   * At most 100 characters.
   */
  name: string;
  /**
   * The service that its alerts are about.
   * At most 100 characters.
   */
  service: string;
  /** Of alerts that have no severity, or one in a word that is not known. */
  default_severity: DefaultSeverity;
  /**
   * Alerts that have this label are about the service it names.
   * 1 to 128 characters.
   */
  service_label: string | null;
  /** Its incidents are resolved when their last firing alert is, if `AUTO_RESOLVE` is on. */
  auto_resolve: boolean;
  /** For `…/events`: where values are in its JSON. */
  mapping: FieldMapping | null;
  /** It has a signing secret. */
  signed: boolean;
  /** The last four characters of its key. */
  key_hint: string;
  created_at: Timestamp;
  updated_at: Timestamp;
  /** To the minute. */
  last_used_at: Timestamp | null;
  /**
   * Raised by each change; over REST it is the ETag.
   * A whole number, 1 or more.
   */
  version: number;
}

export type Layer =
  | {
      rotation: 'hourly';
      /**
       * How many hours of the wall clock a turn lasts.
       * A whole number, 1 to 8760.
       * @default 1
       */
      turnLength: number;
      /**
       * In the order of their turns.
       * At most 100 items.
       */
      members: string[];
      /**
       * `null` is the schedule's.
       * @default null
       */
      timeZone: TimeZone | null;
      /**
       * From then on. The turn that is under way then, by the hand-off times, is that of the first
       * member.
       */
      start: Timestamp;
      /**
       * Until then; `null` is for good.
       * @default null
       */
      end: Timestamp | null;
      /**
       * Nobody is on call by this layer at other times; none of them is always. A turn without any
       * such time is skipped and counts for nobody.
       * At most 20 items.
       * @default []
       */
      restrictions: Restriction[];
      /**
       * When turns begin, on the wall clock: one that is skipped there (23-hour days) counts as soon
       * as it is passed, one that comes twice (25-hour days) counts the first time.
       * @default "09:00"
       */
      handoffTime: WallTime;
    }
  | {
      rotation: 'daily';
      /**
       * How many days a turn lasts.
       * A whole number, 1 to 366.
       * @default 1
       */
      turnLength: number;
      /**
       * In the order of their turns.
       * At most 100 items.
       */
      members: string[];
      /**
       * `null` is the schedule's.
       * @default null
       */
      timeZone: TimeZone | null;
      /**
       * From then on. The turn that is under way then, by the hand-off times, is that of the first
       * member.
       */
      start: Timestamp;
      /**
       * Until then; `null` is for good.
       * @default null
       */
      end: Timestamp | null;
      /**
       * Nobody is on call by this layer at other times; none of them is always. A turn without any
       * such time is skipped and counts for nobody.
       * At most 20 items.
       * @default []
       */
      restrictions: Restriction[];
      /**
       * When turns begin, on the wall clock: one that is skipped there (23-hour days) counts as soon
       * as it is passed, one that comes twice (25-hour days) counts the first time.
       * @default "09:00"
       */
      handoffTime: WallTime;
    }
  | {
      rotation: 'weekly';
      /**
       * How many weeks a turn lasts.
       * A whole number, 1 to 52.
       * @default 1
       */
      turnLength: number;
      /**
       * The day on which turns begin.
       * @default "monday"
       */
      handoffDay: Weekday;
      /**
       * In the order of their turns.
       * At most 100 items.
       */
      members: string[];
      /**
       * `null` is the schedule's.
       * @default null
       */
      timeZone: TimeZone | null;
      /**
       * From then on. The turn that is under way then, by the hand-off times, is that of the first
       * member.
       */
      start: Timestamp;
      /**
       * Until then; `null` is for good.
       * @default null
       */
      end: Timestamp | null;
      /**
       * Nobody is on call by this layer at other times; none of them is always. A turn without any
       * such time is skipped and counts for nobody.
       * At most 20 items.
       * @default []
       */
      restrictions: Restriction[];
      /**
       * When turns begin, on the wall clock: one that is skipped there (23-hour days) counts as soon
       * as it is passed, one that comes twice (25-hour days) counts the first time.
       * @default "09:00"
       */
      handoffTime: WallTime;
    }
  | {
      rotation: 'monthly';
      /**
       * How many months a turn lasts.
       * A whole number, 1 to 12.
       * @default 1
       */
      turnLength: number;
      /**
       * The day of the month on which turns begin; in shorter months the last one.
       * A whole number, 1 to 31.
       * @default 1
       */
      handoffDate: number;
      /**
       * In the order of their turns.
       * At most 100 items.
       */
      members: string[];
      /**
       * `null` is the schedule's.
       * @default null
       */
      timeZone: TimeZone | null;
      /**
       * From then on. The turn that is under way then, by the hand-off times, is that of the first
       * member.
       */
      start: Timestamp;
      /**
       * Until then; `null` is for good.
       * @default null
       */
      end: Timestamp | null;
      /**
       * Nobody is on call by this layer at other times; none of them is always. A turn without any
       * such time is skipped and counts for nobody.
       * At most 20 items.
       * @default []
       */
      restrictions: Restriction[];
      /**
       * When turns begin, on the wall clock: one that is skipped there (23-hour days) counts as soon
       * as it is passed, one that comes twice (25-hour days) counts the first time.
       * @default "09:00"
       */
      handoffTime: WallTime;
    };

export type LayerInput =
  | {
      rotation: 'hourly';
      /**
       * How many hours of the wall clock a turn lasts.
       * A whole number, 1 to 8760.
       * @default 1
       */
      turnLength?: number | undefined;
      /**
       * In the order of their turns.
       * At most 100 items.
       */
      members: string[];
      /**
       * `null` is the schedule's.
       * @default null
       */
      timeZone?: TimeZone | null | undefined;
      /**
       * From then on. The turn that is under way then, by the hand-off times, is that of the first
       * member. Now, if left out.
       */
      start?: string | undefined;
      /** Until then; `null` is for good. */
      end?: string | null | undefined;
      /**
       * Nobody is on call by this layer at other times; none of them is always. A turn without any
       * such time is skipped and counts for nobody.
       * At most 20 items.
       * @default []
       */
      restrictions?: RestrictionInput[] | undefined;
      /**
       * When turns begin, on the wall clock: one that is skipped there (23-hour days) counts as soon
       * as it is passed, one that comes twice (25-hour days) counts the first time.
       * @default "09:00"
       */
      handoffTime?: WallTime | undefined;
    }
  | {
      rotation: 'daily';
      /**
       * How many days a turn lasts.
       * A whole number, 1 to 366.
       * @default 1
       */
      turnLength?: number | undefined;
      /**
       * In the order of their turns.
       * At most 100 items.
       */
      members: string[];
      /**
       * `null` is the schedule's.
       * @default null
       */
      timeZone?: TimeZone | null | undefined;
      /**
       * From then on. The turn that is under way then, by the hand-off times, is that of the first
       * member. Now, if left out.
       */
      start?: string | undefined;
      /** Until then; `null` is for good. */
      end?: string | null | undefined;
      /**
       * Nobody is on call by this layer at other times; none of them is always. A turn without any
       * such time is skipped and counts for nobody.
       * At most 20 items.
       * @default []
       */
      restrictions?: RestrictionInput[] | undefined;
      /**
       * When turns begin, on the wall clock: one that is skipped there (23-hour days) counts as soon
       * as it is passed, one that comes twice (25-hour days) counts the first time.
       * @default "09:00"
       */
      handoffTime?: WallTime | undefined;
    }
  | {
      rotation: 'weekly';
      /**
       * How many weeks a turn lasts.
       * A whole number, 1 to 52.
       * @default 1
       */
      turnLength?: number | undefined;
      /**
       * The day on which turns begin.
       * @default "monday"
       */
      handoffDay?: Weekday | undefined;
      /**
       * In the order of their turns.
       * At most 100 items.
       */
      members: string[];
      /**
       * `null` is the schedule's.
       * @default null
       */
      timeZone?: TimeZone | null | undefined;
      /**
       * From then on. The turn that is under way then, by the hand-off times, is that of the first
       * member. Now, if left out.
       */
      start?: string | undefined;
      /** Until then; `null` is for good. */
      end?: string | null | undefined;
      /**
       * Nobody is on call by this layer at other times; none of them is always. A turn without any
       * such time is skipped and counts for nobody.
       * At most 20 items.
       * @default []
       */
      restrictions?: RestrictionInput[] | undefined;
      /**
       * When turns begin, on the wall clock: one that is skipped there (23-hour days) counts as soon
       * as it is passed, one that comes twice (25-hour days) counts the first time.
       * @default "09:00"
       */
      handoffTime?: WallTime | undefined;
    }
  | {
      rotation: 'monthly';
      /**
       * How many months a turn lasts.
       * A whole number, 1 to 12.
       * @default 1
       */
      turnLength?: number | undefined;
      /**
       * The day of the month on which turns begin; in shorter months the last one.
       * A whole number, 1 to 31.
       * @default 1
       */
      handoffDate?: number | undefined;
      /**
       * In the order of their turns.
       * At most 100 items.
       */
      members: string[];
      /**
       * `null` is the schedule's.
       * @default null
       */
      timeZone?: TimeZone | null | undefined;
      /**
       * From then on. The turn that is under way then, by the hand-off times, is that of the first
       * member. Now, if left out.
       */
      start?: string | undefined;
      /** Until then; `null` is for good. */
      end?: string | null | undefined;
      /**
       * Nobody is on call by this layer at other times; none of them is always. A turn without any
       * such time is skipped and counts for nobody.
       * At most 20 items.
       * @default []
       */
      restrictions?: RestrictionInput[] | undefined;
      /**
       * When turns begin, on the wall clock: one that is skipped there (23-hour days) counts as soon
       * as it is passed, one that comes twice (25-hour days) counts the first time.
       * @default "09:00"
       */
      handoffTime?: WallTime | undefined;
    };

export interface NewIntegration {
  /** 1 to 128 characters. */
  id: string;
  /**
   * What it is called.
   * At most 100 characters.
   */
  name: string;
  /**
   * The service that its alerts are about.
   * At most 100 characters.
   */
  service: string;
  /** Of alerts that have no severity, or one in a word that is not known. */
  default_severity: DefaultSeverity;
  /**
   * Alerts that have this label are about the service it names.
   * 1 to 128 characters.
   */
  service_label: string | null;
  /** Its incidents are resolved when their last firing alert is, if `AUTO_RESOLVE` is on. */
  auto_resolve: boolean;
  /** For `…/events`: where values are in its JSON. */
  mapping: FieldMapping | null;
  /** It has a signing secret. */
  signed: boolean;
  /** The last four characters of its key. */
  key_hint: string;
  created_at: Timestamp;
  updated_at: Timestamp;
  /** To the minute. */
  last_used_at: Timestamp | null;
  /**
   * Raised by each change; over REST it is the ETag.
   * A whole number, 1 or more.
   */
  version: number;
  /** 32 characters. Only its hash is stored: it cannot be asked for again. */
  key: string;
  /** Where each kind of sender sends to, on this server. */
  paths: {
    alertmanager: string;
    grafana: string;
    events: string;
    /** The key is the `routing_key` of the events. */
    pagerduty: string;
  };
}

export interface NewWebhook {
  /** 1 to 128 characters. */
  id: string;
  /**
   * Where events are posted to. It may be inside your network.
   * At most 2,000 characters.
   */
  url: string;
  /**
   * What it is for.
   * At most 500 characters.
   */
  description: string;
  /**
   * Event types, or beginnings of them such as `incident.*`; `*` is all.
   * At most 50 items.
   */
  types: string[];
  /**
   * Only what is about incidents and alerts of these services; `null` is everything.
   * At most 100 items.
   */
  services: string[] | null;
  /** While it is not, events wait in the event log. */
  enabled: boolean;
  /** Why the server has disabled it; `null` when it has not. */
  disabledReason: string | null;
  /** When it was disabled, by the server or by hand. */
  disabledAt: Timestamp | null;
  /** The first failure since something was last delivered. */
  failingSince: Timestamp | null;
  /**
   * The last event of which it is known what to send; it goes on behind it.
   * A whole number, 0 or more.
   */
  handledSeq: number;
  /** Until then it is signed with the secrets before the last rotation, too. */
  previousSecretUntil: Timestamp | null;
  createdAt: Timestamp;
  updatedAt: Timestamp;
  /**
   * Raised by each change; over REST it is the ETag.
   * A whole number, 1 or more.
   */
  version: number;
  /** `whsec_…`; verify with it by Standard Webhooks. It cannot be read again. */
  secret: string;
}

export interface Note {
  /** 1 to 128 characters. */
  id: string;
  timestamp: Timestamp;
  /**
   * Who says it.
   * At most 100 characters.
   */
  author: string;
  /**
   * Markdown.
   * At most 10,000 characters.
   */
  text: string;
}

export interface Notification {
  /** 1 to 128 characters. */
  notification_id: string;
  /**
   * What it is about. The incident may be gone by now.
   * 1 to 128 characters.
   */
  incident_id: string | null;
  /** Why it is sent; `bundle` lists others that would have been too many. */
  reason: NotificationReason;
  channel: NotificationChannel;
  /** An address, a URL or a name, as the channel has it. */
  recipient: string;
  /** Who it is for, where that is known. */
  person: string | null;
  /**
   * `null`: it went to an address of its own.
   * 1 to 128 characters.
   */
  contact_method_id: string | null;
  status: NotificationStatus;
  /** What the last attempt came to, or why there was none. */
  detail: string | null;
  /** What the caller wanted to say. */
  message: string | null;
  /** As it was sent; `null` before the first attempt. */
  subject: string | null;
  /** As it was sent; `null` before the first attempt. */
  text: string | null;
  /**
   * The notification that lists this one.
   * 1 to 128 characters.
   */
  bundle_id: string | null;
  /** A whole number, 0 or more. */
  attempt_count: number;
  /** When it is to go out. */
  due_at: Timestamp;
  created_at: Timestamp;
  /** When the first attempt began. */
  started_at: Timestamp | null;
  /** When it was delivered, failed or cancelled. */
  ended_at: Timestamp | null;
}

export interface NotificationAttempt {
  /** A whole number, 1 or more. */
  number: number;
  started_at: Timestamp;
  ended_at: Timestamp | null;
  /**
   * `interrupted`: the process ended before it knew. `null`: it goes on, or was interrupted just
   * now.
   */
  outcome: 'delivered' | 'retrying' | 'failed' | 'interrupted' | null;
  /** What the other side said. */
  detail: string | null;
  /**
   * An earlier attempt was interrupted and may have got through. Receivers know a repeat by its
   * `webhook-id` or `Message-ID`, which are the same each time.
   */
  repeated: boolean;
}

export type NotificationChannel = 'console' | 'email' | 'slack' | 'webhook';

export type NotificationReason = 'assigned' | 'escalated' | 'manual' | 'test' | 'bundle';

export interface NotificationRule {
  /** 1 to 128 characters. */
  id: string;
  /** 1 to 128 characters. */
  personId: string;
  /**
   * One of the person's contact methods.
   * 1 to 128 characters.
   */
  contactMethodId: string;
  /**
   * So long after the person was called for, unless the incident is acknowledged by then.
   * A whole number, 0 to 10080.
   */
  delayMinutes: number;
  /** P1 and P2 are `high`, P3 and P4 are `low`; `any` is both. */
  urgency: Urgency;
  createdAt: Timestamp;
  updatedAt: Timestamp;
  /**
   * Raised by each change; over REST it is the ETag.
   * A whole number, 1 or more.
   */
  version: number;
}

export type NotificationStatus =
  | 'queued'
  | 'sending'
  | 'delivered'
  | 'failed'
  | 'cancelled'
  | 'bundled';

export interface NotificationTemplate {
  /**
   * The channel and the reason with a dot between them.
   * 1 to 128 characters.
   */
  id: string;
  channel: NotificationChannel;
  reason: NotificationReason;
  /**
   * One line; e-mail and webhooks have it.
   * At most 500 characters.
   */
  subject: string;
  /**
   * What is said.
   * At most 10,000 characters.
   */
  text: string;
  /** What may stand between `{{` and `}}` here. */
  placeholders: string[];
  /** Nobody has changed it. */
  is_default: boolean;
  updated_at: Timestamp | null;
  /**
   * 0 as it comes; raised by each change; over REST it is the ETag.
   * A whole number, 0 or more.
   */
  version: number;
}

export interface NotificationWithAttempts {
  /** 1 to 128 characters. */
  notification_id: string;
  /**
   * What it is about. The incident may be gone by now.
   * 1 to 128 characters.
   */
  incident_id: string | null;
  /** Why it is sent; `bundle` lists others that would have been too many. */
  reason: NotificationReason;
  channel: NotificationChannel;
  /** An address, a URL or a name, as the channel has it. */
  recipient: string;
  /** Who it is for, where that is known. */
  person: string | null;
  /**
   * `null`: it went to an address of its own.
   * 1 to 128 characters.
   */
  contact_method_id: string | null;
  status: NotificationStatus;
  /** What the last attempt came to, or why there was none. */
  detail: string | null;
  /** What the caller wanted to say. */
  message: string | null;
  /** As it was sent; `null` before the first attempt. */
  subject: string | null;
  /** As it was sent; `null` before the first attempt. */
  text: string | null;
  /**
   * The notification that lists this one.
   * 1 to 128 characters.
   */
  bundle_id: string | null;
  /** A whole number, 0 or more. */
  attempt_count: number;
  /** When it is to go out. */
  due_at: Timestamp;
  created_at: Timestamp;
  /** When the first attempt began. */
  started_at: Timestamp | null;
  /** When it was delivered, failed or cancelled. */
  ended_at: Timestamp | null;
  /** The oldest first. */
  attempts: NotificationAttempt[];
}

export interface OnCall {
  /**
   * Whose schedule it is; a team has one. Incidents look for the team that is called like their
   * service.
   * At most 100 characters.
   */
  team: string;
  /** 1 to 128 characters. */
  scheduleId: string;
  /** The moment that was asked about. */
  at: Timestamp;
  /**
   * `null`: nobody.
   * At most 100 characters.
   */
  engineer: string | null;
  /**
   * Who that is; `null`: a name that nobody has told more of.
   * 1 to 128 characters.
   */
  personId: string | null;
  /** From when to when, and by which rule. */
  shift: Shift | null;
}

export interface PagedPerson {
  /** At most 100 characters. */
  person: string;
  /**
   * Whom they were on call for; `null`: they were named.
   * At most 100 characters.
   */
  team: string | null;
}

export type PagerDutyAnswer =
  | {
      status: 'success';
      message: string;
      /** Yours, or one made for the alert. */
      dedup_key: string;
    }
  | {
      status: 'invalid event';
      message: string;
      errors: string[];
    }
  | {
      status: 'Unrecognized object';
      message: string;
    };

export interface Person {
  /** 1 to 128 characters. */
  id: string;
  /**
   * What people call them, each by another name: schedules and incidents have people by it.
   * At most 100 characters.
   */
  name: string;
  /**
   * `null` is none.
   * At most 254 characters.
   */
  email: string | null;
  /** Where they are. */
  timeZone: TimeZone;
  createdAt: Timestamp;
  updatedAt: Timestamp;
  /**
   * Raised by each change; over REST it is the ETag.
   * A whole number, 1 or more.
   */
  version: number;
}

export type Phase = 'open' | 'acknowledged' | 'in_progress' | 'resolved';

export interface Readiness {
  status: 'ready';
  database: 'connected';
  /** Which kind of database is in use. */
  engine: 'sqlite' | 'json' | 'postgres';
}

export interface Receipt {
  /** Those that are firing, in their order. */
  alerts: {
    /** 1 to 128 characters. */
    alert_id: string;
    /** 1 to 128 characters. */
    incident_id: string;
    action: AlertAction;
  }[];
  /** The ids of the alerts that are over by this. */
  resolved: string[];
  /**
   * How many said that something is over of which nothing is firing.
   * A whole number, 0 or more.
   */
  ignored: number;
  /** Parts that could not be read, by their place. They are kept: see `…/unreadable`. */
  unreadable: {
    /** A whole number, 0 or more. */
    index: number;
    reason: string;
  }[];
}

export interface Restriction {
  /** At most 7 items. */
  days: Weekday[];
  from: WallTime;
  /** On the next day, if it is not later than `from`. */
  to: string;
}

export interface RestrictionInput {
  /**
   * At most 7 items.
   * @default ["monday","tuesday","wednesday","thursday","friday","saturday","sunday"]
   */
  days?: Weekday[] | undefined;
  from: WallTime;
  /** On the next day, if it is not later than `from`. */
  to: string;
}

export interface Runbook {
  /** 1 to 128 characters. */
  id: string;
  /**
   * What it is called.
   * At most 200 characters.
   */
  title: string;
  /**
   * Words to find it by.
   * At most 20 items.
   */
  tags: string[];
  /**
   * Markdown.
   * At most 200,000 characters.
   */
  content: string;
  createdAt: Timestamp;
  updatedAt: Timestamp;
  /**
   * Raised by each change; also the number of its newest revision.
   * A whole number, 1 or more.
   */
  version: number;
}

export interface RunbookRevision {
  /**
   * 1 is the first.
   * A whole number, 1 or more.
   */
  revision: number;
  /**
   * What it is called.
   * At most 200 characters.
   */
  title: string;
  /**
   * Words to find it by.
   * At most 20 items.
   */
  tags: string[];
  /**
   * Markdown.
   * At most 200,000 characters.
   */
  content: string;
  savedAt: Timestamp;
  /** Who saved it. */
  savedBy: string;
}

export interface RunbookRule {
  /** 1 to 128 characters. */
  id: string;
  /**
   * What it is called.
   * At most 100 characters.
   */
  name: string;
  /**
   * The runbook that it attaches.
   * 1 to 128 characters.
   */
  runbookId: string;
  /**
   * Of one of these services; `null` is any.
   * At most 100 items.
   */
  services: string[] | null;
  /** Of one of these; `null` is any. */
  severities: Severity[] | null;
  /**
   * With one of these in the title, whole words as search has them: neither case nor accents
   * count; `null` is any.
   * At most 50 items.
   */
  words: string[] | null;
  /** Opened by an alert that has all of these labels; `null` is any incident. */
  labels: { [name: string]: string } | null;
  createdAt: Timestamp;
  updatedAt: Timestamp;
  /**
   * Raised by each change; over REST it is the ETag.
   * A whole number, 1 or more.
   */
  version: number;
}

export interface Schedule {
  /** 1 to 128 characters. */
  id: string;
  /**
   * Whose schedule it is; a team has one. Incidents look for the team that is called like their
   * service.
   * At most 100 characters.
   */
  team: string;
  /**
   * What it is called.
   * At most 200 characters.
   */
  name: string;
  /** Whose wall clock its times are of. */
  timeZone: TimeZone;
  /**
   * Take turns by the week: the number of the ISO week, divided by how many they are, leaves the
   * place of whose turn it is, counted from 0. Weeks begin on Monday at 00:00. Layers come
   * before them.
   * At most 100 items.
   */
  members: string[];
  /** Each comes before those in front of it. */
  layers: Layer[];
  createdAt: Timestamp;
  updatedAt: Timestamp;
  /**
   * Raised by each change; over REST it is the ETag.
   * A whole number, 1 or more.
   */
  version: number;
}

export interface ScheduleOverride {
  /** 1 to 128 characters. */
  id: string;
  /** 1 to 128 characters. */
  scheduleId: string;
  /**
   * Who is on call instead.
   * At most 100 characters.
   */
  member: string;
  start: Timestamp;
  end: Timestamp;
  /**
   * Why; may be empty.
   * At most 1,000 characters.
   */
  reason: string;
  /**
   * Who says so.
   * At most 100 characters.
   */
  createdBy: string;
  createdAt: Timestamp;
  updatedAt: Timestamp;
  /**
   * Raised by each change; over REST it is the ETag.
   * A whole number, 1 or more.
   */
  version: number;
}

export type Severity = 'P1' | 'P2' | 'P3' | 'P4';

export type SeverityInput = 'P1' | 'P2' | 'P3' | 'P4' | 'critical' | 'high' | 'medium' | 'low';

export interface Shift {
  start: Timestamp;
  end: Timestamp;
  /**
   * Who is on call.
   * At most 100 characters.
   */
  member: string;
  /**
   * Who that is; `null`: a name that nobody has told more of.
   * 1 to 128 characters.
   */
  personId: string | null;
  /** By which rule: the schedule's `members`, one of its `layers`, or an override. */
  source: 'members' | 'layer' | 'override';
  /**
   * Which of the layers; 0 is the first.
   * A whole number, 0 or more.
   */
  layer: number | null;
  /**
   * Which override.
   * 1 to 128 characters.
   */
  overrideId: string | null;
}

export type Status = 'Open' | 'Closed';

export type StatusInput = 'Open' | 'Closed' | 'open' | 'acknowledged' | 'in_progress' | 'resolved';

/**
 * A name of the IANA time zone database.
 * At most 64 characters.
 * @example "Europe/Berlin"
 */
export type TimeZone = string;

export interface TimelineEntry {
  /**
   * Rises with every event; some numbers are left out.
   * A whole number, 0 or more.
   */
  seq: number;
  /**
   * What happened, such as `incident.acknowledged`.
   * At most 100 characters.
   */
  type: string;
  /**
   * What kind of thing it happened to, such as `incident`.
   * At most 100 characters.
   */
  entity: string;
  /**
   * Which one. It may have been deleted since.
   * 1 to 128 characters.
   */
  entityId: string;
  /** Who did it. */
  actor: string;
  at: Timestamp;
  /** More about it; what, depends on the type. */
  data: { [name: string]: unknown };
  /** With `incident.note_added`: the note. */
  note: Note | null;
}

/**
 * ISO 8601 in UTC with milliseconds.
 * @example "2026-03-01T08:00:00.000Z"
 */
export type Timestamp = string;

export interface UnreachedTarget {
  target: EscalationTarget;
  /** Why, for people. */
  reason: string;
}

export interface UnreadablePayload {
  source: AlertSource;
  received_at: Timestamp;
  /** What is wrong with it. */
  reason: string;
  /** As it came; what is longer than 64 kB is cut off. */
  payload: string;
}

export type Urgency = 'high' | 'low' | 'any';

/**
 * A time of day on the wall clock.
 * @example "09:00"
 */
export type WallTime = string;

export interface Webhook {
  /** 1 to 128 characters. */
  id: string;
  /**
   * Where events are posted to. It may be inside your network.
   * At most 2,000 characters.
   */
  url: string;
  /**
   * What it is for.
   * At most 500 characters.
   */
  description: string;
  /**
   * Event types, or beginnings of them such as `incident.*`; `*` is all.
   * At most 50 items.
   */
  types: string[];
  /**
   * Only what is about incidents and alerts of these services; `null` is everything.
   * At most 100 items.
   */
  services: string[] | null;
  /** While it is not, events wait in the event log. */
  enabled: boolean;
  /** Why the server has disabled it; `null` when it has not. */
  disabledReason: string | null;
  /** When it was disabled, by the server or by hand. */
  disabledAt: Timestamp | null;
  /** The first failure since something was last delivered. */
  failingSince: Timestamp | null;
  /**
   * The last event of which it is known what to send; it goes on behind it.
   * A whole number, 0 or more.
   */
  handledSeq: number;
  /** Until then it is signed with the secrets before the last rotation, too. */
  previousSecretUntil: Timestamp | null;
  createdAt: Timestamp;
  updatedAt: Timestamp;
  /**
   * Raised by each change; over REST it is the ETag.
   * A whole number, 1 or more.
   */
  version: number;
}

export interface WebhookDelivery {
  /**
   * The `webhook-id` of every attempt.
   * 1 to 128 characters.
   */
  id: string;
  /** 1 to 128 characters. */
  webhookId: string;
  /**
   * Of the event; 0 is a test.
   * A whole number, 0 or more.
   */
  seq: number;
  /** Of the event; `webhook.test` is a test. */
  type: string;
  entity: string;
  /** 1 to 128 characters. */
  entityId: string;
  /**
   * Deliveries of one incident keep their order.
   * 1 to 128 characters.
   */
  incidentId: string | null;
  state: DeliveryState;
  /** A whole number, 0 or more. */
  attemptCount: number;
  /** The last 20, the oldest first. */
  attempts: DeliveryAttempt[];
  /** When it is tried again, if it is. */
  nextAttemptAt: Timestamp | null;
  createdAt: Timestamp;
  finishedAt: Timestamp | null;
}

export type Weekday =
  | 'monday'
  | 'tuesday'
  | 'wednesday'
  | 'thursday'
  | 'friday'
  | 'saturday'
  | 'sunday';

/** A page of a list. */
export interface Page<Item> {
  items: Item[];
  /** `null` on the last page. */
  nextCursor: string | null;
  /**
   * How many there are on all pages.
   * A whole number, 0 or more.
   */
  total: number;
  /** `gte`: there are at least that many; counting stopped there. */
  totalRelation: 'eq' | 'gte';
}

/** Whatever JSON can carry. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [name: string]: JsonValue };
