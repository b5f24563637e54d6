import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** Seconds; from a row in the database to a service that hardly answers. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

export interface JobMetrics {
  count(name: string, outcome: string): void;
  observe(name: string, seconds: number): void;
}

/** Registers the metrics of the queue. `due` counts the jobs that should run and do not. */
export function jobMetrics(register: Registry, due: () => Promise<number>): JobMetrics {
  const registers = [register];
  const attempts = new Counter({
    name: 'tocsin_jobs_total',
    help: 'Attempts at jobs, by name and outcome: succeeded, retried, failed, released or lost.',
    labelNames: ['name', 'outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'tocsin_job_duration_seconds',
    help: 'How long attempts at jobs took, by name.',
    labelNames: ['name'],
    buckets: BUCKETS,
    registers,
  });
  const waiting = new Gauge({
    name: 'tocsin_jobs_due',
    help: 'Jobs of all processes that should run now and do not. Absent while the database is.',
    registers,
    async collect() {
      try {
        this.set(await due());
      } catch {
        // The other metrics are wanted most when the database is away.
        this.remove();
      }
    },
  });
  void waiting;
  return {
    count: (name, outcome) => attempts.inc({ name, outcome }),
    observe: (name, seconds) => duration.observe({ name }, seconds),
  };
}
