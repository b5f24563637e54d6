import type { Tocsin } from '../generated/tocsin.ts';
import type { LiveState } from '../options.ts';
import { pause } from '../pause.ts';
import type { Change } from './apply-change.ts';

/** A server that refuses the subscription is asked again after so many milliseconds. */
const AFTER_REFUSAL = 5_000;

export interface FeedListener {
  /** What was read before this may lack a change; what is read from here on, and followed, does not. */
  started(): void;
  changed(change: Change): void;
}

/** The changes of incidents for everybody on one client, over one connection. */
export interface IncidentFeed {
  /** `connecting` while nobody listens. */
  state(): LiveState;
  /** Hears of changes from here on; the first to do so connects, the last to leave disconnects. */
  listen(listener: FeedListener): () => void;
  /** Hears of the connection, and has no part in whether there is one. */
  observe(onState: (state: LiveState) => void): () => void;
}

const feeds = new WeakMap<Tocsin, IncidentFeed>();

/** The feed of a client, the same one for everybody. */
export function incidentFeed(tocsin: Tocsin): IncidentFeed {
  const known = feeds.get(tocsin);
  if (known) return known;
  const feed = createFeed(tocsin);
  feeds.set(tocsin, feed);
  return feed;
}

function createFeed(tocsin: Tocsin): IncidentFeed {
  const listeners = new Set<FeedListener>();
  const observers = new Set<(state: LiveState) => void>();
  let connection: AbortController | undefined;
  let state: LiveState = 'connecting';

  const tellState = (next: LiveState) => {
    if (next === state) return;
    state = next;
    for (const observer of observers) observer(next);
  };

  async function follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const changes = tocsin.incidents.watch({}, { signal, onState: tellState });
        for await (const change of changes) {
          if (change.type === 'watch.started') for (const { started } of listeners) started();
          else for (const { changed } of listeners) changed(change);
        }
      } catch {
        // Refused: by a proxy that knows no streams, say, or for want of a token. Lists still load.
      }
      if (signal.aborted) return;
      tellState('lost');
      await pause(AFTER_REFUSAL, signal);
    }
  }

  function close(): void {
    if (listeners.size > 0 || !connection) return;
    connection.abort();
    connection = undefined;
    tellState('connecting');
  }

  return {
    state: () => state,
    listen(listener) {
      listeners.add(listener);
      if (!connection) {
        connection = new AbortController();
        void follow(connection.signal);
      }
      return () => {
        // Not at once: a page that leaves is often followed by one that listens too.
        if (listeners.delete(listener)) setTimeout(close, 0);
      };
    },
    observe(onState) {
      observers.add(onState);
      return () => void observers.delete(onState);
    },
  };
}
