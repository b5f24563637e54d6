import { Component, input } from '@angular/core';
import { DialogFrame } from './dialog.ts';

/** Asks before what cannot be taken back; closes with `true` to go on. */
@Component({
  selector: 't-confirm',
  imports: [DialogFrame],
  template: `
    <t-dialog [heading]="heading()" (left)="close()()">
      <div class="body">
        <p>{{ text() }}</p>
        <footer>
          <button class="button" data-focus (click)="close()()">Cancel</button>
          <button class="button danger" (click)="close()(true)" data-testid="confirm">
            {{ verb() }}
          </button>
        </footer>
      </div>
    </t-dialog>
  `,
  styles: `
    .body {
      display: grid;
      gap: 20px;
      padding: 8px 20px 20px;
    }
    footer {
      display: flex;
      gap: 8px;
      justify-content: flex-end;
    }
  `,
})
export class Confirm {
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
  readonly verb = input.required<string>();
  readonly close = input.required<(isConfirmed?: boolean) => void>();
}
