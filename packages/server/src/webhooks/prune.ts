import { type Clock, timestamp } from '../clock.ts';
import type { Storage } from '../storage/storage.ts';
import { anyEndedBefore, deleteEndedBefore } from './delivery-queries.ts';

const EVERY_MS = 3_600_000;
/** So that no change has to wait long for its turn. */
const AT_ONCE = 200;

export interface PruneParts {
  storage: Storage;
  clock: Clock;
  /** How long deliveries are kept that have ended. */
  keepMs: number;
  onTrouble(error: unknown): void;
}

/** Deletes deliveries that ended long ago, now and every hour. Answers the way to stop. */
export function pruneDeliveries({ storage, clock, keepMs, onTrouble }: PruneParts): () => void {
  let isStopped = false;
  let timer = clock.setTimer(clock.now(), prune);

  async function prune(): Promise<void> {
    const now = clock.now();
    const before = timestamp(now - keepMs);
    try {
      while (!isStopped && (await anyEndedBefore(storage, before))) {
        await storage.write((writer) => deleteEndedBefore(writer, before, AT_ONCE));
      }
    } catch (error) {
      onTrouble(error);
    }
    if (!isStopped) timer = clock.setTimer(now + EVERY_MS, prune);
  }

  return () => {
    isStopped = true;
    timer.cancel();
  };
}
