import {
  afterNextRender,
  Component,
  type ElementRef,
  inject,
  Injector,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { failureText, fieldFaults } from '../client/failure-text.ts';
import { Icon } from './icon.ts';

let lastId = 0;

/** Text that becomes a field when it is clicked. Enter saves, Escape leaves it as it was. */
@Component({
  selector: 't-inline-text',
  imports: [Icon],
  template: `
    @if (isEditing()) {
      <form (submit)="submit($event, field.value)" novalidate>
        <input
          #field
          class="input"
          autocomplete="off"
          [value]="value()"
          [attr.aria-label]="label()"
          [attr.aria-invalid]="fault() !== ''"
          [attr.aria-describedby]="id"
          [attr.list]="suggestions().length > 0 ? id + '-list' : null"
          [disabled]="isSaving()"
          (keydown.escape)="leave($event)"
          (blur)="left(field.value)"
          [attr.data-testid]="testid() + '-input'"
        />
        <datalist [id]="id + '-list'">
          @for (suggestion of suggestions(); track suggestion) {
            <option [value]="suggestion"></option>
          }
        </datalist>
        <p class="fault" [id]="id" [attr.data-testid]="testid() + '-error'">{{ fault() }}</p>
      </form>
    } @else {
      <button
        #button
        class="text"
        [disabled]="isFixed()"
        (click)="edit()"
        [attr.aria-label]="'Edit ' + label() + ': ' + (value() || none())"
        [attr.data-testid]="testid()"
      >
        <span [class.none]="value() === ''">{{ value() || none() }}</span>
        <t-icon name="edit" />
      </button>
    }
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
      font-size: inherit;
    }
    .text {
      display: inline-flex;
      gap: 6px;
      align-items: center;
      max-width: 100%;
      margin-inline-start: -6px;
      padding: 2px 6px;
      border: 0;
      border-radius: 5px;
      background: none;
      color: inherit;
      font: inherit;
      letter-spacing: inherit;
      text-align: start;
      overflow-wrap: anywhere;
      cursor: text;
    }
    .text:hover:not(:disabled) {
      background: var(--hover);
    }
    .text t-icon {
      color: var(--text-2);
      opacity: 0;
    }
    .text:hover t-icon,
    .text:focus-visible t-icon {
      opacity: 1;
    }
    .text:disabled t-icon {
      display: none;
    }
    .none {
      color: var(--text-2);
      font-style: italic;
    }
    .input {
      min-height: 0;
      margin-inline-start: -6px;
      padding: 1px 5px;
      font: inherit;
      letter-spacing: inherit;
    }
    .fault {
      color: var(--danger);
      font-size: 13px;
      font-weight: 450;
      letter-spacing: 0;
    }
    .fault:empty {
      display: none;
    }
    @media (width < 768px) {
      .text {
        min-height: 36px;
      }
    }
  `,
})
export class InlineText {
  readonly #injector = inject(Injector);
  readonly value = input.required<string>();
  readonly label = input.required<string>();
  /** The field of the server's input, to find its faults by. */
  readonly field = input.required<string>();
  /** Shown where there is no text. */
  readonly none = input('');
  readonly suggestions = input<readonly string[]>([]);
  readonly isFixed = input(false);
  readonly testid = input('');
  /** Saves; throws what the server said. */
  readonly save = input.required<(value: string) => Promise<unknown>>();

  protected readonly id = `inline-${++lastId}`;
  protected readonly isEditing = signal(false);
  protected readonly isSaving = signal(false);
  protected readonly fault = signal('');
  protected readonly input = viewChild<ElementRef<HTMLInputElement>>('field');
  protected readonly button = viewChild<ElementRef<HTMLButtonElement>>('button');

  edit(): void {
    this.isEditing.set(true);
    this.fault.set('');
    this.#afterRender(() => this.input()?.nativeElement.select());
  }

  protected leave(event: Event): void {
    event.stopPropagation();
    this.#end();
  }

  /** Elsewhere was clicked: what was typed is kept, and so is a field with a fault. */
  protected left(value: string): void {
    if (this.isSaving() || !this.isEditing() || this.fault() !== '') return;
    if (value === this.value()) this.isEditing.set(false);
    else void this.#save(value);
  }

  protected submit(event: Event, value: string): void {
    event.preventDefault();
    void this.#save(value);
  }

  async #save(value: string): Promise<void> {
    if (this.isSaving()) return;
    if (value === this.value()) {
      this.#end();
      return;
    }
    this.isSaving.set(true);
    try {
      await this.save()(value);
      this.#end();
    } catch (error) {
      this.fault.set(fieldFaults(error).get(this.field()) ?? failureText(error));
      this.#afterRender(() => this.input()?.nativeElement.focus());
    } finally {
      this.isSaving.set(false);
    }
  }

  #end(): void {
    this.isEditing.set(false);
    this.#afterRender(() => this.button()?.nativeElement.focus());
  }

  #afterRender(write: () => void): void {
    afterNextRender({ write }, { injector: this.#injector });
  }
}
