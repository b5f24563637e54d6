import { useSyncExternalStore } from 'react';
import { incidentFeed } from '../live-list/feed.ts';
import type { LiveState } from '../options.ts';
import { useTocsin } from './provider.ts';

/**
 * How live the live lists are, for a banner: `connecting`, `live`, or `lost` while the connection is
 * tried again. Without a live list there is no connection, and this is `connecting`.
 */
export function useTocsinConnection(): LiveState {
  const feed = incidentFeed(useTocsin());
  return useSyncExternalStore(feed.observe, feed.state, () => 'connecting');
}
