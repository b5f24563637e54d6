import { Component, input } from '@angular/core';
import { DialogFrame } from '../ui/dialog.ts';
import { DiffView } from './diff-view.ts';

/** Shows what was saved meanwhile against the person's own text; closes with the one that shall stand. */
@Component({
  selector: 't-text-conflict-form',
  imports: [DialogFrame, DiffView],
  template: `
    <t-dialog heading="Somebody else saved first" size="wide" (left)="close()()">
      <div class="body" data-testid="conflict">
        <p class="muted">{{ about() }}</p>
        <t-diff label="Their text against yours" [before]="theirs()" [after]="mine()" />
        <footer>
          <button class="button" (click)="close()()" data-testid="conflict-back">
            Back to my text
          </button>
          <button class="button" (click)="close()('theirs')" data-testid="conflict-theirs">
            Keep theirs
          </button>
          <button class="button primary" (click)="close()('mine')" data-testid="conflict-mine">
            Save mine
          </button>
        </footer>
      </div>
    </t-dialog>
  `,
  styles: `
    .body {
      display: flex;
      flex-direction: column;
      gap: 12px;
      min-height: 0;
      padding: 4px 20px 20px;
    }
    t-diff {
      display: contents;
    }
    footer {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      justify-content: flex-end;
    }
  `,
})
export class TextConflictForm {
  readonly theirs = input.required<string>();
  readonly mine = input.required<string>();
  /** What the colours mean, and what becomes of the other text. */
  readonly about = input.required<string>();
  readonly close = input.required<(choice?: 'mine' | 'theirs') => void>();
}
