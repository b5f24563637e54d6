import { DestroyRef, inject, signal, type Signal } from '@angular/core';
import { incidentFeed } from '../live-list/feed.ts';
import type { LiveState } from '../options.ts';
import { injectTocsin } from './provide.ts';

/**
 * How live the live lists are, for a banner: `connecting`, `live`, or `lost` while the connection is
 * tried again. Without a live list there is no connection, and this is `connecting`.
 * Must be called in an injection context.
 */
export function tocsinConnection(): Signal<LiveState> {
  const feed = incidentFeed(injectTocsin());
  const state = signal(feed.state());
  inject(DestroyRef).onDestroy(feed.observe((next) => state.set(next)));
  return state.asReadonly();
}
