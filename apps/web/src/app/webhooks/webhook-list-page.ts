import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { NewWebhook } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { liveRows } from '../client/live-value.ts';
import { Dialogs } from '../layout/dialogs.ts';
import { ListPage } from '../layout/list-page.ts';
import { healthOf, healthWord } from './webhook-words.ts';

/** What other servers are told. */
@Component({
  selector: 't-webhook-list-page',
  imports: [ListPage, RouterLink],
  templateUrl: './webhook-list-page.html',
  styles: `
    .state {
      flex: none;
      width: 8px;
      height: 8px;
      border-radius: 50%;
      background: var(--line-strong);
    }
    .state.ok {
      background: var(--ok-solid);
    }
    .state.failing {
      background: var(--p1);
    }
    .row > .what {
      flex: 2;
    }
    .types {
      flex: 1;
    }
    .health {
      text-align: end;
    }
    @media (width < 768px) {
      .types {
        display: none;
      }
    }
  `,
})
export class WebhookListPage {
  readonly #tocsin = injectTocsin();
  readonly #dialogs = inject(Dialogs);
  protected readonly list = liveRows(
    () => (page, signal) => this.#tocsin.webhooks.list(page, { signal }),
    ['webhook'],
  );
  protected readonly rows = computed(() =>
    this.list.rows().map((item) => {
      const health = healthOf(item);
      const types = item.types.includes('*') ? 'Everything' : item.types.join(', ');
      return { item, health, word: healthWord[health], types };
    }),
  );

  protected async add(): Promise<void> {
    const load = async () => (await import('./webhook-form.ts')).WebhookForm;
    const made = await this.#dialogs.ask<NewWebhook>(load);
    if (!made) return;
    await this.list.refresh();
    await this.#dialogs.ask(async () => (await import('./webhook-secret.ts')).WebhookSecret, {
      secret: made.secret,
    });
  }
}
