import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, inject, input, output } from '@angular/core';
import { Dialogs } from '../layout/dialogs.ts';
import { Icon } from '../ui/icon.ts';
import type { BulkChange } from './incident-actions.ts';
import { severities, severityWord } from './words.ts';

/** What can be done to all that is selected. It lies over the list, so that nothing moves. */
@Component({
  selector: 't-bulk-bar',
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon],
  host: { role: 'toolbar', 'aria-label': 'Selected incidents', 'data-testid': 'bulk-bar' },
  template: `
    <span class="count" data-testid="bulk-count">{{ count() }} selected</span>
    <button
      class="button small"
      (click)="chosen.emit({ phase: 'acknowledged' })"
      data-testid="bulk-acknowledge"
    >
      Acknowledge
    </button>
    <button
      class="button small"
      (click)="chosen.emit({ phase: 'resolved' })"
      data-testid="bulk-close"
    >
      <t-icon name="check" />Close
    </button>
    <button class="button small" (click)="assign()" data-testid="bulk-assign">
      <t-icon name="user" />Assign
    </button>
    <button class="button small" [cdkMenuTriggerFor]="menu" data-testid="bulk-severity">
      Severity<t-icon name="down" />
    </button>
    <button class="button quiet small icon" aria-label="Select nothing" (click)="left.emit()">
      <t-icon name="close" />
    </button>
    <ng-template #menu>
      <div class="menu" cdkMenu aria-label="Severity">
        @for (severity of severities; track severity) {
          <button cdkMenuItem (cdkMenuItemTriggered)="chosen.emit({ severity })">
            {{ severity }} {{ words[severity] }}
          </button>
        }
      </div>
    </ng-template>
  `,
  styles: `
    :host {
      position: fixed;
      z-index: 200;
      bottom: calc(20px + var(--tabs));
      left: calc(var(--nav) + (100vw - var(--nav)) / 2);
      display: flex;
      gap: 6px;
      align-items: center;
      max-width: calc(100vw - 24px);
      padding: 6px 6px 6px 14px;
      overflow-x: auto;
      border: 1px solid var(--line);
      border-radius: 10px;
      background: var(--raised);
      box-shadow: var(--shadow-large);
      transform: translateX(-50%);
    }
    @media (width < 768px) {
      :host {
        right: 8px;
        left: 8px;
        max-width: none;
        transform: none;
        scrollbar-width: none;
      }
      .button {
        flex: none;
      }
      .button.icon {
        order: -1;
      }
    }
    .count {
      margin-inline-end: 6px;
      font-weight: 600;
      white-space: nowrap;
    }
  `,
})
export class BulkBar {
  readonly #dialogs = inject(Dialogs);
  readonly count = input.required<number>();
  readonly chosen = output<BulkChange>();
  readonly left = output();

  protected readonly severities = severities;
  protected readonly words = severityWord;

  protected async assign(): Promise<void> {
    const assignedTo = await this.#dialogs.ask<string | null>(
      async () => (await import('./assign-form.ts')).AssignForm,
    );
    if (assignedTo !== undefined) this.chosen.emit({ assignedTo });
  }
}
