import { Counter, Gauge, type Registry } from 'prom-client';
import type { Settled } from './settle.ts';

export interface WebhookMetrics {
  /** An attempt at a delivery has come to this. */
  counted(outcome: Settled): void;
}

const outcomes: readonly Settled[] = ['delivered', 'retried', 'failed'];

/** Registers the metrics of webhooks. `disabled` counts those that the server has disabled. */
export function webhookMetrics(
  register: Registry,
  disabled: () => Promise<number>,
): WebhookMetrics {
  const registers = [register];
  const deliveries = new Counter({
    name: 'tocsin_webhook_deliveries_total',
    help: 'Attempts at deliveries of webhooks, by outcome: delivered, retried or failed.',
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of outcomes) deliveries.inc({ outcome }, 0);
  const off = new Gauge({
    name: 'tocsin_webhooks_disabled',
    help: 'Webhooks that were disabled because they failed. Absent while the database is.',
    registers,
    async collect() {
      try {
        this.set(await disabled());
      } catch {
        // The other metrics are wanted most when the database is away.
        this.remove();
      }
    },
  });
  void off;
  return { counted: (outcome) => deliveries.inc({ outcome }) };
}
