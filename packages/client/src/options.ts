import type { TocsinError } from './errors.ts';

/** What {@link createClient} takes. */
export interface ClientOptions {
  /**
   * Where the server is, such as `https://tocsin.example.com`; `/` is where the page came from.
   * Below it the client asks `/trpc`.
   */
  url: string;
  /**
   * Sent as `Authorization: Bearer …` with every request, live ones included. A function is asked
   * before each, so that it can give a token that was renewed. It should stand for one user: calls
   * that are the same and made at the same time share one request.
   */
  token?: string | (() => string | undefined | Promise<string | undefined>) | undefined;
  /** Makes the requests; the global `fetch` unless given. */
  fetch?: typeof fetch | undefined;
  /**
   * How often a query is tried again after a failure that may pass: no connection, 429, 502, 503 or
   * 504. Mutations are never repeated.
   * @default 3
   */
  retries?: number | undefined;
}

/** What every call takes besides its input. */
export interface CallOptions {
  /** Ends the call: it rejects with the signal's reason, an `AbortError` unless another was given. */
  signal?: AbortSignal | undefined;
  /** For this call, instead of the client's own. */
  retries?: number | undefined;
}

/**
 * - `connecting`: not connected yet.
 * - `live`: connected; what happens is told at once.
 * - `lost`: the connection failed. It is tried again, and what was missed comes first.
 */
export type LiveState = 'connecting' | 'live' | 'lost';

/** What every subscription takes besides its input. */
export interface WatchOptions {
  /** Ends the loop, and the connection, without an error. Leaving the loop does the same. */
  signal?: AbortSignal | undefined;
  /** Told of each change of the connection; with `lost`, why. */
  onState?: ((state: LiveState, reason?: TocsinError) => void) | undefined;
}
