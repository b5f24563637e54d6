import { setImmediate } from 'node:timers/promises';
import type { contract } from '@tocsin/contract';
import { cohortOf, type CohortRow } from '../incidents/cohort.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { type GroupBy, largest, Tally, weekOf } from './rules.ts';

export const statsHandlers: FeatureHandlers<typeof contract.stats> = {
  get: async ({ input: { from, to, service, severity, groupBy }, context: { storage } }) => {
    const total = new Tally();
    const groups = new Map<string, Tally>();
    const cohort = { from, to, services: service, severities: severity };
    for await (const rows of cohortOf(storage, cohort)) {
      for (const row of rows) {
        total.add(row);
        if (groupBy !== undefined) tallyOf(groups, groupOf[groupBy](row)).add(row);
      }
      // Databases in this process answer at once, and everybody else would wait for the whole.
      await setImmediate();
    }
    return {
      from: from ?? null,
      to: to ?? null,
      groupBy: groupBy ?? null,
      total: total.stats(),
      groupCount: groups.size,
      groups: largest(groups).map(([group, tally]) => ({ group, ...tally.stats() })),
    };
  },
};

const groupOf: Record<GroupBy, (row: CohortRow) => string> = {
  service: ({ service }) => service,
  severity: ({ severity }) => severity,
  week: ({ createdAt }) => weekOf(createdAt),
};

function tallyOf(groups: Map<string, Tally>, group: string): Tally {
  let tally = groups.get(group);
  if (!tally) groups.set(group, (tally = new Tally()));
  return tally;
}
