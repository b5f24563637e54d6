import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock, Timer } from '../clock.ts';
import type { Tracked } from './implement.ts';

/** Proxies and clients take a connection for dead that is silent for longer. */
const BEAT_EVERY_MS = 15_000;
/** Whoever takes nothing for so many beats is cut off: it can come back and go on where it was. */
const BEATS_WITHOUT_READING = 4;
/** A stopping server lets each stream end properly, if its reader takes the end. */
const END_WITHIN_MS = 1_000;

/**
 * The items of a subscription as server-sent events. It is as fast as its reader: nothing is fetched
 * that has not been asked for, so a slow one costs no memory.
 */
class EventStream extends Readable {
  readonly #items: AsyncIterator<Tracked<unknown>>;
  readonly #stopItems: () => void;
  readonly #clock: Clock;
  #isFetching = false;
  #hasEnded = false;
  #hasBeenRead = true;
  #beatsUnread = 0;
  #beat: Timer;

  constructor(items: AsyncIterator<Tracked<unknown>>, stopItems: () => void, clock: Clock) {
    super();
    this.#items = items;
    this.#stopItems = stopItems;
    this.#clock = clock;
    this.#beat = this.#nextBeat();
  }

  /** No more items. */
  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.push(null);
  }

  override _read(): void {
    this.#hasBeenRead = true;
    if (!this.#isFetching) void this.#fetch();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#hasEnded = true;
    this.#beat.cancel();
    this.#stopItems();
    done(error);
  }

  async #fetch(): Promise<void> {
    this.#isFetching = true;
    try {
      const next = await this.#items.next();
      this.#isFetching = false;
      if (next.done) this.end();
      else if (!this.#hasEnded) this.push(written(next.value));
    } catch (error) {
      this.destroy(error as Error);
    }
  }

  #nextBeat(): Timer {
    return this.#clock.setTimer(this.#clock.now() + BEAT_EVERY_MS, () => this.#onBeat());
  }

  #onBeat(): void {
    this.#beatsUnread = this.#hasBeenRead || this.readableLength === 0 ? 0 : this.#beatsUnread + 1;
    this.#hasBeenRead = false;
    if (this.#beatsUnread >= BEATS_WITHOUT_READING) this.destroy();
    if (this.#hasEnded) return;
    if (this.readableLength === 0) this.push(':\n\n');
    this.#beat = this.#nextBeat();
  }
}

const written = ({ id, data }: Tracked<unknown>): string =>
  `id: ${id}\ndata: ${JSON.stringify(data)}\n\n`;

/** A subscription's items for one caller, until the signal is aborted. */
export type Subscribe = (signal: AbortSignal) => AsyncIterable<Tracked<unknown>>;

/** Answers requests with streams, and ends them when the server closes. */
export function eventStreams(app: FastifyInstance) {
  const open = new Set<EventStream>();
  app.addHook('preClose', (done) => {
    for (const stream of open) {
      stream.end();
      setTimeout(() => stream.destroy(), END_WITHIN_MS).unref();
    }
    done();
  });

  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    { subscribe, clock }: { subscribe: Subscribe; clock: Clock },
  ): Promise<FastifyReply> => {
    const controller = new AbortController();
    const items = subscribe(controller.signal)[Symbol.asyncIterator]();
    reply.type('text/event-stream');
    // Some proxies gather an answer before they pass it on, unless they are told.
    reply.headers({ 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    if (request.method === 'HEAD') return reply.send();
    // Before anything is sent, so that what goes wrong here can be told with its status.
    const first = await items.next();
    const stream = new EventStream(items, () => controller.abort(), clock);
    if (!first.done) stream.push(written(first.value));
    open.add(stream);
    stream.once('close', () => open.delete(stream));
    return reply.send(stream);
  };
}
