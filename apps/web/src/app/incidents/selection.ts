import { computed, signal } from '@angular/core';

/** Which of some things are selected, by their ids. */
export class Selection {
  readonly #ids = signal<ReadonlySet<string>>(new Set());
  #last: string | undefined;

  readonly ids = this.#ids.asReadonly();
  readonly size = computed(() => this.#ids().size);

  /**
   * Takes one in or out; with `isRange` all from the last one that was taken to this one.
   * @param order All there are, as they stand on the screen.
   */
  toggle(id: string, isRange: boolean, order: readonly string[]): void {
    const from = this.#last === undefined ? -1 : order.indexOf(this.#last);
    const to = order.indexOf(id);
    this.#last = id;
    const next = new Set(this.#ids());
    if (isRange && from !== -1 && to !== -1) {
      for (const other of order.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(other);
    } else if (!next.delete(id)) {
      next.add(id);
    }
    this.#ids.set(next);
  }

  set(ids: readonly string[]): void {
    this.#ids.set(new Set(ids));
  }

  clear(): void {
    this.#last = undefined;
    if (this.#ids().size > 0) this.#ids.set(new Set());
  }
}
