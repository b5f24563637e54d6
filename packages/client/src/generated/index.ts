/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

export type * from './tocsin.ts';
export type * from './types.ts';
export type * from './error-codes.ts';
export type * from './alerts.ts';
export type * from './contact-methods.ts';
export type * from './escalations.ts';
export type * from './events.ts';
export type * from './incidents.ts';
export type * from './integrations.ts';
export type * from './notification-rules.ts';
export type * from './notifications.ts';
export type * from './notification-templates.ts';
export type * from './oncall.ts';
export type * from './overrides.ts';
export type * from './people.ts';
export type * from './runbook-rules.ts';
export type * from './policies.ts';
export type * from './runbooks.ts';
export type * from './schedules.ts';
export type * from './stats.ts';
export type * from './system.ts';
export type * from './webhooks.ts';
