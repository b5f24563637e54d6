import { mayPass } from './failure.ts';
import type { LiveState, WatchOptions } from './options.ts';
import type { TocsinError } from './errors.ts';
import { pause, steadyAfter, waitAfter } from './pause.ts';

/** The input of a subscription; every one can be resumed. */
export interface LiveInput {
  lastEventId?: string | undefined;
}

/** What one connection tells. */
export interface ConnectionListener {
  open(): void;
  item(id: string, data: unknown): void;
  lost(reason: unknown): void;
  /** Without a reason: the server has no more to send. */
  end(reason?: unknown): void;
}

/** Connects, and answers what disconnects. */
export type Connect = (input: LiveInput, listener: ConnectionListener) => () => void;

/** Items, or at last the failure that ends them. */
type Queued = { data: unknown } | { failure: unknown };

/**
 * The items of a subscription, over as many connections as it takes: each resumes after the last
 * item that came, so there is neither a gap nor a repetition. It connects when the first item is
 * asked for, and is over when it is left or aborted, or when the server refuses it.
 */
export function live(
  connect: Connect,
  input: LiveInput,
  { signal, onState }: WatchOptions,
): AsyncIterableIterator<unknown, undefined> {
  const stop = new AbortController();
  const end = () => stop.abort();
  let isLeft = false;
  let run: Promise<void> | undefined;

  async function follow(queue: ReadableStreamDefaultController<Queued>): Promise<void> {
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
    const reason = await connections(connect, input, stop.signal, {
      state: stateTeller(onState, stop.signal),
      item: (data) => queue.enqueue({ data }),
    });
    signal?.removeEventListener('abort', end);
    if (reason !== undefined) queue.enqueue({ failure: reason });
    if (!isLeft) queue.close();
    end();
  }

  const queue = new ReadableStream<Queued>(
    {
      pull: (controller) => (run ??= follow(controller)),
      cancel() {
        isLeft = true;
        end();
      },
    },
    { highWaterMark: 0 },
  ).getReader();

  return {
    async next() {
      const { value, done } = signal?.aborted ? { done: true } : await queue.read();
      if (done || !value || signal?.aborted) return { done: true, value: undefined };
      if ('failure' in value) throw value.failure;
      return { done: false, value: value.data };
    },
    async return() {
      await queue.cancel();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Connects until it is stopped; answers the failure that another try would not mend, if any. */
async function connections(
  connect: Connect,
  input: LiveInput,
  stop: AbortSignal,
  tell: { state(state: LiveState, reason?: TocsinError): void; item(data: unknown): void },
): Promise<unknown> {
  let lastId: string | undefined;
  let failures = 0;
  tell.state('connecting');
  while (!stop.aborted) {
    let opened = Infinity;
    const from = lastId === undefined ? input : { ...input, lastEventId: lastId };
    const reason = await connection(connect, from, stop, {
      open() {
        opened = performance.now();
        tell.state('live');
      },
      item(id, data) {
        // What resumes begins with the id that it resumes from.
        if (id === lastId) return;
        lastId = id;
        tell.item(data);
      },
      lost(error) {
        if (mayPass(error, 500)) tell.state('lost', error);
      },
    });
    if (reason === undefined || stop.aborted) return undefined;
    if (!mayPass(reason, 500)) return reason;
    tell.state('lost', reason);
    if (performance.now() - opened > steadyAfter) failures = 0;
    await pause(waitAfter(failures++, reason), stop);
  }
  return undefined;
}

/** One connection, from its beginning to its end, or until it is stopped. */
function connection(
  connect: Connect,
  input: LiveInput,
  stop: AbortSignal,
  listener: Omit<ConnectionListener, 'end'>,
): Promise<unknown> {
  return new Promise((resolve) => {
    const end = (reason?: unknown) => {
      stop.removeEventListener('abort', leave);
      resolve(reason);
    };
    const leave = () => {
      disconnect();
      end();
    };
    stop.addEventListener('abort', leave);
    const disconnect = connect(input, { ...listener, end });
  });
}

/** Tells each change of the state once, and nothing after the end. */
function stateTeller(onState: WatchOptions['onState'], stop: AbortSignal) {
  let last: LiveState | undefined;
  return (state: LiveState, reason?: TocsinError) => {
    if (state === last || stop.aborted) return;
    last = state;
    onState?.(state, reason);
  };
}
