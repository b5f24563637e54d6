import type { Registry } from 'prom-client';
import { type NotificationMetrics, notificationMetrics } from './metrics.ts';

export interface NotificationOptions {
  /** Where mail goes; without it none can be sent. */
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Where people reach the console, for links; without it there are none. */
  publicUrl: string | undefined;
  /** To one recipient so many within a minute; those that follow are bundled. */
  bundleAfter: number;
  /** Notifications are deleted so long after they ended. */
  keepMs: number;
}

export const notificationDefaults: NotificationOptions = {
  smtpUrl: undefined,
  mailFrom: 'Tocsin <tocsin@localhost>',
  publicUrl: undefined,
  bundleAfter: 5,
  keepMs: 90 * 24 * 3_600_000,
};

/** What deliveries share. */
export interface Notifier {
  options: NotificationOptions;
  metrics: NotificationMetrics;
}

export const createNotifier = (
  registry: Registry,
  options: Partial<NotificationOptions>,
): Notifier => ({
  options: { ...notificationDefaults, ...options },
  metrics: notificationMetrics(registry),
});
