import { NotificationChannel } from '@tocsin/contract';
import { Counter, Histogram, type Registry } from 'prom-client';

/** Seconds; from at once to an hour of attempts. */
const BUCKETS = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];

const outcomes = ['delivered', 'retried', 'failed', 'cancelled'] as const;
export type CountedOutcome = (typeof outcomes)[number];

export interface NotificationMetrics {
  count(channel: NotificationChannel, outcome: CountedOutcome, times?: number): void;
  /** So many seconds after an incident was created, the first notification about it got through. */
  delay(seconds: number): void;
}

export function notificationMetrics(registry: Registry): NotificationMetrics {
  const registers = [registry];
  const total = new Counter({
    name: 'tocsin_notifications_total',
    help: 'What became of notifications: delivered, failed, cancelled, or retried after an attempt.',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const delay = new Histogram({
    name: 'tocsin_notification_delay_seconds',
    help: 'From the creation of an incident to the first notification of it that was delivered.',
    buckets: BUCKETS,
    registers,
  });
  // From the start, so that a rate over the first one is right.
  for (const channel of NotificationChannel.options) {
    for (const outcome of outcomes) total.inc({ channel, outcome }, 0);
  }
  return {
    count: (channel, outcome, times = 1) => total.inc({ channel, outcome }, times),
    delay: (seconds) => delay.observe(Math.max(0, seconds)),
  };
}
