import { Component, computed, input } from '@angular/core';
import type { Runbook } from '@tocsin/client';
import { DialogFrame } from '../ui/dialog.ts';
import { DiffView } from './diff-view.ts';
import type { RunbookText } from './runbook-conflicts.ts';

/** Shows what was saved meanwhile against the person's own text; closes with the one that shall stand. */
@Component({
  selector: 't-text-conflict-form',
  imports: [DialogFrame, DiffView],
  template: `
    <t-dialog heading="Somebody else saved first" size="wide" (left)="close()()">
      <div class="body" data-testid="conflict">
        <p class="muted">
          Red is in what they saved (revision {{ theirs().version }}), green in yours. What does not
          stand is kept as a revision.
        </p>
        <t-diff label="Their text against yours" [before]="theirText()" [after]="myText()" />
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
  readonly theirs = input.required<Runbook>();
  readonly mine = input.required<RunbookText>();
  readonly close = input.required<(choice?: 'mine' | 'theirs') => void>();

  protected readonly theirText = computed(() => wholeText(this.theirs()));
  protected readonly myText = computed(() => wholeText(this.mine()));
}

/** Title, tags and content as one text, to compare all of them at once. */
export const wholeText = ({ title, tags, content }: RunbookText): string =>
  `# ${title}\nTags: ${tags.join(', ')}\n\n${content}`;
