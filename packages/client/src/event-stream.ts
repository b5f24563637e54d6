import { failureOf, networkError } from './failure.ts';
import { parseEvents } from './parse-events.ts';

/** A server that takes a request and does not begin to answer is given up after so many ms. */
const ANSWER_WITHIN = 20_000;

/** Why a stream ended. */
export class StreamEnd extends Event {
  readonly cause: unknown;
  constructor(cause: unknown) {
    super('error');
    this.cause = cause;
  }
}

/** What tRPC's link makes of such a class, and asks of what it made. */
export type EventSourceClass = new (
  url: string,
) => Pick<EventSource, 'CONNECTING' | 'OPEN' | 'CLOSED' | 'readyState' | 'close'> & EventTarget;

/**
 * An `EventSource` over `fetch`, for tRPC's subscription link. The browser's own can send no
 * `Authorization`, gives up for good when a proxy answers 503, and is not there in Node. This one
 * connects once: whoever uses it decides whether, when and from where to connect again.
 */
export function eventSourceOver(request: typeof fetch): EventSourceClass {
  return class EventStream extends EventTarget {
    readonly CONNECTING = 0;
    readonly OPEN = 1;
    readonly CLOSED = 2;
    readyState: 0 | 1 | 2 = 0;
    readonly #connection = new AbortController();

    constructor(url: string) {
      super();
      void this.#read(url);
    }

    close(): void {
      this.readyState = this.CLOSED;
      this.#connection.abort();
    }

    async #read(url: string): Promise<void> {
      try {
        const { body } = await this.#open(url);
        this.readyState = this.OPEN;
        const parse = parseEvents((type, init) => this.dispatchEvent(new MessageEvent(type, init)));
        const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
        for (let part; (part = await reader?.read()) && !part.done;) parse(part.value);
        throw networkError();
      } catch (cause) {
        if (this.readyState === this.CLOSED) return;
        this.close();
        this.dispatchEvent(new StreamEnd(cause));
      }
    }

    async #open(url: string): Promise<Response> {
      const timer = setTimeout(() => this.#connection.abort(networkError()), ANSWER_WITHIN);
      const { signal } = this.#connection;
      const headers = { accept: 'text/event-stream' };
      const response = await request(url, { headers, cache: 'no-store', signal }).finally(() =>
        clearTimeout(timer),
      );
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
      if (response.ok && isStream) return response;
      // A refusal is JSON, in the form of every other call, if it is Tocsin's.
      const { error } = (await response.json().catch(() => ({}))) as { error?: { json?: object } };
      throw failureOf({ ...error?.json, meta: { response } });
    }
  };
}
