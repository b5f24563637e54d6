import { type Clock, type Timer, timestamp } from '../clock.ts';
import { lastSeq } from '../events/log.ts';
import type { Storage } from '../storage/storage.ts';
import { dispatch } from './dispatch.ts';
import { enabledWebhooks } from './queries.ts';

/** Turns what happens into deliveries, in this process; those of others do so too. */
export interface WebhookDispatcher {
  start(): void;
  stop(): Promise<void>;
  /** Settles when nothing that has happened is still to be looked at. For tests and their clock. */
  idle(): Promise<void>;
}

export interface DispatcherParts {
  storage: Storage;
  clock: Clock;
  onTrouble(error: unknown): void;
}

/** After the database could not be used. */
const TRY_AGAIN_MS = 1_000;

/**
 * Looks at the event log after commits: while nothing is committed it does nothing, and while there is
 * no webhook it asks for just that. However many commits come meanwhile, it looks once more.
 */
export function createDispatcher(parts: DispatcherParts): WebhookDispatcher {
  const { storage, clock, onTrouble } = parts;
  /** Until where events were looked at that a webhook did not want; the database may be behind. */
  const seen = new Map<string, number>();
  let stopListening: (() => void) | undefined;
  let timer: Timer | undefined;
  let looking: Promise<void> | undefined;
  let isWanted = false;

  function wake(): void {
    if (!stopListening) return;
    isWanted = true;
    looking ??= look();
  }

  async function look(): Promise<void> {
    while (isWanted && stopListening) {
      isWanted = false;
      try {
        await lookOnce();
      } catch (error) {
        onTrouble(error);
        timer?.cancel();
        timer = clock.setTimer(clock.now() + TRY_AGAIN_MS, wake);
        isWanted = false;
      }
    }
    looking = undefined;
  }

  async function lookOnce(): Promise<void> {
    const listeners = await enabledWebhooks(storage);
    if (listeners.length === 0) return;
    const newest = await lastSeq(storage);
    for (const listener of listeners) {
      const from = Math.max(listener.handledSeq, seen.get(listener.id) ?? 0);
      if (from >= newest) continue;
      const looked = await dispatch(storage, listener, { from, at: timestamp(clock.now()) });
      seen.set(listener.id, looked.seq);
      if (looked.isMore) isWanted = true;
    }
  }

  return {
    start() {
      stopListening ??= storage.onCommit(wake);
      wake();
    },
    async stop() {
      stopListening?.();
      stopListening = undefined;
      timer?.cancel();
      await looking;
    },
    async idle() {
      wake();
      await looking;
    },
  };
}
