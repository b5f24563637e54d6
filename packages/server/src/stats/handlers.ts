import { setImmediate } from 'node:timers/promises';
import type { contract } from '@tocsin/contract';
import { positionAt } from '../incidents/queries.ts';
import type { FeatureHandlers } from '../transport/implement.ts';
import { countedDays } from './days.ts';
import { type Cell, largest, Tally } from './rules.ts';

export const statsHandlers: FeatureHandlers<typeof contract.stats> = {
  get: async ({ input: { from, to, service, severity, groupBy }, context: { storage } }) => {
    const total = new Tally();
    const groups = new Map<string, Tally>();
    const span = {
      from: from === undefined ? 0 : positionAt(from),
      to: to === undefined ? Number.MAX_SAFE_INTEGER : positionAt(to),
    };
    const isMeant = (cell: Cell): boolean =>
      (service?.includes(cell.service) ?? true) && (severity?.includes(cell.severity) ?? true);
    for await (const cells of countedDays(storage).within(span)) {
      for (const cell of cells) {
        if (!isMeant(cell)) continue;
        total.addAll(cell.tally);
        if (groupBy !== undefined) tallyOf(groups, cell[groupBy]).addAll(cell.tally);
      }
    }
    const told = { from: from ?? null, to: to ?? null, groupBy: groupBy ?? null };
    const all = { ...told, total: total.stats(), groupCount: groups.size };
    await setImmediate();
    const found = largest(groups).map(([group, tally]) => ({ group, ...tally.stats() }));
    return { ...all, groups: found };
  },
};

function tallyOf(groups: Map<string, Tally>, group: string): Tally {
  let tally = groups.get(group);
  if (!tally) groups.set(group, (tally = new Tally()));
  return tally;
}
