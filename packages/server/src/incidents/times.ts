import { Gauge, Histogram, type Registry } from 'prom-client';
import { phases } from '@tocsin/contract';
import type { Storage, Writer } from '../storage/storage.ts';
import type { IncidentFields } from './rules.ts';
import { totalsByPhase } from './totals.ts';

type Times = Pick<IncidentFields, 'mttaSeconds' | 'mttrSeconds' | 'mergedInto'>;
type Observe = (metrics: { mtta: Histogram; mttr: Histogram }) => void;

/** What a change has to tell once it is committed. A writer is lent to one change at a time. */
const pending = new WeakMap<Writer, Observe[]>();

/** Notes a first acknowledgement, and a resolution. An incident that is merged goes on elsewhere. */
export function noteTimes(writer: Writer, before: Times | undefined, after: Times): void {
  const observed = pending.get(writer);
  const { mttaSeconds, mttrSeconds, mergedInto } = after;
  if (!observed || mergedInto !== null) return;
  if (mttaSeconds !== null && (before?.mttaSeconds ?? null) === null) {
    observed.push(({ mtta }) => mtta.observe(mttaSeconds));
  }
  if (mttrSeconds !== null && (before?.mttrSeconds ?? null) === null) {
    observed.push(({ mttr }) => mttr.observe(mttrSeconds));
  }
}

/**
 * The same storage, and what its changes do to incidents is measured: by this process, once each is
 * committed. What is rolled back, or tried again, is not counted for it.
 */
export function measured(storage: Storage, registry: Registry): Storage {
  const metrics = incidentMetrics(storage, registry);
  return {
    ...storage,
    async write(change) {
      let observed: Observe[] = [];
      const result = await storage.write(async (writer) => {
        observed = [];
        pending.set(writer, observed);
        try {
          return await change(writer);
        } finally {
          pending.delete(writer);
        }
      });
      for (const observe of observed) observe(metrics);
      return result;
    },
  };
}

function incidentMetrics(storage: Storage, registry: Registry) {
  const registers = [registry];
  const total = new Gauge({
    name: 'incidents_total',
    help: 'Incidents by phase. Absent while the database is.',
    labelNames: ['status'],
    registers,
    async collect() {
      try {
        const totals = await totalsByPhase(storage);
        for (const phase of phases) this.set({ status: phase }, totals.get(phase) ?? 0);
      } catch {
        // The other metrics are wanted most when the database is away.
        this.reset();
      }
    },
  });
  void total;
  return {
    mtta: new Histogram({
      name: 'incident_mtta_seconds',
      help: 'From the opening of incidents to their first acknowledgement, as it was given here.',
      buckets: [30, 60, 120, 300, 600, 1800, 3600],
      registers,
    }),
    mttr: new Histogram({
      name: 'incident_mttr_seconds',
      help: 'From the opening of incidents to their resolution, as it came here. Without merges.',
      buckets: [60, 300, 600, 1800, 3600, 7200, 14400],
      registers,
    }),
  };
}
