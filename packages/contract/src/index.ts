import { alerts } from './alerts.ts';
import { contactMethods } from './contact-methods.ts';
import { escalations } from './escalations.ts';
import { events } from './events.ts';
import { incidents } from './incidents.ts';
import { notificationRules } from './notification-rules.ts';
import { notificationTemplates } from './notification-templates.ts';
import { notifications } from './notifications.ts';
import { oncall } from './oncall.ts';
import { people } from './people.ts';
import { integrations } from './integrations.ts';
import { policies } from './policies.ts';
import type { RouterOf } from './router.ts';
import { runbookRules } from './runbook-rules.ts';
import { runbooks } from './runbooks.ts';
import { overrides } from './schedule-overrides.ts';
import { schedules } from './schedules.ts';
import { stats } from './stats.ts';
import { system } from './system.ts';
import { webhooks } from './webhooks.ts';

/** Everything the API can do. */
export const contract = {
  alerts,
  contactMethods,
  escalations,
  events,
  incidents,
  integrations,
  notificationRules,
  notifications,
  notificationTemplates,
  oncall,
  overrides,
  people,
  runbookRules,
  policies,
  runbooks,
  schedules,
  stats,
  system,
  webhooks,
};

/** What each feature is about, in one line. */
export const features: Record<keyof typeof contract, string> = {
  alerts: 'What monitoring systems find, and which incident it belongs to.',
  contactMethods: 'How to reach a person.',
  escalations: 'How incidents find somebody to work on them.',
  events: 'What has happened, in order: the audit trail, and live.',
  incidents: 'What is wrong, who works on it, and what was done.',
  integrations: 'What may send alerts, with keys, and where each kind of sender sends to.',
  notificationRules: 'By what, when and for which incidents a person is notified.',
  notifications: 'Who was told what, by which channel, and whether it got through.',
  notificationTemplates: 'How notifications read.',
  oncall: 'Who is on call now, and who is next.',
  overrides: 'Who is on call for a time, whatever the schedule says.',
  people: 'Who can be on call.',
  runbookRules: 'Which incidents a runbook is for: it is attached when they are opened.',
  policies: 'Who is paged when nobody acknowledges an incident, one after the other.',
  runbooks: 'What to do when something breaks, as Markdown with revisions.',
  schedules: 'Who is on call when: rotations in layers, calendars, gaps.',
  stats: 'How incidents went: how many, how quickly seen to, how much was noise.',
  system: 'What load balancers, orchestrators and scrapers ask.',
  webhooks: 'Which other servers are told what happens, and what they were sent.',
};

/** What `createTRPCClient<AppRouter>()` wants to know. */
export type AppRouter = RouterOf<typeof contract>;

export {
  Alert,
  AlertAction,
  AlertSeverity,
  AlertSource,
  AlertStatus,
  Correlation,
  MOST_LABELS,
} from './alert.ts';
export { AlertSettings } from './alert-settings.ts';
export { ContactMethod } from './contact-methods.ts';
export * from './errors.ts';
export { LoggedEvent } from './events.ts';
export * from './incident.ts';
export { ALERTS_SHOWN, IncidentDetail, IncidentMetrics, TimelineEntry } from './incident-detail.ts';
export { LONGEST_SNOOZE_MINUTES } from './incident-lifecycle.ts';
export { incidentSorts } from './incidents.ts';
export {
  Escalation,
  EscalationAnswer,
  EscalationEnd,
  escalationEnds,
  EscalationRun,
  EscalationState,
  escalationStates,
  PagedPerson,
  UnreachedTarget,
} from './escalation.ts';
export { OnCall } from './oncall.ts';
export { EscalationPolicy, EscalationStep, EscalationTarget } from './policy.ts';
export { FieldMapping, Integration, NewIntegration, UnreadablePayload } from './integration.ts';
export {
  PagerDutyAnswer,
  pagerDutyActions,
  pagerDutySeverities,
  Receipt,
} from './integration-payloads.ts';
export {
  attemptOutcomes,
  Notification,
  NotificationAttempt,
  NotificationChannel,
  NotificationReason,
  notificationReasons,
  NotificationStatus,
  notificationStatuses,
  NotificationWithAttempts,
} from './notification.ts';
export { NotificationRule, Urgency } from './notification-rules.ts';
export { NotificationTemplate } from './notification-templates.ts';
export * from './page.ts';
export { Person } from './people.ts';
export * from './procedure.ts';
export { REST_PREFIX } from './rest-prefix.ts';
export type { ErrorData, RouterOf } from './router.ts';
export { AttachedRunbook } from './incident-runbooks.ts';
export { RunbookRule } from './runbook-rules.ts';
export { Runbook, RunbookRevision } from './runbooks.ts';
export {
  Calendar,
  Layer,
  LayerInput,
  Restriction,
  Schedule,
  Shift,
  Weekday,
  weekdays,
} from './schedule.ts';
export { ScheduleOverride } from './schedule-overrides.ts';
export { Durations, IncidentStats, MOST_GROUPS, statsGroups } from './stats.ts';
export {
  DeliveryAttempt,
  DeliveryState,
  deliveryStates,
  NewWebhook,
  Webhook,
  WebhookDelivery,
} from './webhook.ts';
