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
    const asked = { from: from ?? null, to: to ?? null, groupBy: groupBy ?? null };
    const all = { ...asked, total: total.stats(), groupCount: groups.size };
    const told = [];
    for (const [group, tally] of largest(groups)) {
      // Putting their times in order takes long enough for others to have a turn in between.
      await setImmediate();
      told.push({ group, ...tally.stats() });
    }
    return { ...all, groups: told };
  },
};

function tallyOf(groups: Map<string, Tally>, group: string): Tally {
  let tally = groups.get(group);
  if (!tally) groups.set(group, (tally = new Tally()));
  return tally;
}
