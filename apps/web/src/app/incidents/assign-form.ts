import { Component, inject, input, signal } from '@angular/core';
import { Me } from '../layout/me.ts';
import { DialogFrame } from '../ui/dialog.ts';
import { IncidentFacets } from './incident-facets.ts';

/** Asks who is to work on it; closes with the name, or with `null` for nobody. */
@Component({
  selector: 't-assign-form',
  imports: [DialogFrame],
  template: `
    <t-dialog heading="Assign" (left)="close()()">
      <form (submit)="submit($event)">
        <div class="field">
          <label for="assignee">Who works on it</label>
          <input
            class="input"
            id="assignee"
            list="assignees"
            maxlength="100"
            autocomplete="off"
            data-focus
            [value]="name()"
            (input)="name.set(field.value)"
            #field
            data-testid="assign-name"
          />
          <datalist id="assignees">
            @for (person of facets.people(); track person) {
              <option [value]="person"></option>
            }
          </datalist>
        </div>
        <footer>
          <button type="button" class="button quiet" (click)="close()(null)">Nobody</button>
          @if (me.name() !== '') {
            <button type="button" class="button" (click)="close()(me.name())">Me</button>
          }
          <button
            class="button primary"
            [disabled]="name().trim() === ''"
            data-testid="assign-save"
          >
            Assign
          </button>
        </footer>
      </form>
    </t-dialog>
  `,
  styles: `
    form {
      display: grid;
      gap: 16px;
      padding: 8px 20px 20px;
    }
    footer {
      display: flex;
      gap: 8px;
      justify-content: flex-end;
    }
  `,
})
export class AssignForm {
  protected readonly facets = inject(IncidentFacets);
  protected readonly me = inject(Me);
  readonly close = input.required<(name?: string | null) => void>();
  protected readonly name = signal('');

  constructor() {
    void this.facets.read();
  }

  protected submit(event: Event): void {
    event.preventDefault();
    this.close()(this.name().trim());
  }
}
