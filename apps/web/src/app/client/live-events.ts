import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { Event as LoggedEvent, LiveState } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';

/**
 * What happens on the server, as it happens: one connection for the whole console, since a browser
 * gives a server only six.
 */
@Injectable({ providedIn: 'root' })
export class LiveEvents {
  readonly #tocsin = injectTocsin();
  readonly #handlers = new Set<(event: LoggedEvent) => void>();
  readonly #restarts = new Set<() => void>();
  readonly #state = signal<LiveState>('connecting');
  #isStarted = false;

  readonly state = this.#state.asReadonly();

  /** Connects, for as long as the page lives. */
  async connect(): Promise<void> {
    const onState = (state: LiveState) => this.#state.set(state);
    for await (const event of this.#tocsin.events.watch({}, { onState })) {
      if ('entity' in event) {
        for (const handle of this.#handlers) handle(event);
      } else {
        // What was read before this may have missed a change; and a second one tells of another database.
        for (const restart of this.#restarts) restart();
        this.#isStarted = true;
      }
    }
  }

  /**
   * Calls back for each event of a kind of thing, `*` for all kinds, until the caller is destroyed, and where all has to
   * be read again.
   */
  on(
    entity: string,
    handlers: { event(event: LoggedEvent): void; restart(): void },
    destroyed = inject(DestroyRef),
  ): void {
    const handle = (event: LoggedEvent) => {
      if (entity === '*' || event.entity === entity) handlers.event(event);
    };
    const restart = () => handlers.restart();
    this.#handlers.add(handle);
    this.#restarts.add(restart);
    destroyed.onDestroy(() => {
      this.#handlers.delete(handle);
      this.#restarts.delete(restart);
    });
  }

  /** Whether changes are told already. */
  get isStarted(): boolean {
    return this.#isStarted;
  }
}
