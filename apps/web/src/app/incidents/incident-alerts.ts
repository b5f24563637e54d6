import { Component, computed, input } from '@angular/core';
import { injectTocsin } from '@tocsin/client/angular';
import { AlertItem } from '../alerts/alert-item.ts';
import { liveRows } from '../client/live-value.ts';

/** The alerts that an incident came of; nothing where there are none. */
@Component({
  selector: 't-incident-alerts',
  imports: [AlertItem],
  template: `
    @if (list.value(); as page) {
      @if (page.total > 0) {
        <section aria-labelledby="alerts-heading" data-testid="incident-alerts">
          <h2 id="alerts-heading">
            Alerts <span class="muted">{{ page.total }}, {{ firing() }} firing</span>
          </h2>
          <ul class="rows">
            @for (alert of list.rows(); track alert.alert_id) {
              <li data-testid="alert">
                <t-alert-item [alert]="alert" [hasIncident]="false" [hasSeverity]="false" />
              </li>
            }
          </ul>
          @if (page.nextCursor !== null) {
            <button class="button small" (click)="list.more()">Show more</button>
          }
        </section>
      }
    }
  `,
  styles: `
    section {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 10px;
      margin-top: 12px;
    }
    h2 .muted {
      margin-inline-start: 4px;
      font-weight: 450;
    }
    .button {
      justify-self: start;
    }
  `,
})
export class IncidentAlerts {
  readonly #tocsin = injectTocsin();
  /** The incident's. */
  readonly id = input.required<string>();
  protected readonly list = liveRows(() => {
    const id = this.id();
    return (page, signal) => this.#tocsin.alerts.ofIncident({ id, ...page }, { signal });
  }, ['alert']);
  protected readonly firing = computed(
    () => this.list.rows().filter(({ status }) => status === 'firing').length,
  );
}
