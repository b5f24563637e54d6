import { Counter, Gauge, type Registry } from 'prom-client';
import { type Clock, timestamp } from '../clock.ts';
import type { Reader } from '../storage/storage.ts';
import type { Proceeded } from './proceed.ts';
import { countRunning } from './queries.ts';

/** A step that should have come so long ago is overdue, whatever became of its job. */
const OVERDUE_MS = 30_000;

const outcomes = ['paged', 'nobody_reached', 'exhausted'] as const;

/** What is counted of escalations, since this process was started. */
export interface EscalationMetrics {
  /** Steps that have been done, and stored. */
  count(done: Pick<Proceeded, 'row' | 'runs'>): void;
}

/** Registers them. Both gauges are of all processes, read from the table and from no job. */
export function escalationMetrics(
  registry: Registry,
  { storage, clock }: { storage: Reader; clock: Clock },
): EscalationMetrics {
  const registers = [registry];
  const steps = new Counter({
    name: 'tocsin_escalation_steps_total',
    help: 'Steps of escalations, by outcome: paged, nobody_reached, or exhausted (none was left).',
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of outcomes) steps.inc({ outcome }, 0);
  const gauge = (name: string, help: string, field: 'active' | 'overdue') =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        try {
          const before = timestamp(clock.now() - OVERDUE_MS);
          this.set((await countRunning(storage, before))[field]);
        } catch {
          // The other metrics are wanted most when the database is away.
          this.remove();
        }
      },
    });
  gauge('tocsin_escalations_active', 'Escalations that are running.', 'active');
  gauge(
    'tocsin_escalations_overdue',
    'Running escalations whose next step should have come more than 30 s ago.',
    'overdue',
  );
  return {
    count({ row, runs }) {
      for (const { paged } of runs) {
        steps.inc({ outcome: paged.length > 0 ? 'paged' : 'nobody_reached' });
      }
      if (row.state === 'exhausted') steps.inc({ outcome: 'exhausted' });
    },
  };
}
