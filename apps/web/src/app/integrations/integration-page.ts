import { Component, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { Integration } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { sourceWord } from '../alerts/alert-words.ts';
import { failureText } from '../client/failure-text.ts';
import { liveRows, liveValue } from '../client/live-value.ts';
import { Dialogs } from '../layout/dialogs.ts';
import { Notices } from '../layout/notices.ts';
import { Icon } from '../ui/icon.ts';
import { When } from '../ui/when.ts';
import { testAlert } from './test-alert.ts';

/** One integration: whether it works, and what it was sent in vain. */
@Component({
  selector: 't-integration-page',
  imports: [Icon, RouterLink, When],
  host: { class: 'page' },
  templateUrl: './integration-page.html',
  styles: `
    .facts {
      display: grid;
      gap: 6px;
    }
    .facts div {
      display: grid;
      grid-template-columns: 170px minmax(0, 1fr);
      gap: 8px;
    }
    dt {
      color: var(--text-2);
    }
    .try {
      display: flex;
      gap: 8px;
      max-width: 520px;
      margin-top: 16px;
    }
    .try .button {
      height: auto;
    }
    .failure {
      color: var(--danger);
    }
    .payloads li {
      border-top: 1px solid var(--line);
    }
    .payloads li:first-child {
      border-top: 0;
    }
    summary {
      display: flex;
      gap: 12px;
      align-items: center;
      min-height: 40px;
      cursor: pointer;
    }
    summary span:first-child {
      flex: 1;
    }
    pre {
      max-height: 300px;
      margin: 0 0 12px;
      padding: 10px 12px;
      overflow: auto;
      border-radius: var(--radius);
      background: var(--hover);
    }
    @media (width < 768px) {
      .try {
        flex-direction: column;
      }
      .try .button {
        height: 44px;
      }
      .facts div {
        grid-template-columns: 130px minmax(0, 1fr);
      }
    }
  `,
})
export class IntegrationPage {
  readonly #tocsin = injectTocsin();
  readonly #dialogs = inject(Dialogs);
  readonly #notices = inject(Notices);
  readonly #router = inject(Router);
  readonly id = input.required<string>();

  protected readonly sourceWord = sourceWord;
  protected readonly integration = liveValue(() => {
    const id = this.id();
    return (signal) => this.#tocsin.integrations.get({ id }, { signal });
  }, ['integration', 'alert']);
  protected readonly unreadable = liveRows(() => {
    const id = this.id();
    return (page, signal) => this.#tocsin.integrations.unreadable({ id, ...page }, { signal });
  }, ['integration', 'alert']);
  /** It is not kept anywhere. */
  protected readonly key = signal('');
  protected readonly incidentId = signal('');
  protected readonly failure = signal('');
  protected readonly isBusy = signal(false);

  protected async edit(integration: Integration): Promise<void> {
    const load = async () => (await import('./integration-form.ts')).IntegrationForm;
    if (await this.#dialogs.ask<Integration>(load, { integration })) {
      await this.integration.refresh();
    }
  }

  protected async test(event: Event, name: string): Promise<void> {
    event.preventDefault();
    this.isBusy.set(true);
    this.failure.set('');
    this.incidentId.set('');
    try {
      const input = { key: this.key().trim(), body: testAlert(name) };
      const { alerts } = await this.#tocsin.integrations.events(input);
      this.incidentId.set(alerts[0]?.incident_id ?? '');
      await this.integration.refresh();
    } catch (error) {
      this.failure.set(failureText(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  protected async revoke({ id, name }: Integration): Promise<void> {
    const isConfirmed = await this.#dialogs.confirm({
      heading: `Revoke the key of ${name}?`,
      text: 'Its senders are refused from now on. The alerts that came by it stay.',
      verb: 'Revoke',
    });
    if (!isConfirmed) return;
    try {
      await this.#tocsin.integrations.delete({ id });
      this.#notices.done(`${name} is revoked`);
      await this.#router.navigate(['/integrations']);
    } catch (error) {
      this.#notices.failed(`${name} was not revoked: ${failureText(error)}`);
    }
  }
}
