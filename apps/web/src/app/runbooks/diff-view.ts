import { Component, computed, input } from '@angular/core';
import { compareTexts } from './text-diff.ts';

/** How one text became another. */
@Component({
  selector: 't-diff',
  template: `
    <div class="lines" tabindex="0" role="group" [attr.aria-label]="label()" data-testid="diff">
      @for (line of lines(); track $index) {
        @if (line.kind === 'skipped') {
          <div class="skipped">
            {{ line.count }} {{ line.count === 1 ? 'line' : 'lines' }} the same
          </div>
        } @else {
          <div [class]="line.kind">
            <span class="sign" aria-hidden="true">{{ signs[line.kind] }}</span
            ><span class="visually-hidden">{{ words[line.kind] }}</span
            ><span class="text">
              @for (part of line.parts; track $index) {
                <span [class.word]="part.isChanged" [textContent]="part.text"></span>
              }
            </span>
          </div>
        }
      } @empty {
        <div class="skipped">The text is the same</div>
      }
    </div>
  `,
  styles: `
    .lines {
      overflow: auto;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--surface);
      font: 12.5px/1.6 var(--mono);
    }
    .lines > div {
      display: flex;
      min-height: 20px;
    }
    .text {
      padding-inline-end: 12px;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    .sign {
      flex: none;
      width: 24px;
      color: var(--text-2);
      text-align: center;
      user-select: none;
    }
    .added {
      background: var(--added);
    }
    .removed {
      background: var(--removed);
    }
    .word {
      border-radius: 2px;
      background: var(--added-word);
      color: inherit;
    }
    .removed .word {
      background: var(--removed-word);
    }
    .lines > .skipped {
      padding: 2px 24px;
      background: var(--hover);
      color: var(--text-2);
      font-family: var(--font);
    }
  `,
})
export class DiffView {
  readonly before = input.required<string>();
  readonly after = input.required<string>();
  readonly label = input('Changes');

  protected readonly signs = { same: ' ', added: '+', removed: '−' };
  protected readonly words = { same: '', added: 'Added: ', removed: 'Removed: ' };
  protected readonly lines = computed(() => {
    const lines = compareTexts(this.before(), this.after());
    return lines.every(({ kind }) => kind === 'same' || kind === 'skipped') ? [] : lines;
  });
}
