/** A call that has been asked for and can be called off. */
export interface Timer {
  cancel(): void;
}

/**
 * The time. Everything that waits asks here, so that tests can move it: no `setTimeout` of their own,
 * but for what bounds the work of this process itself, such as its shutdown.
 */
export interface Clock {
  /** In milliseconds since 1970 UTC. It may jump: machines sleep, and their clocks are set. */
  now(): number;
  /**
   * Calls back once, at that moment or soon after it; soon when it has passed already. However far
   * away it is, and even if the clock jumps meanwhile: that is noticed within a minute.
   */
  setTimer(at: number, callback: () => unknown): Timer;
}

/** `setTimeout` stands still while the machine sleeps and takes no more than 2^31 ms, so it looks again. */
const LOOK_AGAIN_MS = 60_000;

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(at, callback) {
    let timeout: NodeJS.Timeout;
    const wait = () => {
      const left = Math.max(0, at - Date.now());
      timeout = setTimeout(() => (Date.now() >= at ? callback() : wait()), clamped(left));
    };
    wait();
    return { cancel: () => clearTimeout(timeout) };
  },
};

const clamped = (milliseconds: number): number => Math.min(milliseconds, LOOK_AGAIN_MS);

/** As the wire and the database have it. */
export const timestamp = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** Waits until a moment. Rejects with the signal's reason when that is aborted first. */
export function sleepUntil(clock: Clock, at: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = clock.setTimer(at, () => {
      signal?.removeEventListener('abort', abort);
      resolve();
    });
    function abort() {
      timer.cancel();
      reject(signal?.reason);
    }
    signal?.addEventListener('abort', abort, { once: true });
  });
}

interface ManualTimer {
  at: number;
  callback: () => unknown;
}

export interface ManualClockOptions {
  /** The first moment, in milliseconds since 1970 UTC. */
  start?: number;
  /** In real milliseconds: work that takes longer is taken to wait for the clock itself. */
  patienceMs?: number;
}

/** A clock that stands still until it is moved, for tests. Moments come in their order, each once. */
export class ManualClock implements Clock {
  #now: number;
  readonly #patienceMs: number;
  readonly #timers: ManualTimer[] = [];
  readonly #works = new Set<() => unknown>();
  #moving: Promise<unknown> = Promise.resolve();

  constructor({
    start = Date.parse('2026-03-01T08:00:00.000Z'),
    patienceMs = 10_000,
  }: ManualClockOptions = {}) {
    this.#now = start;
    this.#patienceMs = patienceMs;
  }

  now = (): number => this.#now;

  setTimer(at: number, callback: () => unknown): Timer {
    const timer = { at, callback };
    this.#timers.push(timer);
    return { cancel: () => this.#take(timer) };
  }

  /** Names work that {@link advance} waits for at each moment, such as a job runner's `idle`. */
  waitFor(work: () => unknown): void {
    this.#works.add(work);
  }

  /**
   * Moves on by so many milliseconds. Each timer that is due on the way is called at its own moment,
   * in order, and the next only when the work that this has caused is done: what the callback
   * returned, and all that was named to {@link waitFor}. Timers that are set meanwhile count too.
   */
  advance(milliseconds: number): Promise<void> {
    // One at a time: two at once would call the same timers.
    const moved = this.#moving.then(() => this.#advance(milliseconds));
    this.#moving = moved.catch(() => {});
    return moved;
  }

  async #advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await this.#settled();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#take(next);
      this.#now = Math.max(this.#now, next.at);
      await this.#patiently(next.callback());
      await this.#settled();
    }
    this.#now = end;
    await this.#settled();
  }

  /** The earliest timer until `end`; of several at one moment the one that was set first. */
  #next(end: number): ManualTimer | undefined {
    return this.#timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
  }

  #take(timer: ManualTimer): void {
    const index = this.#timers.indexOf(timer);
    if (index >= 0) this.#timers.splice(index, 1);
  }

  async #settled(): Promise<void> {
    for (const work of this.#works) await this.#patiently(work());
  }

  async #patiently(work: unknown): Promise<void> {
    const { promise: impatient, resolve } = Promise.withResolvers<void>();
    const timeout = setTimeout(resolve, this.#patienceMs);
    try {
      await Promise.race([work, impatient]);
    } finally {
      clearTimeout(timeout);
    }
  }
}
