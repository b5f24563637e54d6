import { Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Incident } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText } from '../client/failure-text.ts';
import { Notices } from '../layout/notices.ts';
import { When } from '../ui/when.ts';
import { IncidentCache } from './incident-cache.ts';

/** That it is snoozed, or goes on in another one; nothing in all other cases. */
@Component({
  selector: 't-incident-standing',
  imports: [RouterLink, When],
  template: `
    @if (incident().snoozedUntil; as until) {
      <p role="status" data-testid="incident-snoozed">
        <span>Snoozed until <t-when as="local" [at]="until" />: nobody is called before.</span>
        <button class="button small" (click)="end()" data-testid="incident-unsnooze">
          End it now
        </button>
      </p>
    }
    @if (incident().mergedInto; as into) {
      <p role="status" data-testid="incident-merged">
        <span>
          It goes on in
          <a [routerLink]="['/incidents', into]">{{ target() ?? 'another incident' }}</a
          >.
        </span>
      </p>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    p {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: center;
      padding: 8px 12px;
      border-radius: var(--radius);
      background: var(--mark);
    }
    span {
      flex: 1;
    }
  `,
})
export class IncidentStanding {
  readonly #tocsin = injectTocsin();
  readonly #cache = inject(IncidentCache);
  readonly #notices = inject(Notices);
  readonly incident = input.required<Incident>();
  readonly #target = resource({
    params: () => this.incident().mergedInto ?? undefined,
    loader: ({ params: id, abortSignal: signal }) => this.#tocsin.incidents.get({ id }, { signal }),
  });
  protected readonly target = computed(() => {
    if (!this.#target.hasValue()) return undefined;
    const { number, title } = this.#target.value();
    return `#${number} ${title}`;
  });

  protected async end(): Promise<void> {
    try {
      const { id } = this.incident();
      this.#cache.put(await this.#tocsin.incidents.unsnooze({ id }));
    } catch (error) {
      this.#notices.failed(`It stays snoozed: ${failureText(error)}`);
    }
  }
}
