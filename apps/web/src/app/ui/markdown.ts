import {
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  model,
  output,
  signal,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import { Notices } from '../layout/notices.ts';
import { copyText } from './copy-text.ts';
import type { renderMarkdown } from './render-markdown.ts';

const render = signal<typeof renderMarkdown | undefined>(undefined);
let isAsked = false;

/** Markdown, sanitised. Checklists can be ticked, code can be copied. */
@Component({
  selector: 't-markdown',
  encapsulation: ViewEncapsulation.None,
  template: `
    <div
      #content
      class="markdown"
      [class.waiting]="isWaiting()"
      (click)="clicked($event)"
      (change)="changed($event)"
    ></div>
  `,
  styleUrl: './markdown.css',
})
export class Markdown {
  readonly #notices = inject(Notices);
  readonly text = input.required<string>();
  /** How many levels deeper headings are put, to fit below those of the page. */
  readonly headings = input(1);
  /** Which tasks are ticked, by their place in the text; as the text has it until one is. */
  readonly ticked = model<readonly number[]>();
  /** How many tasks there are. */
  readonly tasks = output<number>();

  protected readonly content = viewChild.required<ElementRef<HTMLElement>>('content');
  protected readonly isWaiting = computed(() => render() === undefined);

  constructor() {
    void loadRender();
    effect(() => {
      const { nativeElement } = this.content();
      const fragment = render()?.(this.text(), this.headings());
      if (!fragment) return;
      nativeElement.replaceChildren(fragment);
      this.tasks.emit(boxesOf(nativeElement).length);
    });
    effect(() => {
      const ticked = this.ticked();
      render();
      this.text();
      if (!ticked) return;
      for (const [i, box] of boxesOf(this.content().nativeElement).entries()) {
        box.checked = ticked.includes(i);
      }
    });
  }

  protected changed({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    const boxes = boxesOf(this.content().nativeElement);
    this.ticked.set(boxes.flatMap((box, i) => (box.checked ? [i] : [])));
  }

  protected clicked({ target }: Event): void {
    if (!(target instanceof HTMLButtonElement) || !target.classList.contains('copy')) return;
    const code = target.parentElement?.querySelector('pre')?.textContent ?? '';
    void copyText(code, this.#notices);
  }
}

const boxesOf = (element: HTMLElement): HTMLInputElement[] => [
  ...element.querySelectorAll<HTMLInputElement>('input[data-task]'),
];

async function loadRender(): Promise<void> {
  if (isAsked) return;
  isAsked = true;
  try {
    const loaded = await import('./render-markdown.ts');
    render.set(loaded.renderMarkdown);
  } catch {
    // Asked again by the next one that needs it.
    isAsked = false;
  }
}
