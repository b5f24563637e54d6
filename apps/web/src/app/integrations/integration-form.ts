import { Component, inject, input, linkedSignal, signal } from '@angular/core';
import type { DefaultSeverity, Integration, NewIntegration } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText, fieldFaults } from '../client/failure-text.ts';
import { IncidentFacets } from '../incidents/incident-facets.ts';
import { DialogFrame } from '../ui/dialog.ts';

/** Makes an integration or changes one; closes with it, and with its key where it is new. */
@Component({
  selector: 't-integration-form',
  imports: [DialogFrame],
  templateUrl: './integration-form.html',
})
export class IntegrationForm {
  readonly #tocsin = injectTocsin();
  protected readonly facets = inject(IncidentFacets);
  readonly close = input.required<(saved?: Integration | NewIntegration) => void>();
  readonly integration = input<Integration>();

  protected readonly severities: readonly DefaultSeverity[] = ['high', 'medium', 'low'];
  protected readonly name = linkedSignal(() => this.integration()?.name ?? '');
  protected readonly service = linkedSignal(() => this.integration()?.service ?? '');
  protected readonly label = linkedSignal(() => this.integration()?.service_label ?? '');
  protected readonly severity = linkedSignal<DefaultSeverity>(
    () => this.integration()?.default_severity ?? 'medium',
  );
  protected readonly autoResolve = linkedSignal(() => this.integration()?.auto_resolve ?? true);
  protected readonly secret = signal('');
  protected readonly faults = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly failure = signal('');
  protected readonly isBusy = signal(false);

  constructor() {
    void this.facets.read();
  }

  protected setSeverity(word: string): void {
    // Safe: it is one of `severities`.
    this.severity.set(word as DefaultSeverity);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const faults = new Map<string, string>();
    if (this.name().trim() === '') faults.set('name', 'Say what it is called');
    if (this.service().trim() === '') faults.set('service', 'Name the service');
    this.faults.set(faults);
    this.failure.set('');
    if (faults.size > 0) return;
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

  async #save(): Promise<Integration | NewIntegration> {
    const secret = this.secret();
    const fields = {
      name: this.name(),
      service: this.service(),
      service_label: this.label().trim() || null,
      default_severity: this.severity(),
      auto_resolve: this.autoResolve(),
      ...(secret !== '' && { signing_secret: secret }),
    };
    const before = this.integration();
    if (!before) return this.#tocsin.integrations.create(fields);
    const { id, version } = before;
    return this.#tocsin.integrations.update({ id, ...fields, ifVersion: version });
  }
}
