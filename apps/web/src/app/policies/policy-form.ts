import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import type { EscalationPolicy, EscalationTarget } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText, fieldFaults } from '../client/failure-text.ts';
import { liveValue } from '../client/live-value.ts';
import { KnownPeople } from '../people/known-people.ts';
import { DialogFrame } from '../ui/dialog.ts';
import { Icon } from '../ui/icon.ts';
import { draftOf, namesOf, newStep, type StepDraft, stepOf } from './step-draft.ts';

/** Makes an escalation policy or changes one. */
@Component({
  selector: 't-policy-form',
  imports: [DialogFrame, Icon],
  templateUrl: './policy-form.html',
  styles: `
    .step {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: center;
      padding-block: 4px;
    }
    .step .input {
      width: auto;
    }
    .step .target {
      flex: 1;
      min-width: 120px;
    }
    .step .input.wait,
    .input.wait {
      width: 72px;
    }
  `,
})
export class PolicyForm {
  readonly #tocsin = injectTocsin();
  protected readonly people = inject(KnownPeople);
  readonly close = input.required<(saved?: EscalationPolicy) => void>();
  readonly policy = input<EscalationPolicy>();

  readonly #schedules = liveValue(
    () => (signal) => this.#tocsin.schedules.list({ limit: 500 }, { signal }),
    ['schedule'],
  );
  protected readonly teams = computed(() =>
    (this.#schedules.value()?.items ?? []).map(({ team }) => team),
  );
  protected readonly name = linkedSignal(() => this.policy()?.name ?? '');
  protected readonly services = linkedSignal(() => (this.policy()?.services ?? []).join(', '));
  protected readonly isDefault = linkedSignal(() => this.policy()?.isDefault ?? false);
  protected readonly repeat = linkedSignal(() => this.policy()?.repeat ?? 0);
  protected readonly steps = linkedSignal<readonly StepDraft[]>(
    () => this.policy()?.steps.map(draftOf) ?? [newStep()],
  );
  protected readonly faults = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly failure = signal('');
  protected readonly isBusy = signal(false);

  protected set(at: number, change: Partial<StepDraft>): void {
    this.steps.update((steps) =>
      steps.map((step, i) => (i === at ? { ...step, ...change } : step)),
    );
  }

  protected setType(at: number, value: string): void {
    // Safe: it is one of the two options.
    this.set(at, { type: value as EscalationTarget['type'] });
  }

  protected add(): void {
    this.steps.update((steps) => [...steps, newStep()]);
  }

  protected remove(at: number): void {
    this.steps.update((steps) => steps.filter((_, i) => i !== at));
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.failure.set('');
    const faults = new Map<string, string>();
    if (this.name().trim() === '') faults.set('name', 'Say what it is called');
    const steps = this.steps().map(stepOf);
    if (steps.some(({ targets }) => targets.length === 0)) {
      faults.set('steps', 'Say whom each step calls');
    }
    this.faults.set(faults);
    if (faults.size > 0) return;
    this.isBusy.set(true);
    try {
      this.close()(await this.#save(steps));
    } catch (error) {
      this.faults.set(fieldFaults(error));
      if (this.faults().size === 0) this.failure.set(failureText(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  async #save(steps: EscalationPolicy['steps']): Promise<EscalationPolicy> {
    const fields = {
      name: this.name(),
      services: namesOf(this.services()),
      isDefault: this.isDefault(),
      repeat: this.repeat(),
      steps,
    };
    const before = this.policy();
    if (!before) return this.#tocsin.policies.create(fields);
    const { id, version } = before;
    return this.#tocsin.policies.update({ id, ...fields, ifVersion: version });
  }
}
