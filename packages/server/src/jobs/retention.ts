import type { Retention } from '../retention.ts';
import { anyEndedBefore, deleteEndedBefore } from './queries.ts';
import type { JobState } from './state.ts';

/** Somebody has to see them first. */
const FAILED_KEPT_MS = 90 * 24 * 3_600_000;

/** How long jobs are kept that have ended. Those that failed stay longer. */
export const jobRetentions = (keepMs: number): Retention[] => [
  of(['succeeded', 'cancelled'], keepMs),
  of(['failed'], Math.max(keepMs, FAILED_KEPT_MS)),
];

const of = (states: readonly JobState[], keepMs: number): Retention => ({
  keepMs,
  anyEndedBefore: (reader, before) => anyEndedBefore(reader, states, before),
  deleteEndedBefore: (writer, before, limit) => deleteEndedBefore(writer, states, before, limit),
});
