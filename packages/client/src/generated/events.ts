/* oxlint-disable max-lines */
// Generated from the contract by "npm run generate -w @tocsin/client". Edit the contract instead.

import type { CallOptions, WatchOptions } from '../options.ts';

import type { Event, Page } from './types.ts';

/** What `events.list` takes. */
export interface EventsListInput {
  /**
   * Only events of these types.
   * At most 100 characters. At most 20 items.
   */
  type?: string | string[] | undefined;
  /**
   * Only what happened to things of this kind.
   * At most 100 characters.
   */
  entity?: string | undefined;
  /**
   * Only what happened to this one; with `entity`.
   * 1 to 128 characters.
   */
  entityId?: string | undefined;
  /**
   * `-` is descending.
   * @default "-seq"
   */
  sort?: '-seq' | 'seq' | undefined;
  /**
   * How many items at most.
   * A whole number, 1 to 500.
   * @default 100
   */
  limit?: number | undefined;
  /**
   * Where the page begins: the last page's `nextCursor`. Opaque.
   * At most 1,000 characters.
   */
  cursor?: string | undefined;
}

/** What `events.watch` takes. */
export interface EventsWatchInput {
  /**
   * Only events of these types.
   * At most 100 characters. At most 20 items.
   */
  type?: string | string[] | undefined;
  /**
   * Only what happened to things of this kind.
   * At most 100 characters.
   */
  entity?: string | undefined;
  /**
   * Only what happened to this one; with `entity`.
   * 1 to 128 characters.
   */
  entityId?: string | undefined;
  /** Resume after this item; `0` is before the first. */
  lastEventId?: string | undefined;
}

/** What `events.watch` sends, one at a time. */
export type EventsWatchOutput =
  | {
      type: 'watch.started';
      /**
       * The last event before those to come.
       * A whole number, 0 or more.
       */
      seq: number;
    }
  | Event;

/** The procedures of `events`. */
export interface Events {
  /**
   * List what has happened.
   *
   * The newest first. With `entity` and `entityId` it is the history of one thing, such as an
   * incident, and is there even when the thing is not any more.
   * @see packages/contract/src/events.ts:57
   */
  list: (input?: EventsListInput, options?: CallOptions) => Promise<Page<Event>>;

  /**
   * Watch what happens.
   *
   * Sends `watch.started`, then each event once, in order. Each item has an id; a client that
   * comes back with the last one it saw (stock tRPC clients and `EventSource` do) misses
   * nothing. Over REST each item is a server-sent event whose `data` is this, as JSON on one
   * line; comments in between show that the connection lives. The stream ends when the server
   * stops, or when its reader takes nothing for a minute: come back then.
   * @see packages/contract/src/events.ts:74
   */
  watch: (
    input?: EventsWatchInput,
    options?: WatchOptions,
  ) => AsyncIterableIterator<EventsWatchOutput>;
}
