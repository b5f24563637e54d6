import type { Clock } from '../clock.ts';
import { timestamp } from '../clock.ts';
import type { Storage } from '../storage/storage.ts';
import { deleteEnded } from './queries.ts';

const EVERY_MS = 3_600_000;
/** So that no change has to wait long for its turn. */
const AT_ONCE = 500;
/** Somebody has to see them first. */
const FAILED_KEPT_MS = 90 * 24 * 3_600_000;

export interface PruneParts {
  storage: Storage;
  clock: Clock;
  /** How long jobs are kept that succeeded or were cancelled. Those that failed stay longer. */
  keepMs: number;
  onTrouble(error: unknown): void;
}

/** Deletes jobs that ended long ago, now and every hour. Answers the way to stop. */
export function prune({ storage, clock, keepMs, onTrouble }: PruneParts): () => void {
  let isStopped = false;
  let timer = clock.setTimer(clock.now(), deleteOld);

  async function deleteOld(): Promise<void> {
    const now = clock.now();
    try {
      await deleteAll(['succeeded', 'cancelled'], timestamp(now - keepMs));
      await deleteAll(['failed'], timestamp(now - Math.max(keepMs, FAILED_KEPT_MS)));
    } catch (error) {
      onTrouble(error);
    }
    if (!isStopped) timer = clock.setTimer(now + EVERY_MS, deleteOld);
  }

  async function deleteAll(states: ('succeeded' | 'cancelled' | 'failed')[], before: string) {
    for (let deleted = AT_ONCE; deleted === AT_ONCE && !isStopped;) {
      deleted = await storage.write((writer) =>
        deleteEnded(writer, { states, before, limit: AT_ONCE }),
      );
    }
  }

  return () => {
    isStopped = true;
    timer.cancel();
  };
}
