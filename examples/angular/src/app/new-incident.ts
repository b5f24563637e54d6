import { Component, signal } from '@angular/core';
import { isTocsinError, type IncidentsCreateInput } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';

@Component({
  selector: 'app-new-incident',
  template: `
    <form (submit)="create($event)">
      <input name="title" placeholder="What is wrong?" aria-label="Title" required />
      <input name="service" placeholder="Service" aria-label="Service" required />
      <select name="severity" aria-label="Severity of the new incident">
        <option>P1</option>
        <option>P2</option>
        <option selected>P3</option>
        <option>P4</option>
      </select>
      <button>Open incident</button>
    </form>
    @if (problem(); as message) {
      <p role="alert">{{ message }}</p>
    }
  `,
})
export class NewIncident {
  readonly #tocsin = injectTocsin();
  readonly problem = signal('');

  async create(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    // The form's fields are named as those of the input; the server checks the rest.
    const input = Object.fromEntries(new FormData(form)) as unknown as IncidentsCreateInput;
    try {
      await this.#tocsin.incidents.create(input);
      this.problem.set('');
      form.reset();
    } catch (error) {
      if (!isTocsinError(error)) throw error;
      this.problem.set(error.message);
    }
  }
}
