import { Injectable, signal } from '@angular/core';

/** The time, once a second, for everything that shows an age. */
@Injectable({ providedIn: 'root' })
export class Clock {
  readonly #now = signal(Date.now());
  readonly now = this.#now.asReadonly();

  constructor() {
    setInterval(() => this.#now.set(Date.now()), 1000);
  }
}
