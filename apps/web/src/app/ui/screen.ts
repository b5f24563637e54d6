import { Injectable, signal } from '@angular/core';

/** What kind of screen it is. The width is the one that the styles have. */
@Injectable({ providedIn: 'root' })
export class Screen {
  readonly #narrow = matchMedia('(width < 768px)');
  readonly #isNarrow = signal(this.#narrow.matches);

  /** A phone. */
  readonly isNarrow = this.#isNarrow.asReadonly();

  constructor() {
    this.#narrow.addEventListener('change', ({ matches }) => this.#isNarrow.set(matches));
  }
}
