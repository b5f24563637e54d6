import type { ContenderName } from './contenders.ts';
import type { OperationName } from './operations.ts';
import type { Result } from './rounds.ts';

export interface Verdict {
  /** What is promised, with what was measured. */
  says: string;
  met: boolean;
}

/**
 * What the adapter adds to Fastify alone, in processor time, against what the REST wire adds. Handler,
 * socket and disk are the same for all, and on some machines most of a request
 * (`docs/decisions/0019-bench.md`).
 */
const REST_ADDS_AT_MOST = 1 / 2;
/** No slower; the rest is what two runs of the same program differ by. */
const NO_SLOWER = 0.95;
/** In requests a second. A create waits for the disk, which is the same for all. */
const REST_AT_LEAST = { get: 2, list: 2, create: NO_SLOWER };

/** Whether the two wires keep what is promised of them for one operation. */
export function verdictsOn(operation: OperationName, results: readonly Result[]): Verdict[] {
  const speed = (name: ContenderName) =>
    results.find(({ contender }) => contender === name)?.requestsPerSecond ?? 0;
  const cpu = (name: ContenderName) =>
    results.find(({ contender }) => contender === name)?.cpuMicros ?? Infinity;
  const adds = (name: ContenderName) => cpu(name) - cpu('bare');
  const promise = (what: string, measured: number, least: number): Verdict => ({
    says: `${operation}: ${what} × ${measured.toFixed(2)}, at least × ${least.toFixed(2)}`,
    met: measured >= least,
  });
  const added: Verdict = {
    says:
      `${operation}: to Fastify alone Tocsin REST adds ${adds('rest').toFixed(0)} µs of processor time, ` +
      `at most half of the ${adds('openapi').toFixed(0)} µs that the trpc-to-openapi adapter adds`,
    met: adds('rest') <= adds('openapi') * REST_ADDS_AT_MOST,
  };
  return [
    // Creates differ by more from run to run than wires do.
    ...(operation === 'create' ? [] : [added]),
    promise(
      'Tocsin REST against the trpc-to-openapi adapter',
      speed('rest') / speed('openapi'),
      REST_AT_LEAST[operation],
    ),
    promise(
      'Tocsin tRPC against the stock tRPC adapter',
      speed('trpc') / speed('stock'),
      NO_SLOWER,
    ),
  ];
}
