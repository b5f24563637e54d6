import type { Registry } from 'prom-client';
import { AppError } from '../errors.ts';
import { type AlertMetrics, alertMetrics } from './metrics.ts';

export interface AlertOptions {
  /** For so long after its creation an incident takes further alerts; services may differ. */
  correlationWindowSeconds: number;
  /** Whether an incident is resolved with the last of its alerts. */
  autoResolve: boolean;
  /** So many alerts may wait to be stored at once; more are refused until there is room. */
  queueLimit: number;
}

export const alertDefaults: AlertOptions = {
  correlationWindowSeconds: 300,
  autoResolve: true,
  queueLimit: 5000,
};

/** What taking in alerts needs besides the database. */
export interface Intake {
  options: AlertOptions;
  metrics: AlertMetrics;
  /**
   * Before anything is read for an alert: where a change is being made, even that may have to wait.
   * @throws SERVICE_UNAVAILABLE as `admit` does
   */
  check(): void;
  /**
   * Runs `work`, which stores so many alerts.
   * @throws SERVICE_UNAVAILABLE when too many wait already: senders try again after that, and few do
   * after 429.
   */
  admit<T>(alerts: number, work: () => Promise<T>): Promise<T>;
}

const RETRY_AFTER_SECONDS = 1;

export function createIntake(registry: Registry, given: Partial<AlertOptions>): Intake {
  const options = { ...alertDefaults, ...given };
  const metrics = alertMetrics(registry);
  let waiting = 0;

  function refuse(alerts: number): never {
    metrics.refused.inc(alerts);
    const message = 'Too many alerts wait to be stored; send this again soon.';
    const retryAfterSeconds = RETRY_AFTER_SECONDS;
    throw new AppError('SERVICE_UNAVAILABLE', message, { retryAfterSeconds });
  }

  return {
    options,
    metrics,
    check() {
      if (waiting >= options.queueLimit) refuse(1);
    },
    async admit(alerts, work) {
      // However many come in one piece, they can be taken while nobody else is waiting.
      if (waiting > 0 && waiting + alerts > options.queueLimit) refuse(alerts);
      waiting += alerts;
      metrics.waiting.set(waiting);
      try {
        return await work();
      } finally {
        waiting -= alerts;
        metrics.waiting.set(waiting);
      }
    },
  };
}
