import { Component, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { Webhook, WebhookDelivery } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText } from '../client/failure-text.ts';
import { liveRows, liveValue } from '../client/live-value.ts';
import { Deletion } from '../layout/deletion.ts';
import { Dialogs } from '../layout/dialogs.ts';
import { Notices } from '../layout/notices.ts';
import { Icon } from '../ui/icon.ts';
import { When } from '../ui/when.ts';
import { deliveryWord } from './webhook-words.ts';

/** Deliveries have no events of their own: they are looked at again while the page is open. */
const LOOKED_AT_EVERY = 3000;

/** One webhook: whether it gets through, and what it was sent. */
@Component({
  selector: 't-webhook-page',
  imports: [Icon, RouterLink, When],
  host: { class: 'page' },
  templateUrl: './webhook-page.html',
  styleUrl: './webhook-page.css',
})
export class WebhookPage {
  readonly #tocsin = injectTocsin();
  readonly #deletion = inject(Deletion);
  readonly #dialogs = inject(Dialogs);
  readonly #notices = inject(Notices);
  readonly #router = inject(Router);
  readonly id = input.required<string>();

  protected readonly words = deliveryWord;
  protected readonly webhook = liveValue(() => {
    const id = this.id();
    return (signal) => this.#tocsin.webhooks.get({ id }, { signal });
  }, ['webhook']);
  protected readonly deliveries = liveRows(
    () => {
      const id = this.id();
      return (page, signal) => this.#tocsin.webhooks.deliveries({ id, ...page }, { signal });
    },
    ['webhook', 'incident', 'alert'],
    LOOKED_AT_EVERY,
  );

  protected async edit(webhook: Webhook): Promise<void> {
    const load = async () => (await import('./webhook-form.ts')).WebhookForm;
    if (await this.#dialogs.ask<Webhook>(load, { webhook })) await this.webhook.refresh();
  }

  protected async test({ id }: Webhook): Promise<void> {
    await this.#try('sent', () => this.#tocsin.webhooks.test({ id }));
    await this.deliveries.refresh();
  }

  protected async rotate({ id }: Webhook): Promise<void> {
    await this.#try('made', async () => {
      const { secret } = await this.#tocsin.webhooks.rotateSecret({ id });
      await this.#dialogs.ask(async () => (await import('./webhook-secret.ts')).WebhookSecret, {
        secret,
      });
    });
    await this.webhook.refresh();
  }

  protected async disable({ id }: Webhook): Promise<void> {
    await this.#try('disabled', () => this.#tocsin.webhooks.update({ id, enabled: false }));
    await this.webhook.refresh();
  }

  protected async enable({ id }: Webhook, resumeFrom: 'missed' | 'now'): Promise<void> {
    const input = { id, enabled: true, resumeFrom };
    await this.#try('enabled', () => this.#tocsin.webhooks.update(input));
    await this.webhook.refresh();
  }

  protected async redeliver({ webhookId: id, id: deliveryId }: WebhookDelivery): Promise<void> {
    await this.#try('sent again', () => this.#tocsin.webhooks.redeliver({ id, deliveryId }));
    await this.deliveries.refresh();
  }

  protected async delete({ id, url, description }: Webhook): Promise<void> {
    const text = `${url} is told nothing any more, and what it was sent is forgotten.`;
    const work = () => this.#tocsin.webhooks.delete({ id });
    const isGone = await this.#deletion.of(description || url, text, work);
    if (isGone) await this.#router.navigate(['/webhooks']);
  }

  async #try(done: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#notices.failed(`It was not ${done}: ${failureText(error)}`);
    }
  }
}
