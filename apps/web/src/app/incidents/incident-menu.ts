import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, inject, input, output } from '@angular/core';
import { Router } from '@angular/router';
import type { Incident } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { Deletion } from '../layout/deletion.ts';
import { Dialogs } from '../layout/dialogs.ts';
import { Icon } from '../ui/icon.ts';
import { IncidentCache } from './incident-cache.ts';

/** What is done to an incident more rarely. */
@Component({
  selector: 't-incident-menu',
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon],
  template: `
    <button
      class="button quiet small icon"
      aria-label="More"
      [cdkMenuTriggerFor]="more"
      data-testid="incident-more"
    >
      <t-icon name="more" />
    </button>
    <ng-template #more>
      <div class="menu" cdkMenu>
        <button cdkMenuItem (cdkMenuItemTriggered)="mine.emit()">Assign to me</button>
        @if (incident().phase !== 'resolved') {
          <button cdkMenuItem (cdkMenuItemTriggered)="merge()" data-testid="incident-merge">
            Merge into another…
          </button>
        }
        <button cdkMenuItem (cdkMenuItemTriggered)="delete()" data-testid="incident-delete">
          <t-icon name="trash" />Delete…
        </button>
      </div>
    </ng-template>
  `,
})
export class IncidentMenu {
  readonly #tocsin = injectTocsin();
  readonly #cache = inject(IncidentCache);
  readonly #dialogs = inject(Dialogs);
  readonly #deletion = inject(Deletion);
  readonly #router = inject(Router);
  readonly incident = input.required<Incident>();
  readonly mine = output();

  protected async merge(): Promise<void> {
    const load = async () => (await import('./merge-form.ts')).MergeForm;
    const merged = await this.#dialogs.ask<Incident>(load, { incident: this.incident() });
    if (merged) this.#cache.put(merged);
  }

  protected async delete(): Promise<void> {
    const { id, number } = this.incident();
    const text = 'The incident and its notes are gone for good. To keep them, close it instead.';
    const work = () => this.#tocsin.incidents.delete({ id });
    if (await this.#deletion.of(`#${number}`, text, work))
      await this.#router.navigate(['/incidents']);
  }
}
