import { Component, inject, input } from '@angular/core';
import { injectTocsin } from '@tocsin/client/angular';
import { liveRows } from '../client/live-value.ts';
import { Dialogs } from '../layout/dialogs.ts';
import { NotificationItem } from '../notifications/notification-item.ts';
import { Icon } from '../ui/icon.ts';

/** Who was told of an incident, and what came of it. */
@Component({
  selector: 't-incident-notifications',
  imports: [Icon, NotificationItem],
  template: `
    <section aria-labelledby="notifications-heading" data-testid="incident-notifications">
      <div class="top">
        <h2 id="notifications-heading">Who was notified</h2>
        <button class="button quiet small" (click)="notify()" data-testid="notify">
          <t-icon name="send" />Notify
        </button>
      </div>
      @if (list.value(); as page) {
        @if (page.items.length > 0) {
          <ul class="rows">
            @for (item of list.rows(); track item.notification_id) {
              <li data-testid="notification"><t-notification-item [notification]="item" /></li>
            }
          </ul>
        } @else {
          <p class="muted">Nobody yet.</p>
        }
        @if (page.nextCursor !== null) {
          <button class="button small" (click)="list.more()">Show more</button>
        }
      } @else if (list.failure()) {
        <p class="muted">{{ list.failure() }}</p>
      } @else {
        <span class="skeleton long"></span>
      }
    </section>
  `,
  styles: `
    section {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 8px;
    }
    .top {
      display: flex;
      align-items: center;
      justify-content: space-between;
    }
    p {
      min-height: 21px;
    }
    .skeleton {
      margin-block: 4px;
    }
  `,
})
export class IncidentNotifications {
  readonly #tocsin = injectTocsin();
  readonly #dialogs = inject(Dialogs);
  /** The incident's. */
  readonly id = input.required<string>();
  protected readonly list = liveRows(() => {
    const id = this.id();
    return (page, signal) => this.#tocsin.notifications.ofIncident({ id, ...page }, { signal });
  }, ['notification']);

  protected async notify(): Promise<void> {
    const load = async () => (await import('../notifications/notify-form.ts')).NotifyForm;
    const inputs = { incidentId: this.id() };
    if (await this.#dialogs.ask<boolean>(load, inputs)) await this.list.refresh();
  }
}
