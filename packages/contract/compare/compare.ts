import type { Change, Wire } from './change.ts';
import { compareDocs } from './docs.ts';
import type { ContractDocument } from './document.ts';
import { compareOverRest, compareOverTrpc, type Seen } from './procedures.ts';

/**
 * What has changed between two contracts, and what of it breaks those who call as the old one says.
 * In the order of the old contract; changes that both wires see alike are told once.
 */
export function compareContracts(old: ContractDocument, now: ContractDocument): Change[] {
  const changes = merged({
    rest: compareOverRest(old, now),
    trpc: compareOverTrpc(old, now),
  });
  const changed = new Set(changes.map(({ procedure }) => procedure));
  const docs = compareDocs(old, now).filter(({ procedure }) => !changed.has(procedure));
  const all = [...changes, ...compareStatuses(old, now), ...docs];
  const order = new Map(old.procedures.map(({ name }, place) => [name, place]));
  const placeOf = ({ procedure }: Change) => order.get(procedure) ?? order.size;
  return all.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function merged(seen: Record<Wire, readonly Seen[]>): Change[] {
  const changes = new Map<string, Change>();
  for (const wire of ['rest', 'trpc'] as const) {
    for (const one of seen[wire]) {
      const key = JSON.stringify([one.procedure, one.kind, one.path, one.message, one.breaking]);
      const known = changes.get(key);
      if (!known) changes.set(key, { ...one, wires: [wire] });
      else if (!known.wires.includes(wire)) known.wires.push(wire);
    }
  }
  return [...changes.values()];
}

/** Both wires send the status of an error: REST as its own, tRPC as `data.httpStatus`. */
function compareStatuses(old: ContractDocument, now: ContractDocument): Change[] {
  return Object.entries(old.errors).flatMap(([code, { status: was }]): Change[] => {
    const is = now.errors[code as keyof typeof now.errors]?.status;
    if (is === undefined || is === was) return [];
    return [
      {
        procedure: '*',
        wires: ['rest', 'trpc'],
        breaking: true,
        kind: 'error-status-changed',
        path: `errors.${code}`,
        message: `${is}, was ${was}`,
      },
    ];
  });
}
