import { mayPass } from '../failure.ts';
import type { IncidentsListInput } from '../generated/incidents.ts';
import type { Tocsin } from '../generated/tocsin.ts';
import type { Incident, Page } from '../generated/types.ts';
import { applyChange, type Change } from './apply-change.ts';
import { incidentFeed } from './feed.ts';

/** A page that is not exact is read again so many milliseconds after the change, or later. */
export const REREAD_AFTER = 300;

/** A list that could not be read is tried again after so many milliseconds. */
export const RETRY_AFTER = 5_000;

/** What a live list tells. An error only while there is no page: what there is stays in sight. */
export type ListResult = { page: Page<Incident> } | { error: unknown };

interface LiveList {
  listeners: Set<(result: ListResult) => void>;
  /** The last that was told. */
  result?: ListResult;
  close(): void;
}

const lists = new WeakMap<Tocsin, Map<string, LiveList>>();

/**
 * Tells the page of `incidents.list(input)` and every change of it, until the answered function is
 * called. Those who follow the same list share it.
 */
export function followList(
  tocsin: Tocsin,
  input: IncidentsListInput,
  listener: (result: ListResult) => void,
): () => void {
  const ofClient = lists.get(tocsin) ?? new Map<string, LiveList>();
  lists.set(tocsin, ofClient);
  const key = JSON.stringify(input);
  const list = ofClient.get(key) ?? openList(tocsin, input);
  ofClient.set(key, list);
  list.listeners.add(listener);
  if (list.result) listener(list.result);
  return () => {
    if (!list.listeners.delete(listener) || list.listeners.size > 0) return;
    ofClient.delete(key);
    list.close();
  };
}

function openList(tocsin: Tocsin, input: IncidentsListInput): LiveList {
  const feed = incidentFeed(tocsin);
  const stop = new AbortController();
  const { signal } = stop;
  let page: Page<Incident> | undefined;
  /** The changes that came since a read began, which its answer may or may not have in it. */
  let sinceRead: Change[] | undefined;
  let isStale = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(result: ListResult): void {
    list.result = result;
    for (const listener of list.listeners) listener(result);
  }

  /** Answers whether the page is exact then. */
  function apply(change: Change): boolean {
    if (!page) return false;
    const applied = applyChange(page, change, input);
    page = applied.page;
    return applied.isExact;
  }

  function readSoon(wait: number): void {
    isStale = true;
    if (!sinceRead) timer ??= setTimeout(() => void read(), wait);
  }

  async function read(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    isStale = false;
    const changes: Change[] = [];
    sinceRead = changes;
    let wait = REREAD_AFTER;
    try {
      // Once: tried again below. It also keeps this apart from other calls with the same input,
      // whose answer may be under way since before this list began to listen.
      page = await tocsin.incidents.list(input, { signal, retries: 0 });
      const exact = changes.map(apply);
      if (exact.includes(false)) isStale = true;
      tell({ page });
    } catch (error) {
      if (signal.aborted) return;
      if (!page) tell({ error });
      if (mayPass(error, 500)) isStale = true;
      wait = RETRY_AFTER;
    } finally {
      sinceRead = undefined;
    }
    if (isStale) readSoon(wait);
  }

  const leave = feed.listen({
    started() {
      isStale = true;
      if (!sinceRead) void read();
    },
    changed(change) {
      sinceRead?.push(change);
      if (!page) return;
      const before = page;
      const isExact = apply(change);
      if (page !== before) tell({ page });
      if (!isExact && !sinceRead) readSoon(REREAD_AFTER);
    },
  });

  const list: LiveList = {
    listeners: new Set(),
    close() {
      leave();
      clearTimeout(timer);
      stop.abort();
    },
  };
  void read();
  return list;
}
