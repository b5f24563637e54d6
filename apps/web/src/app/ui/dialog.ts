import {
  afterNextRender,
  Component,
  DestroyRef,
  type ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { Icon } from './icon.ts';

let lastId = 0;

/** A modal dialog with the browser's own: it keeps the focus inside, and gives it back. */
@Component({
  selector: 't-dialog',
  imports: [Icon],
  template: `
    <dialog
      #dialog
      [attr.aria-labelledby]="id"
      [class.wide]="size() === 'wide'"
      (cancel)="leave($event)"
      (mousedown)="pressed($event)"
    >
      <div class="frame">
        <header [class.visually-hidden]="isBare()">
          <h2 [id]="id">{{ heading() }}</h2>
          <button
            type="button"
            class="button quiet small icon"
            aria-label="Close the dialog"
            (click)="left.emit()"
          >
            <t-icon name="close" />
          </button>
        </header>
        <ng-content />
      </div>
    </dialog>
  `,
  styles: `
    dialog {
      width: min(520px, calc(100vw - 32px));
      max-width: none;
      max-height: min(720px, calc(100dvh - 48px));
      margin: 12vh auto auto;
      padding: 0;
      overflow: hidden;
      border: 1px solid var(--line);
      border-radius: 12px;
      background: var(--raised);
      box-shadow: var(--shadow-large);
      color: var(--text);
    }
    dialog.wide {
      width: min(920px, calc(100vw - 32px));
      margin-top: 6vh;
    }
    dialog[open] {
      display: flex;
    }
    dialog::backdrop {
      background: rgb(10 12 18 / 45%);
    }
    .frame {
      display: flex;
      flex: 1;
      flex-direction: column;
      min-width: 0;
      min-height: 0;
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      padding: 12px 12px 4px 20px;
    }
    h2 {
      font-size: 16px;
    }
    @media (width < 768px) {
      dialog,
      dialog.wide {
        width: 100vw;
        max-height: 92dvh;
        margin: auto 0 0;
        border-width: 1px 0 0;
        border-radius: 16px 16px 0 0;
      }
    }
  `,
})
export class DialogFrame {
  readonly heading = input.required<string>();
  readonly size = input<'usual' | 'wide'>('usual');
  /** The heading is for screen readers alone. */
  readonly isBare = input(false);
  /** The person wants to leave it. */
  readonly left = output();

  protected readonly id = `dialog-${++lastId}`;
  protected readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const { nativeElement } = this.dialog();
      nativeElement.showModal();
      nativeElement.querySelector<HTMLElement>('[data-focus]')?.focus();
      // Closed, and not only removed: it gives the focus back to where it was.
      destroyed.onDestroy(() => nativeElement.close());
    });
  }

  protected leave(event: Event): void {
    event.preventDefault();
    this.left.emit();
  }

  /** On the backdrop. */
  protected pressed(event: MouseEvent): void {
    if (event.target === this.dialog().nativeElement) this.left.emit();
  }
}
