import {
  computed,
  DestroyRef,
  effect,
  inject,
  type Signal,
  signal,
  untracked,
} from '@angular/core';
import type { Page } from '@tocsin/client';
import { failureText } from './failure-text.ts';
import { LiveEvents } from './live-events.ts';
import { throttled } from './throttled.ts';

/** Several events at once are one reading. */
const AGAIN_AFTER = 250;
const PAGE = 100;

/** What was read from the server, kept as it is there. */
export interface LiveValue<T> {
  /** `undefined` until it was read the first time. */
  value: Signal<T | undefined>;
  /** Why there is none, in words; empty where there is one. */
  failure: Signal<string>;
  /** What went wrong with the last reading. */
  error: Signal<unknown>;
  refresh(): Promise<void>;
}

type Read<T> = (signal: AbortSignal) => Promise<T>;

/**
 * Reads something, and again whenever something happens to one of these kinds of things.
 * Must be called in an injection context.
 * @param reading Reads signals and answers how to read it; it is forgotten when one of them changes,
 * and read anew. `undefined` is nothing to read.
 * @param every For what has no events: so many milliseconds apart it is read again.
 */
export function liveValue<T>(
  reading: () => Read<T> | undefined,
  entities: readonly string[],
  every?: number,
): LiveValue<T> {
  const value = signal<T | undefined>(undefined);
  const error = signal<unknown>(undefined);
  let read: Read<T> | undefined;
  let abort = new AbortController();
  let isGone = false;

  async function refresh(): Promise<void> {
    abort.abort();
    if (isGone) return;
    abort = new AbortController();
    const { signal: aborted } = abort;
    try {
      const next = await read?.(aborted);
      if (aborted.aborted) return;
      value.set(next);
      error.set(undefined);
    } catch (reason) {
      // What was shown before stays; the banner tells of the connection.
      if (!aborted.aborted) error.set(reason);
    }
  }
  effect((onCleanup) => {
    read = reading();
    untracked(() => {
      value.set(undefined);
      error.set(undefined);
      void refresh();
    });
    onCleanup(() => abort.abort());
  });
  const again = throttled(refresh, AGAIN_AFTER);
  const live = inject(LiveEvents);
  for (const entity of entities) live.on(entity, { event: again, restart: again });
  const timer = every === undefined ? undefined : setInterval(() => void refresh(), every);
  inject(DestroyRef).onDestroy(() => {
    isGone = true;
    clearInterval(timer);
  });
  return {
    value: value.asReadonly(),
    error: error.asReadonly(),
    failure: computed(() =>
      value() === undefined && error() !== undefined ? failureText(error()) : '',
    ),
    refresh,
  };
}

export interface LiveRows<T> extends LiveValue<Page<T>> {
  rows: Signal<readonly T[]>;
  /** Shows another page of it. */
  more(): void;
}

/** A list, as far as somebody has asked to see it. As `liveValue`. */
export function liveRows<T>(
  reading: () =>
    | ((page: { limit: number; cursor?: string }, signal: AbortSignal) => Promise<Page<T>>)
    | undefined,
  entities: readonly string[],
  every?: number,
): LiveRows<T> {
  let pages = 1;
  const list = liveValue<Page<T>>(
    () => {
      const read = reading();
      pages = 1;
      return read && ((signal) => readPages(read, pages, signal));
    },
    entities,
    every,
  );
  return {
    ...list,
    rows: computed(() => list.value()?.items ?? []),
    more() {
      pages += 1;
      void list.refresh();
    },
  };
}

async function readPages<T>(
  read: (page: { limit: number; cursor?: string }, signal: AbortSignal) => Promise<Page<T>>,
  count: number,
  signal: AbortSignal,
): Promise<Page<T>> {
  let page = await read({ limit: PAGE }, signal);
  const items = [...page.items];
  for (let i = 1; i < count && page.nextCursor !== null; i += 1) {
    page = await read({ limit: PAGE, cursor: page.nextCursor }, signal);
    items.push(...page.items);
  }
  return { ...page, items };
}
