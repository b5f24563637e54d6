import { Component, DestroyRef, inject, input, type OnInit, output } from '@angular/core';
import type { LiveRows } from '../client/live-value.ts';
import { focusStep } from '../ui/focus-step.ts';
import { Icon } from '../ui/icon.ts';
import { Shortcuts } from './shortcuts.ts';

/**
 * A page that is a heading, a button that makes one more, and rows; with what there is to say while they are read, while
 * there are none, and where they cannot be read. Each row is a `li` of the class `row` in its content, whose link has the
 * class `whole-row`: `j` and `k` go from one to the next.
 */
@Component({
  selector: 't-list-page',
  imports: [Icon],
  host: { class: 'page' },
  template: `
    <header class="page-head">
      <ng-content select="[before]" />
      <h1>{{ heading() }}</h1>
      <span class="end">
        <ng-content select="[beside]" />
        @if (make(); as make) {
          <button
            class="button primary"
            (click)="made.emit()"
            [attr.data-testid]="testid() + '-create'"
          >
            <t-icon name="plus" />{{ make }}
          </button>
        }
      </span>
    </header>
    <div class="page-body flush">
      <ng-content select="[above]" />
      @if (list().value(); as page) {
        <ul class="rows">
          <ng-content />
          @if (page.items.length === 0) {
            <li class="nothing" data-testid="empty">
              <h2>{{ nothing() }}</h2>
              <p class="muted">{{ why() }}</p>
              @if (first(); as first) {
                <button class="button primary" (click)="made.emit()">{{ first }}</button>
              }
            </li>
          }
        </ul>
        @if (page.nextCursor !== null) {
          <button class="button" (click)="list().more()" data-testid="more-rows">
            Show more of {{ page.total }}
          </button>
        }
      } @else if (list().failure()) {
        <div class="nothing" role="alert">
          <h2>The {{ what() }} cannot be shown</h2>
          <p class="muted">{{ list().failure() }}</p>
          <button class="button" (click)="list().refresh()">Try again</button>
        </div>
      } @else {
        <ul class="rows" aria-busy="true" aria-label="Loading">
          @for (row of [1, 2, 3]; track row) {
            <li class="row waiting">
              <span class="skeleton"></span><span class="skeleton"></span>
            </li>
          }
        </ul>
      }
    </div>
  `,
})
export class ListPage implements OnInit {
  readonly #shortcuts = inject(Shortcuts);
  readonly #destroyed = inject(DestroyRef);
  readonly heading = input.required<string>();
  /** What the rows are, within a sentence. */
  readonly what = input.required<string>();
  /** How tests call one of them. */
  readonly testid = input.required<string>();
  readonly list = input.required<LiveRows<unknown>>();
  /** What the button says; without it nothing can be made here. */
  readonly make = input('');
  /** Where there are none: that it is so, what they would be good for, and the button that makes one. */
  readonly nothing = input('');
  readonly why = input('');
  readonly first = input('');
  readonly made = output();

  ngOnInit(): void {
    const group = this.heading();
    const step = (by: 1 | -1) => focusStep('.rows .whole-row', by);
    const make = { keys: 'c', label: this.make(), group, run: () => this.made.emit() };
    this.#shortcuts.add(
      [
        { keys: 'j', label: 'Next', group, run: () => step(1) },
        { keys: 'k', label: 'Previous', group, run: () => step(-1) },
        ...(this.make() === '' ? [] : [make]),
      ],
      this.#destroyed,
    );
  }
}
