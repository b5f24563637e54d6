import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, inject, input } from '@angular/core';
import type { Incident } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText } from '../client/failure-text.ts';
import { Notices } from '../layout/notices.ts';
import { Icon } from '../ui/icon.ts';
import { IncidentCache } from './incident-cache.ts';

/** Puts an incident off for a while: nobody is called for it until then. */
@Component({
  selector: 't-incident-snooze',
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon],
  template: `
    <button
      class="button"
      [disabled]="isFixed()"
      [cdkMenuTriggerFor]="menu"
      data-testid="incident-snooze"
    >
      <t-icon name="clock" />Snooze
    </button>
    <ng-template #menu>
      <div class="menu" cdkMenu aria-label="For how long">
        @for (choice of choices; track choice.minutes) {
          <button cdkMenuItem (cdkMenuItemTriggered)="snooze(choice.minutes)">
            {{ choice.label }}
          </button>
        }
      </div>
    </ng-template>
  `,
  styles: `
    :host {
      display: contents;
    }
    @media (width < 768px) {
      .button {
        flex: 1;
        height: 46px;
        font-size: 15px;
      }
    }
  `,
})
export class IncidentSnooze {
  readonly #tocsin = injectTocsin();
  readonly #cache = inject(IncidentCache);
  readonly #notices = inject(Notices);
  readonly incident = input.required<Incident>();
  readonly isFixed = input(false);

  protected readonly choices = [
    { minutes: 15, label: '15 minutes' },
    { minutes: 60, label: '1 hour' },
    { minutes: 4 * 60, label: '4 hours' },
    { minutes: 24 * 60, label: '1 day' },
    { minutes: 7 * 24 * 60, label: '1 week' },
  ];

  protected async snooze(minutes: number): Promise<void> {
    const { id, number } = this.incident();
    try {
      this.#cache.put(await this.#tocsin.incidents.snooze({ id, minutes }));
      this.#notices.done(`#${number} snoozed`, () => void this.#end(id, number));
    } catch (error) {
      this.#notices.failed(`#${number} was not snoozed: ${failureText(error)}`);
    }
  }

  async #end(id: string, number: number): Promise<void> {
    try {
      this.#cache.put(await this.#tocsin.incidents.unsnooze({ id }));
    } catch (error) {
      this.#notices.failed(`#${number} stays snoozed: ${failureText(error)}`);
    }
  }
}
