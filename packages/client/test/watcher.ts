import type { IncidentChange, LiveState, Tocsin, TocsinError, WatchOptions } from '../src/index.ts';
import type { IncidentsWatchInput } from '../src/index.ts';

export interface Watcher {
  items: IncidentChange[];
  /** The titles of what was created, in the order in which it was told. */
  titles(): (string | undefined)[];
  states: LiveState[];
  reasons: (TocsinError | undefined)[];
  /** Settles when the loop ends; rejects with what it throws. */
  done: Promise<void>;
  stop(): void;
}

/** Watches incidents in a loop, as a program does. */
export function watch(
  tocsin: Tocsin,
  input: IncidentsWatchInput = {},
  options: WatchOptions = {},
): Watcher {
  const controller = new AbortController();
  const watcher: Watcher = {
    items: [],
    titles: () =>
      watcher.items.flatMap((item) =>
        item.type === 'incident.created' ? [item.incident?.title] : [],
      ),
    states: [],
    reasons: [],
    done: Promise.resolve(),
    stop: () => controller.abort(),
  };
  watcher.done = (async () => {
    for await (const item of tocsin.incidents.watch(input, {
      signal: controller.signal,
      onState(state, reason) {
        watcher.states.push(state);
        watcher.reasons.push(reason);
      },
      ...options,
    })) {
      watcher.items.push(item);
    }
  })();
  watcher.done.catch(() => {});
  return watcher;
}

export const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `change ${from + i}`);

export async function createAll(tocsin: Tocsin, titles: readonly string[]): Promise<void> {
  for (const title of titles) {
    await tocsin.incidents.create({ title, severity: 'P3', service: 'api' });
  }
}
