import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import {
  type FieldState,
  form,
  FormField,
  maxLength,
  pattern,
  required,
  submit,
} from '@angular/forms/signals';
import type { Incident } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText, fieldFaults } from '../client/failure-text.ts';
import { DialogFrame } from '../ui/dialog.ts';
import { Conflicts } from './conflicts.ts';
import { IncidentCache } from './incident-cache.ts';
import { IncidentFacets } from './incident-facets.ts';
import { severities, severityWord } from './words.ts';

/** Opens an incident or changes one; closes with it as the server has it then. */
@Component({
  selector: 't-incident-form',
  imports: [DialogFrame, FormField],
  templateUrl: './incident-form.html',
  styleUrl: './incident-form.css',
})
export class IncidentForm {
  readonly #tocsin = injectTocsin();
  readonly #cache = inject(IncidentCache);
  readonly #conflicts = inject(Conflicts);
  protected readonly facets = inject(IncidentFacets);
  readonly close = input.required<(incident?: Incident) => void>();
  /** The incident to change; without it a new one is opened. */
  readonly incident = input<Incident>();

  protected readonly severities = severities;
  protected readonly words = severityWord;
  protected readonly heading = computed(() => {
    const incident = this.incident();
    return incident ? `Edit #${incident.number}` : 'Open an incident';
  });

  readonly #model = linkedSignal(() => {
    const { title = '', severity = 'P2', service = '', assignedTo } = this.incident() ?? {};
    return { title, severity, service, assignedTo: assignedTo ?? '' };
  });
  protected readonly fields = form(this.#model, (path) => {
    required(path.title, { message: 'Say what is wrong, in one line' });
    maxLength(path.title, 200, { message: 'At most 200 characters' });
    pattern(path.title, /\S/, { message: 'Say what is wrong, in one line' });
    required(path.service, { message: 'Name the service that has it' });
    maxLength(path.service, 100, { message: 'At most 100 characters' });
    pattern(path.service, /\S/, { message: 'Name the service that has it' });
    maxLength(path.assignedTo, 100, { message: 'At most 100 characters' });
  });
  /** What went wrong with no field in particular. */
  protected readonly failure = linkedSignal({ source: this.#model, computation: () => '' });

  constructor() {
    void this.facets.read();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    let saved: Incident | undefined;
    const isSaved = await submit(this.fields, async () => {
      try {
        saved = await this.#save();
        return undefined;
      } catch (error) {
        return this.#faults(error);
      }
    });
    if (isSaved && saved) this.close()(this.#cache.put(saved).stored);
  }

  async #save(): Promise<Incident | undefined> {
    const { title, severity, service, assignedTo } = this.#model();
    const input = { title, severity, service, assignedTo: assignedTo.trim() || null };
    const before = this.incident();
    if (!before) return this.#tocsin.incidents.create(input);
    return this.#conflicts.update(before, input);
  }

  /** A fault is told once the person has left the field, or tried to save. */
  protected isWrong(field: FieldState<unknown>): boolean {
    return field.touched() && field.errors().length > 0;
  }

  protected faultOf(field: FieldState<unknown>): string {
    return field.touched() ? (field.errors()[0]?.message ?? '') : '';
  }

  /** What the server said, beside the fields it said it of. */
  #faults(error: unknown) {
    const faults = fieldFaults(error);
    const errors = (['title', 'severity', 'service', 'assignedTo'] as const).flatMap((name) => {
      const message = faults.get(name);
      return message === undefined
        ? []
        : [{ fieldTree: this.fields[name], kind: 'server', message }];
    });
    if (errors.length > 0) return errors;
    this.failure.set(failureText(error));
    return [{ kind: 'server', message: failureText(error) }];
  }
}
