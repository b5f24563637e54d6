import type { QueryCacheNotifyEvent, QueryClient } from '@tanstack/react-query';
import { mayPass } from '../failure.ts';
import type { Tocsin } from '../generated/tocsin.ts';
import type { Change } from '../live-list/apply-change.ts';
import { incidentFeed } from '../live-list/feed.ts';
import { REREAD_AFTER, RETRY_AFTER } from '../live-list/live-list.ts';
import { cachedIncidents, changed, type CachedQuery } from './cached-incidents.ts';

interface Follower {
  users: number;
  stop(): void;
}

const followers = new WeakMap<QueryClient, WeakMap<Tocsin, Follower>>();

/**
 * Writes every change of an incident into the cache, until the answered function is called. Those who
 * ask for the same are served at once.
 */
export function followInCache(queryClient: QueryClient, tocsin: Tocsin): () => void {
  const ofCache = followers.get(queryClient) ?? new WeakMap<Tocsin, Follower>();
  followers.set(queryClient, ofCache);
  const follower = ofCache.get(tocsin) ?? { users: 0, stop: follow(queryClient, tocsin) };
  ofCache.set(tocsin, follower);
  follower.users += 1;
  return () => {
    follower.users -= 1;
    // Not at once: a component that leaves is often followed by one that asks for the same.
    setTimeout(() => {
      if (follower.users > 0 || ofCache.get(tocsin) !== follower) return;
      ofCache.delete(tocsin);
      follower.stop();
    }, 0);
  };
}

/** What happened since a query began to be fetched, and its answer may lack. */
interface SinceFetch {
  changes: Change[];
  /** The answer is not to be relied on: it must be fetched again. */
  isOutdated: boolean;
}

function follow(queryClient: QueryClient, tocsin: Tocsin): () => void {
  const cache = queryClient.getQueryCache();
  const queries = () => cachedIncidents(cache);
  const sinceFetch = new Map<string, SinceFetch>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** Of a query that is being fetched. */
  function sinceFetchOf({ queryHash }: CachedQuery): SinceFetch {
    const known = sinceFetch.get(queryHash) ?? { changes: [], isOutdated: false };
    sinceFetch.set(queryHash, known);
    return known;
  }

  /** Fetches a query again that is in use; one that is not, when it is used again. */
  function fetchAgain(query: CachedQuery): void {
    // A fetch that is under way would be answered in place of this one.
    if (query.state.fetchStatus !== 'idle') sinceFetchOf(query).isOutdated = true;
    else void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true });
  }

  function fetchSoon(query: CachedQuery, wait: number): void {
    if (timers.has(query.queryHash)) return;
    const fetchNow = () => {
      timers.delete(query.queryHash);
      if (cache.get(query.queryHash) === query) fetchAgain(query);
    };
    timers.set(query.queryHash, setTimeout(fetchNow, wait));
  }

  /** Answers whether the data are what the server would answer now. */
  function write(query: CachedQuery, change: Change): boolean {
    const { data, isExact } = changed(query, change);
    if (data === query.state.data) return isExact;
    const { isInvalidated } = query.state;
    queryClient.setQueryData(query.queryKey, data);
    // Writing says that all is well, which one change alone cannot know.
    if (isInvalidated) query.invalidate();
    return isExact;
  }

  function onCacheEvent(event: QueryCacheNotifyEvent): void {
    const { query } = event;
    if (event.type === 'removed') {
      sinceFetch.delete(query.queryHash);
      clearTimeout(timers.get(query.queryHash));
      timers.delete(query.queryHash);
    }
    if (event.type !== 'updated') return;
    const { action } = event;
    if (action.type === 'fetch') sinceFetch.delete(query.queryHash);
    if (action.type === 'error' && mayPass(action.error, 500) && queries().includes(query)) {
      fetchSoon(query, RETRY_AFTER);
    }
    const ended = action.type === 'error' || (action.type === 'success' && !action.manual);
    const since = ended ? sinceFetch.get(query.queryHash) : undefined;
    if (!since) return;
    sinceFetch.delete(query.queryHash);
    // Safe: what is in the map is one of ours.
    const exact = since.changes.map((change) => write(query as CachedQuery, change));
    if (since.isOutdated) fetchAgain(query);
    else if (exact.includes(false)) fetchSoon(query, REREAD_AFTER);
  }

  const started = () => {
    for (const query of queries()) fetchAgain(query);
  };
  const feed = incidentFeed(tocsin);
  const leaveCache = cache.subscribe(onCacheEvent);
  const leaveFeed = feed.listen({
    started,
    changed(change) {
      for (const query of queries()) {
        const isFetching = query.state.fetchStatus !== 'idle';
        if (isFetching) sinceFetchOf(query).changes.push(change);
        if (!write(query, change) && !isFetching) fetchSoon(query, REREAD_AFTER);
      }
    },
  });
  // Others are on the feed: what this cache holds was read without following it.
  if (feed.state() === 'live') started();

  return () => {
    leaveFeed();
    leaveCache();
    for (const timer of timers.values()) clearTimeout(timer);
  };
}
