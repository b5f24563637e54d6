import {
  httpBatchLink,
  httpSubscriptionLink,
  type Operation,
  type OperationLink,
} from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observableToPromise } from '@trpc/server/observable';
import { type EventSourceClass, eventSourceOver } from './event-stream.ts';
import { failureOf } from './failure.ts';
import type { Connect } from './live.ts';
import type { ClientOptions } from './options.ts';
import { plainJson } from './plain-json.ts';
import { requester } from './requests.ts';

/** Lines of HTTP longer than this are refused on the way, so batches are cut before. */
export const LONGEST_URL = 8_000;

/** How procedures are called, once each: what repeats or resumes them stands above. */
export interface Wire {
  call(
    type: 'query' | 'mutation',
    path: string,
    input: object,
    signal: AbortSignal | undefined,
  ): Promise<unknown>;
  connect(path: string): Connect;
}

/**
 * tRPC's own links: calls made at the same time are one request, and subscriptions are event
 * streams. They are called without tRPC's client around them, which would add a tenth to the size.
 */
export function wire(options: ClientOptions): Wire {
  const url = `${options.url.replace(/\/+$/, '')}/trpc`;
  const request = requester(options);
  const batch = httpBatchLink<AnyTRPCRouter>({
    url,
    transformer: plainJson,
    maxURLLength: LONGEST_URL,
    // Safe: the link gives what `fetch` takes, and says `undefined` where it gives nothing.
    fetch: (input, init) => request(input, init as RequestInit),
  })({});
  const stream = httpSubscriptionLink<AnyTRPCRouter, EventSourceClass>({
    url,
    transformer: plainJson,
    EventSource: eventSourceOver(request),
  })({});

  return {
    async call(type, path, input, signal) {
      const answers = send(batch, { type, path, input, signal });
      return (await observableToPromise(answers)).result.data;
    },
    connect: (path) => (input, listener) => {
      const items = send(stream, { type: 'subscription', path, input, signal: undefined });
      const subscription = items.subscribe({
        next({ result }) {
          if (result.type === 'state') {
            if (result.state === 'pending') listener.open();
            else if (result.error) listener.lost(failureOf(result.error));
          } else if (result.type === 'data' || result.type === undefined) {
            // Safe: the contract's subscriptions send nothing without an id.
            const { id, data } = result.data as { id: string; data: unknown };
            listener.item(id, data);
          }
        },
        error: (error) => listener.end(failureOf(error)),
        complete: () => listener.end(),
      });
      return () => subscription.unsubscribe();
    },
  };
}

/** The last link of a chain, which has no next. */
function send(
  link: OperationLink<AnyTRPCRouter>,
  { type, path, input, signal }: Pick<Operation, 'type' | 'path' | 'input' | 'signal'>,
) {
  const op: Operation = { id: 0, type, path, input, context: {}, signal };
  return link({
    op,
    next: () => {
      throw new Error('The last link has no next.');
    },
  });
}
