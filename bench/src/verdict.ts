import type { ContenderName } from './contenders.ts';
import type { OperationName } from './operations.ts';
import type { Result } from './rounds.ts';

export interface Verdict {
  /** What is promised, with what was measured. */
  says: string;
  met: boolean;
}

/** Twice as fast, where serving is the work. A create waits for the disk, on both sides. */
const REST_AT_LEAST = { get: 2, list: 2, create: 0.9 };
/** No slower; the rest is what two runs of the same program differ by. */
const TRPC_AT_LEAST = 0.95;

/** Whether the two wires keep what is promised of them for one operation. */
export function verdictsOn(operation: OperationName, results: readonly Result[]): Verdict[] {
  const speed = (name: ContenderName) =>
    results.find(({ contender }) => contender === name)?.requestsPerSecond ?? 0;
  const promise = (what: string, measured: number, least: number): Verdict => ({
    says: `${operation}: ${what} × ${measured.toFixed(2)}, at least × ${least.toFixed(2)}`,
    met: measured >= least,
  });
  return [
    promise(
      'Tocsin REST against the trpc-to-openapi adapter',
      speed('rest') / speed('openapi'),
      REST_AT_LEAST[operation],
    ),
    promise(
      'Tocsin tRPC against the stock tRPC adapter',
      speed('trpc') / speed('stock'),
      TRPC_AT_LEAST,
    ),
  ];
}
