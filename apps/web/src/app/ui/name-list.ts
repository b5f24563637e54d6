import { Component, input, model, signal } from '@angular/core';
import { Icon } from './icon.ts';

/** Names in an order: added at the end, moved up, taken out. */
@Component({
  selector: 't-name-list',
  imports: [Icon],
  template: `
    <ol [attr.aria-label]="label()">
      @for (name of names(); track name; let i = $index) {
        <li>
          <span class="number">{{ i + 1 }}</span>
          <span class="ellipsis">{{ name }}</span>
          <button
            type="button"
            class="button quiet small icon"
            [attr.aria-label]="'Move ' + name + ' up'"
            [disabled]="i === 0"
            (click)="up(i)"
          >
            <t-icon name="up" />
          </button>
          <button
            type="button"
            class="button quiet small icon"
            [attr.aria-label]="'Take ' + name + ' out'"
            (click)="remove(i)"
          >
            <t-icon name="close" />
          </button>
        </li>
      }
    </ol>
    <div class="add">
      <input
        class="input"
        [id]="id()"
        [attr.list]="id() + '-suggestions'"
        maxlength="100"
        autocomplete="off"
        [placeholder]="names().length === 0 ? 'The first name' : 'The next name'"
        [value]="text()"
        (input)="text.set(field.value)"
        (keydown.enter)="add($event)"
        (change)="chosen()"
        #field
        [attr.data-testid]="id()"
      />
      <datalist [id]="id() + '-suggestions'">
        @for (name of suggestions(); track name) {
          @if (!names().includes(name)) {
            <option [value]="name"></option>
          }
        }
      </datalist>
      <button type="button" class="button" [disabled]="text().trim() === ''" (click)="add($event)">
        Add
      </button>
    </div>
  `,
  styles: `
    :host {
      display: grid;
      gap: 6px;
    }
    li {
      display: flex;
      gap: 8px;
      align-items: center;
      min-height: 34px;
      padding-inline-start: 10px;
      border-radius: var(--radius);
      background: var(--hover);
    }
    ol {
      display: grid;
      gap: 3px;
    }
    .ellipsis {
      flex: 1;
    }
    .add {
      display: flex;
      gap: 8px;
    }
    .add .button {
      height: auto;
    }
  `,
})
export class NameList {
  readonly names = model.required<readonly string[]>();
  readonly id = input.required<string>();
  readonly label = input.required<string>();
  readonly suggestions = input<readonly string[]>([]);
  protected readonly text = signal('');

  /** Enter adds the name; without one it sends the form. */
  protected add(event: Event): void {
    const name = this.text().trim();
    if (name === '') return;
    event.preventDefault();
    if (!this.names().includes(name)) this.names.update((names) => [...names, name]);
    this.text.set('');
  }

  /** Who was typed and not added is meant, too. */
  protected chosen(): void {
    const name = this.text().trim();
    if (!this.suggestions().includes(name) || this.names().includes(name)) return;
    this.names.update((names) => [...names, name]);
    this.text.set('');
  }

  protected up(at: number): void {
    this.names.update((names) => {
      const [above, name] = [names[at - 1], names[at]];
      return above === undefined || name === undefined
        ? names
        : [...names.slice(0, at - 1), name, above, ...names.slice(at + 1)];
    });
  }

  protected remove(at: number): void {
    this.names.update((names) => names.filter((_, i) => i !== at));
  }
}
