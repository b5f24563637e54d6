import type { Storage } from '../storage/storage.ts';
import { type EventFilter, type EventRow, eventsAfter, lastSeq } from './log.ts';

const BATCH = 200;

/** The event log as it grows. */
export interface EventFeed {
  /** Every event after `seq` in order: those that are there, then those to come. Ends on abort. */
  after(filter: EventFilter, seq: number, signal: AbortSignal): AsyncGenerator<EventRow[]>;
  close(): void;
}

/** The table is the truth; a commit only wakes up those who wait for more of it. */
export function createFeed(storage: Storage): EventFeed {
  let commits = 0;
  const waiting = new Set<() => void>();
  const wakeAll = () => {
    commits += 1;
    for (const wake of waiting) wake();
    waiting.clear();
  };
  const stop = storage.onCommit(wakeAll);

  /** Settles once there has been a commit since `seen`, or on abort. */
  async function commitSince(seen: number, signal: AbortSignal): Promise<void> {
    if (commits > seen || signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.add(resolve);
    const wake = () => resolve();
    signal.addEventListener('abort', wake, { once: true });
    await promise;
    signal.removeEventListener('abort', wake);
    waiting.delete(resolve);
  }

  return {
    async *after(filter, start, signal) {
      let seq = start;
      while (!signal.aborted) {
        const seen = commits;
        const newest = await lastSeq(storage);
        const rows = newest > seq ? await eventsAfter(storage, filter, seq, BATCH) : [];
        const last = rows.at(-1);
        if (last) {
          seq = last.seq;
          yield rows;
        } else {
          // What a filter has passed over need not be looked through again.
          seq = Math.max(seq, newest);
          await commitSince(seen, signal);
        }
      }
    },
    close: stop,
  };
}
