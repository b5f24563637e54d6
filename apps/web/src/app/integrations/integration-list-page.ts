import { Component, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { NewIntegration } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { liveRows } from '../client/live-value.ts';
import { Dialogs } from '../layout/dialogs.ts';
import { Shortcuts } from '../layout/shortcuts.ts';
import { focusStep } from '../ui/focus-step.ts';
import { Icon } from '../ui/icon.ts';
import { When } from '../ui/when.ts';

/** What may send alerts. */
@Component({
  selector: 't-integration-list-page',
  imports: [Icon, RouterLink, When],
  host: { class: 'page' },
  templateUrl: './integration-list-page.html',
  styles: `
    .rows > li.integration {
      display: flex;
      gap: 16px;
      align-items: center;
      min-height: 56px;
      padding: 6px 16px;
    }
    .what {
      display: grid;
      flex: 1;
      min-width: 0;
      line-height: 1.35;
    }
    .muted {
      font-size: 13px;
    }
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

  constructor() {
    const group = 'Integrations';
    inject(Shortcuts).add([
      { keys: 'j', label: 'Next', group, run: () => focusStep('[data-integration]', 1) },
      { keys: 'k', label: 'Previous', group, run: () => focusStep('[data-integration]', -1) },
      { keys: 'c', label: 'Make an integration', group, run: () => this.add() },
    ]);
  }

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
