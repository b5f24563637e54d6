import { type Clock, timestamp } from './clock.ts';
import type { Reader, Storage, Writer } from './storage/storage.ts';

const EVERY_MS = 3_600_000;
/** So that no change has to wait long for its turn. */
const AT_ONCE = 200;

/** What is deleted so long after it has ended. */
export interface Retention {
  keepMs: number;
  /** Whether there is any: a read, where a change would have to take its turn. */
  anyEndedBefore(reader: Reader, before: string): Promise<boolean>;
  /** Deletes some at a time. */
  deleteEndedBefore(writer: Writer, before: string, limit: number): Promise<void>;
}

export interface RetentionParts {
  storage: Storage;
  clock: Clock;
  onTrouble(error: unknown): void;
}

/**
 * Deletes what ended long ago, now and every hour; several servers may do so at once. Answers the way to
 * stop.
 */
export function deleteOld(
  { storage, clock, onTrouble }: RetentionParts,
  retentions: readonly Retention[],
): () => void {
  let isStopped = false;
  let timer = clock.setTimer(clock.now(), deleteAll);

  async function deleteAll(): Promise<void> {
    const now = clock.now();
    try {
      for (const retention of retentions) await deleteOf(retention, now);
    } catch (error) {
      onTrouble(error);
    }
    if (!isStopped) timer = clock.setTimer(now + EVERY_MS, deleteAll);
  }

  async function deleteOf(retention: Retention, now: number): Promise<void> {
    const before = timestamp(now - retention.keepMs);
    while (!isStopped && (await retention.anyEndedBefore(storage, before))) {
      await storage.write((writer) => retention.deleteEndedBefore(writer, before, AT_ONCE));
    }
  }

  return () => {
    isStopped = true;
    timer.cancel();
  };
}
