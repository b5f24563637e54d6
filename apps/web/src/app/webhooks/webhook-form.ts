import { Component, inject, input, linkedSignal, signal } from '@angular/core';
import type { NewWebhook, Webhook } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText, fieldFaults } from '../client/failure-text.ts';
import { IncidentFacets } from '../incidents/incident-facets.ts';
import { DialogFrame } from '../ui/dialog.ts';

/** Makes a webhook or changes one; closes with it, and with its secret where it is new. */
@Component({
  selector: 't-webhook-form',
  imports: [DialogFrame],
  templateUrl: './webhook-form.html',
})
export class WebhookForm {
  readonly #tocsin = injectTocsin();
  protected readonly facets = inject(IncidentFacets);
  readonly close = input.required<(saved?: Webhook | NewWebhook) => void>();
  readonly webhook = input<Webhook>();

  protected readonly url = linkedSignal(() => this.webhook()?.url ?? '');
  protected readonly description = linkedSignal(() => this.webhook()?.description ?? '');
  protected readonly types = linkedSignal(() => (this.webhook()?.types ?? ['*']).join(', '));
  protected readonly services = linkedSignal(() => (this.webhook()?.services ?? []).join(', '));
  protected readonly faults = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly failure = signal('');
  protected readonly isBusy = signal(false);

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.failure.set('');
    if (this.url().trim() === '') {
      this.faults.set(new Map([['url', 'Say where to']]));
      return;
    }
    this.isBusy.set(true);
    try {
      this.close()(await this.#save());
    } catch (error) {
      this.faults.set(fieldFaults(error));
      if (this.faults().size === 0) this.failure.set(failureText(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  async #save(): Promise<Webhook | NewWebhook> {
    const [types, services] = [listOf(this.types()), listOf(this.services())];
    const fields = {
      url: this.url().trim(),
      description: this.description(),
      types: types.length > 0 ? types : ['*'],
      services: services.length > 0 ? services : null,
    };
    const before = this.webhook();
    if (!before) return this.#tocsin.webhooks.create(fields);
    const { id, version } = before;
    return this.#tocsin.webhooks.update({ id, ...fields, ifVersion: version });
  }
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
