import { alerts } from './alerts.ts';
import { events } from './events.ts';
import { incidents } from './incidents.ts';
import { oncall } from './oncall.ts';
import { people } from './people.ts';
import { integrations } from './integrations.ts';
import type { RouterOf } from './router.ts';
import { runbooks } from './runbooks.ts';
import { overrides } from './schedule-overrides.ts';
import { schedules } from './schedules.ts';
import { system } from './system.ts';

/** Everything the API can do. */
export const contract = {
  alerts,
  events,
  incidents,
  integrations,
  oncall,
  overrides,
  people,
  runbooks,
  schedules,
  system,
};

/** What each feature is about, in one line. */
export const features: Record<keyof typeof contract, string> = {
  alerts: 'What monitoring systems find, and which incident it belongs to.',
  events: 'What has happened, in order: the audit trail, and live.',
  incidents: 'What is wrong, who works on it, and what was done.',
  integrations: 'What may send alerts, with keys, and where each kind of sender sends to.',
  oncall: 'Who is on call now, and who is next.',
  overrides: 'Who is on call for a time, whatever the schedule says.',
  people: 'Who can be on call.',
  runbooks: 'What to do when something breaks, as Markdown with revisions.',
  schedules: 'Who is on call when: rotations in layers, calendars, gaps.',
  system: 'What load balancers, orchestrators and scrapers ask.',
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
export * from './errors.ts';
export { LoggedEvent } from './events.ts';
export * from './incident.ts';
export { incidentSorts } from './incidents.ts';
export { OnCall } from './oncall.ts';
export { FieldMapping, Integration, NewIntegration, UnreadablePayload } from './integration.ts';
export {
  PagerDutyAnswer,
  pagerDutyActions,
  pagerDutySeverities,
  Receipt,
} from './integration-payloads.ts';
export * from './page.ts';
export { Person } from './people.ts';
export * from './procedure.ts';
export { REST_PREFIX } from './rest-prefix.ts';
export type { ErrorData, RouterOf } from './router.ts';
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
