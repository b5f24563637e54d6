import { Component, computed, input, resource, signal } from '@angular/core';
import type { Incident } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText } from '../client/failure-text.ts';
import { DialogFrame } from '../ui/dialog.ts';
import { PhaseBadge } from './phase-badge.ts';
import { SeverityBadge } from './severity-badge.ts';

const MOST = 8;

/** Chooses the incident in which this one goes on; closes with this one as it is then. */
@Component({
  selector: 't-merge-form',
  imports: [DialogFrame, PhaseBadge, SeverityBadge],
  template: `
    <t-dialog [heading]="'Merge #' + incident().number + ' into'" (left)="close()()">
      <div class="form" data-testid="merge-form">
        <input
          class="input"
          type="search"
          data-focus
          maxlength="200"
          autocomplete="off"
          aria-label="Find the incident that goes on"
          placeholder="Find the incident that goes on"
          [value]="q()"
          (input)="q.set(field.value)"
          #field
          data-testid="merge-search"
        />
        <ul class="rows">
          @for (item of found(); track item.id) {
            <li class="link">
              <button [disabled]="isBusy()" (click)="merge(item)" data-testid="merge-target">
                <t-severity [value]="item.severity" />
                <span class="ellipsis">#{{ item.number }} {{ item.title }}</span>
                <t-phase [value]="item.phase" />
              </button>
            </li>
          } @empty {
            <li class="none muted">No other open incident matches.</li>
          }
        </ul>
        <p class="hint">
          Its alerts move there, and it is resolved. Its notes stay where they are.
        </p>
        @if (failure()) {
          <p class="error" role="alert">{{ failure() }}</p>
        }
      </div>
    </t-dialog>
  `,
  styles: `
    button {
      display: flex;
      gap: 12px;
      align-items: center;
      width: 100%;
      min-height: 44px;
      padding: 0 12px;
      border: 0;
      background: transparent;
      text-align: start;
      cursor: pointer;
    }
    .ellipsis {
      flex: 1;
    }
    .none {
      padding: 12px;
    }
    .error {
      color: var(--danger);
    }
  `,
})
export class MergeForm {
  readonly #tocsin = injectTocsin();
  readonly close = input.required<(merged?: Incident) => void>();
  readonly incident = input.required<Incident>();

  protected readonly q = signal('');
  protected readonly failure = signal('');
  protected readonly isBusy = signal(false);
  readonly #found = resource({
    params: () => this.q().trim(),
    loader: ({ params: q, abortSignal: signal }) =>
      this.#tocsin.incidents.list(
        { status: 'Open', limit: MOST + 1, ...(q !== '' && { q }) },
        { signal },
      ),
  });
  protected readonly found = computed(() => {
    const items = this.#found.hasValue() ? this.#found.value().items : [];
    return items.filter(({ id }) => id !== this.incident().id).slice(0, MOST);
  });

  protected async merge({ id: into }: Incident): Promise<void> {
    this.isBusy.set(true);
    try {
      const { id } = this.incident();
      this.close()(await this.#tocsin.incidents.merge({ id, into }));
    } catch (error) {
      this.failure.set(failureText(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
