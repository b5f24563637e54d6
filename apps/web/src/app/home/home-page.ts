import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { injectTocsin } from '@tocsin/client/angular';
import { liveValue } from '../client/live-value.ts';
import { PhaseBadge } from '../incidents/phase-badge.ts';
import { SeverityBadge } from '../incidents/severity-badge.ts';
import { Commands } from '../layout/commands.ts';
import { Icon } from '../ui/icon.ts';
import { When } from '../ui/when.ts';
import { HistoryPanel } from './history-panel.ts';
import { OncallNow } from './oncall-now.ts';
import { readStanding } from './standing.ts';

const MOST_SERVICES = 7;

/** How things stand, at a glance, and how they went. */
@Component({
  selector: 't-home-page',
  imports: [HistoryPanel, Icon, OncallNow, PhaseBadge, RouterLink, SeverityBadge, When],
  templateUrl: './home-page.html',
  styleUrl: './home-page.css',
})
export class HomePage {
  readonly #tocsin = injectTocsin();
  protected readonly commands = inject(Commands);
  /** Of the URL: how many weeks are looked back on, and by what they are told apart. */
  readonly weeks = input<string>();
  readonly by = input<string>();

  protected readonly standing = liveValue(
    () => (signal) => readStanding(this.#tocsin, signal),
    ['incident'],
  );
  readonly #services = computed(() => this.standing.value()?.byService ?? []);
  protected readonly services = computed(() => {
    const all = this.#services();
    // A single one does not look like many.
    const most = Math.max(4, all[0]?.count ?? 0);
    return all.slice(0, MOST_SERVICES).map((service) => ({
      ...service,
      urgentShare: (100 * service.urgent) / most,
      restShare: (100 * (service.count - service.urgent)) / most,
    }));
  });
  protected readonly moreServices = computed(() => this.#services().length - MOST_SERVICES);
}
