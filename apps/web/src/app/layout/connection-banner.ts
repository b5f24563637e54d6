import { Component, computed, effect, inject, signal } from '@angular/core';
import { LiveEvents } from '../client/live-events.ts';
import { Icon } from '../ui/icon.ts';

/** A restart of the server is over before anybody has to know. */
const TOLD_AFTER = 1200;

@Component({
  selector: 't-connection',
  imports: [Icon],
  host: { role: 'status', 'aria-live': 'polite' },
  template: `
    @if (isTold()) {
      <p data-testid="offline">
        <t-icon name="offline" />
        <span>No connection. What you see may be old; it comes up to date by itself.</span>
      </p>
    }
  `,
  styles: `
    :host {
      position: fixed;
      z-index: 800;
      top: 8px;
      left: calc(var(--nav) + (100vw - var(--nav)) / 2);
      max-width: calc(100vw - var(--nav) - 24px);
      transform: translateX(-50%);
    }
    p {
      display: flex;
      align-items: center;
      gap: 8px;
      padding: 6px 14px;
      border-radius: 18px;
      background: light-dark(#5c4a0a, #f0d67a);
      box-shadow: var(--shadow-large);
      color: light-dark(#fff, #2a2105);
      font-size: 13px;
    }
  `,
})
export class ConnectionBanner {
  readonly #live = inject(LiveEvents);
  readonly #isLost = computed(() => this.#live.state() === 'lost');
  protected readonly isTold = signal(false);

  constructor() {
    effect((onCleanup) => {
      if (!this.#isLost()) {
        this.isTold.set(false);
        return;
      }
      const timer = setTimeout(() => this.isTold.set(true), TOLD_AFTER);
      onCleanup(() => clearTimeout(timer));
    });
  }
}
