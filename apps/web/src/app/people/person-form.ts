import { Component, computed, input, linkedSignal, signal } from '@angular/core';
import { isTocsinError, type Person } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText, fieldFaults } from '../client/failure-text.ts';
import { DialogFrame } from '../ui/dialog.ts';
import { localZone, timeZones } from '../ui/time-zones.ts';

/** Adds a person or changes one; closes with the person as the server has them then. */
@Component({
  selector: 't-person-form',
  imports: [DialogFrame],
  templateUrl: './person-form.html',
})
export class PersonForm {
  readonly #tocsin = injectTocsin();
  readonly close = input.required<(person?: Person) => void>();
  readonly person = input<Person>();

  protected readonly zones = timeZones;
  protected readonly heading = computed(() => this.person()?.name ?? 'Add a person');
  protected readonly name = linkedSignal(() => this.person()?.name ?? '');
  protected readonly email = linkedSignal(() => this.person()?.email ?? '');
  protected readonly timeZone = linkedSignal(() => this.person()?.timeZone ?? localZone);
  protected readonly faults = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly failure = signal('');
  protected readonly isBusy = signal(false);

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.name().trim() === '') {
      this.faults.set(new Map([['name', 'Say what people call them']]));
      return;
    }
    this.isBusy.set(true);
    try {
      this.close()(await this.#save());
    } catch (error) {
      this.faults.set(faultsOf(error));
      this.failure.set(this.faults().size > 0 ? '' : failureText(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  async #save(): Promise<Person> {
    const fields = {
      name: this.name(),
      email: this.email().trim() || null,
      timeZone: this.timeZone(),
    };
    const before = this.person();
    if (!before) return this.#tocsin.people.create(fields);
    return this.#tocsin.people.update({ id: before.id, ...fields, ifVersion: before.version });
  }
}

function faultsOf(error: unknown): ReadonlyMap<string, string> {
  return isTocsinError(error, 'CONFLICT')
    ? new Map([['name', 'Somebody else is called so']])
    : fieldFaults(error);
}
