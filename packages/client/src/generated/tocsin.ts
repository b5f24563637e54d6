/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { Alerts } from './alerts.ts';
import type { ContactMethods } from './contact-methods.ts';
import type { Escalations } from './escalations.ts';
import type { Events } from './events.ts';
import type { Incidents } from './incidents.ts';
import type { Integrations } from './integrations.ts';
import type { NotificationRules } from './notification-rules.ts';
import type { Notifications } from './notifications.ts';
import type { NotificationTemplates } from './notification-templates.ts';
import type { Oncall } from './oncall.ts';
import type { Overrides } from './overrides.ts';
import type { People } from './people.ts';
import type { RunbookRules } from './runbook-rules.ts';
import type { Policies } from './policies.ts';
import type { Runbooks } from './runbooks.ts';
import type { Schedules } from './schedules.ts';
import type { Stats } from './stats.ts';
import type { System } from './system.ts';
import type { Webhooks } from './webhooks.ts';

/** Everything that the API can do, by feature. Each function's `name` is that of its procedure. */
export interface Tocsin {
  alerts: Alerts;
  contactMethods: ContactMethods;
  escalations: Escalations;
  events: Events;
  incidents: Incidents;
  integrations: Integrations;
  notificationRules: NotificationRules;
  notifications: Notifications;
  notificationTemplates: NotificationTemplates;
  oncall: Oncall;
  overrides: Overrides;
  people: People;
  runbookRules: RunbookRules;
  policies: Policies;
  runbooks: Runbooks;
  schedules: Schedules;
  stats: Stats;
  system: System;
  webhooks: Webhooks;
}
