import { Component, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { NewIntegration } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { liveRows } from '../client/live-value.ts';
import { Dialogs } from '../layout/dialogs.ts';
import { ListPage } from '../layout/list-page.ts';
import { When } from '../ui/when.ts';

/** What may send alerts. */
@Component({
  selector: 't-integration-list-page',
  imports: [ListPage, RouterLink, When],
  templateUrl: './integration-list-page.html',
  styles: `
    .used {
      min-width: 120px;
      text-align: end;
    }
    @media (width < 768px) {
      .hint {
        display: none;
      }
      .used {
        min-width: 0;
      }
    }
  `,
})
export class IntegrationListPage {
  readonly #tocsin = injectTocsin();
  readonly #dialogs = inject(Dialogs);
  readonly #router = inject(Router);
  protected readonly list = liveRows(
    () => (page, signal) => this.#tocsin.integrations.list(page, { signal }),
    ['integration', 'alert'],
  );

  protected async add(): Promise<void> {
    const made = await this.#dialogs.ask<NewIntegration>(
      async () => (await import('./integration-form.ts')).IntegrationForm,
    );
    if (!made) return;
    await this.#dialogs.ask(async () => (await import('./integration-key.ts')).IntegrationKey, {
      integration: made,
    });
    // The test alert leads away from here.
    if (this.#router.url.startsWith('/integrations')) await this.list.refresh();
  }
}
