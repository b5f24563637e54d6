import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Alert } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText } from '../client/failure-text.ts';
import { SeverityBadge } from '../incidents/severity-badge.ts';
import { Notices } from '../layout/notices.ts';
import { copyText } from '../ui/copy-text.ts';
import { Icon } from '../ui/icon.ts';
import { When } from '../ui/when.ts';
import { severityOf, sourceWord } from './alert-words.ts';

/** One alert on a line; all that is known of it below, when it is opened. */
@Component({
  selector: 't-alert-item',
  imports: [Icon, RouterLink, SeverityBadge, When],
  templateUrl: './alert-item.html',
  styleUrl: './alert-item.css',
})
export class AlertItem {
  readonly #tocsin = injectTocsin();
  readonly #notices = inject(Notices);
  readonly alert = input.required<Alert>();
  readonly isOpen = input(false);
  /** Beside its incident, both say what is there already. */
  readonly hasIncident = input(true);
  readonly hasSeverity = input(true);

  protected readonly isBusy = signal(false);
  protected readonly severity = computed(() => severityOf(this.alert().severity));
  protected readonly source = computed(() => sourceWord[this.alert().source]);
  /** The line above does not have all of it. */
  protected readonly isLong = computed(() => /.{60}|\n/.test(this.alert().message));
  protected readonly labels = computed(() => Object.entries(this.alert().labels));
  protected readonly raw = computed(() => JSON.stringify(this.alert(), null, 2));

  /** What it changes comes back by the event. */
  protected async resolve(): Promise<void> {
    this.isBusy.set(true);
    try {
      await this.#tocsin.alerts.resolve({ alert_id: this.alert().alert_id });
    } catch (error) {
      this.#notices.failed(`The alert was not resolved: ${failureText(error)}`);
    } finally {
      this.isBusy.set(false);
    }
  }

  protected copy(): void {
    void copyText(this.raw(), this.#notices);
  }
}
