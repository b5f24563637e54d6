import { CdkMenu, CdkMenuItemCheckbox, CdkMenuItemRadio, CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, computed, input, output } from '@angular/core';
import { Icon } from './icon.ts';

export interface Choice {
  value: string;
  label: string;
}

/** A button that tells what is chosen, with a menu of one or several choices. */
@Component({
  selector: 't-choice-menu',
  imports: [CdkMenu, CdkMenuItemCheckbox, CdkMenuItemRadio, CdkMenuTrigger, Icon],
  template: `
    <button
      class="button small"
      [class.on]="chosen().length > 0 && !isPlain()"
      [cdkMenuTriggerFor]="menu"
      (cdkMenuOpened)="opened.emit()"
      [attr.aria-label]="isShort() ? label() + ': ' + text() : null"
      [attr.data-testid]="testid()"
    >
      <span class="ellipsis">{{ text() }}</span>
      <t-icon name="down" />
    </button>
    <ng-template #menu>
      <div class="menu" cdkMenu [attr.aria-label]="label()">
        @for (choice of choices(); track choice.value) {
          @if (isSingle()) {
            <button
              cdkMenuItemRadio
              [cdkMenuItemChecked]="chosen().includes(choice.value)"
              (cdkMenuItemTriggered)="changed.emit([choice.value])"
            >
              {{ choice.label }}
            </button>
          } @else {
            <button
              cdkMenuItemCheckbox
              [cdkMenuItemChecked]="chosen().includes(choice.value)"
              (cdkMenuItemTriggered)="toggle(choice.value)"
            >
              {{ choice.label }}
            </button>
          }
        } @empty {
          <p class="muted">Nothing to choose from</p>
        }
      </div>
    </ng-template>
  `,
  styles: `
    :host {
      display: inline-flex;
    }
    .button {
      max-width: 240px;
      font-weight: 450;
    }
    p {
      padding: 8px;
    }
  `,
})
export class ChoiceMenu {
  readonly label = input.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly chosen = input.required<readonly string[]>();
  readonly isSingle = input(false);
  /** What is chosen is no filter, so it does not stand out. */
  readonly isPlain = input(false);
  /** The button says the choice alone. */
  readonly isShort = input(false);
  readonly testid = input('');
  readonly changed = output<string[]>();
  readonly opened = output();

  protected readonly text = computed(() => {
    const chosen = this.chosen();
    if (chosen.length === 0) return this.label();
    const labels = this.choices()
      .filter(({ value }) => chosen.includes(value))
      .map(({ label }) => label);
    const named = labels.length === 0 ? chosen : labels;
    const rest = named.length > 2 ? ` +${named.length - 2}` : '';
    if (this.isShort()) return named.join(', ');
    return `${this.label()}: ${named.slice(0, 2).join(', ')}${rest}`;
  });

  protected toggle(value: string): void {
    const chosen = this.chosen();
    this.changed.emit(
      chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value],
    );
  }
}
