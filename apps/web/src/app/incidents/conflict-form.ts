import { Component, computed, input, linkedSignal } from '@angular/core';
import { DialogFrame } from '../ui/dialog.ts';

/** A field that two people have changed. */
export interface Choice {
  field: string;
  mine: string | null;
  theirs: string | null;
}

const labels: Record<string, string> = {
  title: 'Title',
  severity: 'Severity',
  service: 'Service',
  assignedTo: 'Owner',
  tags: 'Tags',
};

/** Shows both versions of each field; closes with the fields in which the person's own shall stand. */
@Component({
  selector: 't-conflict-form',
  imports: [DialogFrame],
  template: `
    <t-dialog [heading]="heading()" (left)="close()()">
      <form (submit)="submit($event)" data-testid="conflict">
        <p class="muted">Somebody else saved first. Choose what shall stand, field by field.</p>
        @for (choice of choices(); track choice.field) {
          <fieldset>
            <legend>{{ label(choice.field) }}</legend>
            <label>
              <input
                type="radio"
                [name]="choice.field"
                [checked]="mine().has(choice.field)"
                (change)="choose(choice.field, true)"
                [attr.data-testid]="'conflict-mine-' + choice.field"
              />
              <span><small>Yours</small>{{ choice.mine ?? 'Nobody' }}</span>
            </label>
            <label>
              <input
                type="radio"
                [name]="choice.field"
                [checked]="!mine().has(choice.field)"
                (change)="choose(choice.field, false)"
                [attr.data-testid]="'conflict-theirs-' + choice.field"
              />
              <span><small>Theirs, saved</small>{{ choice.theirs ?? 'Nobody' }}</span>
            </label>
          </fieldset>
        }
        <footer>
          <button type="button" class="button" (click)="close()()">Back to the edit</button>
          <button class="button primary" data-testid="conflict-save">{{ verb() }}</button>
        </footer>
      </form>
    </t-dialog>
  `,
  styles: `
    form {
      display: grid;
      gap: 14px;
      padding: 4px 20px 20px;
      overflow-y: auto;
    }
    fieldset {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 8px;
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0 0 4px;
      font-weight: 600;
    }
    label {
      display: flex;
      gap: 10px;
      align-items: baseline;
      padding: 8px 12px;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      cursor: pointer;
    }
    label:has(:checked) {
      border-color: var(--accent);
      background: var(--active);
    }
    span {
      min-width: 0;
      overflow-wrap: anywhere;
    }
    small {
      display: block;
      color: var(--text-2);
    }
    footer {
      display: flex;
      gap: 8px;
      justify-content: flex-end;
    }
    @media (width < 768px) {
      fieldset {
        grid-template-columns: 1fr;
      }
    }
  `,
})
export class ConflictForm {
  readonly heading = input.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly close = input.required<(mine?: readonly string[]) => void>();

  protected readonly mine = linkedSignal<ReadonlySet<string>>(
    () => new Set(this.choices().map(({ field }) => field)),
  );
  protected readonly verb = computed(() => (this.mine().size === 0 ? 'Keep theirs' : 'Save mine'));

  protected label(field: string): string {
    return labels[field] ?? field;
  }

  protected choose(field: string, isMine: boolean): void {
    const mine = new Set(this.mine());
    if (isMine) mine.add(field);
    else mine.delete(field);
    this.mine.set(mine);
  }

  protected submit(event: Event): void {
    event.preventDefault();
    this.close()([...this.mine()]);
  }
}
