import { Component, computed, inject } from '@angular/core';
import type { EscalationPolicy } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { liveRows } from '../client/live-value.ts';
import { Deletion } from '../layout/deletion.ts';
import { Dialogs } from '../layout/dialogs.ts';
import { ListPage } from '../layout/list-page.ts';
import { Icon } from '../ui/icon.ts';
import { targetText } from './target-text.ts';

/** Who is called when nobody acknowledges, one after the other. */
@Component({
  selector: 't-policy-list-page',
  imports: [Icon, ListPage],
  templateUrl: './policy-list-page.html',
  styleUrl: './policy-list-page.css',
})
export class PolicyListPage {
  readonly #tocsin = injectTocsin();
  readonly #dialogs = inject(Dialogs);
  readonly #deletion = inject(Deletion);
  protected readonly list = liveRows(
    () => (page, signal) => this.#tocsin.policies.list(page, { signal }),
    ['policy'],
  );
  protected readonly rows = computed(() =>
    this.list.rows().map((policy) => {
      let after = 0;
      const steps = policy.steps.map(({ delayMinutes, targets }) => {
        const text = targets.map(targetText).join(' and ');
        const step = { when: after === 0 ? 'At once' : `After ${after} min`, text };
        after += delayMinutes;
        return step;
      });
      const services = policy.services.join(', ');
      const rest = policy.isDefault ? 'all services without one of their own' : '';
      return {
        policy,
        steps,
        covers: [services, rest].filter(Boolean).join(', and ') || 'no service yet',
        repeats: policy.repeat === 0 ? '' : repeatText(policy.repeat),
      };
    }),
  );

  protected async ask(inputs: { policy?: EscalationPolicy }): Promise<void> {
    const load = async () => (await import('./policy-form.ts')).PolicyForm;
    if (await this.#dialogs.ask<EscalationPolicy>(load, inputs)) await this.list.refresh();
  }

  protected async delete({ id, name }: EscalationPolicy): Promise<void> {
    const text = 'What is under way goes on by it. New incidents of its services do not.';
    const isGone = await this.#deletion.of(name, text, () => this.#tocsin.policies.delete({ id }));
    if (isGone) await this.list.refresh();
  }
}

const repeatText = (times: number): string =>
  times === 1 ? 'all of it once more' : `all of it ${times} times more`;
