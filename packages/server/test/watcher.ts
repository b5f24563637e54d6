import type { AppRouter, IncidentChange, IncidentEventType } from '@tocsin/contract';
import { createTRPCClient, httpSubscriptionLink, type TRPCClientErrorLike } from '@trpc/client';
import { EventSource } from 'eventsource';
import superjson from 'superjson';
import { expect, onTestFinished } from 'vitest';

export type Change = Extract<IncidentChange, { type: IncidentEventType }>;

export interface Watcher {
  /** Everything that came, `watch.started` too. */
  items: IncidentChange[];
  /** The same without `watch.started`. */
  changes(): Change[];
  /** How often the watch has begun: once, and once more for every lost connection. */
  starts(): number;
  /** Why it has ended by itself. */
  error(): TRPCClientErrorLike<AppRouter> | undefined;
  completed(): boolean;
  leave(): void;
}

/** Watches incidents as a stock tRPC client does; begun when this answers. */
export async function watching(
  url: string,
  input?: { incidentId?: string; lastEventId?: string },
): Promise<Watcher> {
  const watcher = startWatching(url, input);
  await expect.poll(watcher.starts, { timeout: 10_000 }).toBeGreaterThan(0);
  return watcher;
}

export function startWatching(
  url: string,
  input?: { incidentId?: string; lastEventId?: string },
): Watcher {
  const client = createTRPCClient<AppRouter>({
    links: [httpSubscriptionLink({ url: `${url}/trpc`, transformer: superjson, EventSource })],
  });
  const items: IncidentChange[] = [];
  let error: TRPCClientErrorLike<AppRouter> | undefined;
  let completed = false;
  const { unsubscribe } = client.incidents.watch.subscribe(input, {
    onData: ({ data }) => void items.push(data),
    onError: (cause) => (error = cause),
    onComplete: () => (completed = true),
  });
  onTestFinished(unsubscribe);
  return {
    items,
    changes: () => items.filter((item): item is Change => item.type !== 'watch.started'),
    starts: () => items.filter(({ type }) => type === 'watch.started').length,
    error: () => error,
    completed: () => completed,
    leave: unsubscribe,
  };
}

export const titlesOf = (watcher: Watcher): (string | undefined)[] =>
  watcher.changes().map((change) => change.incident?.title);
