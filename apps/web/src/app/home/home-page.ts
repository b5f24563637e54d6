import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { failureText } from '../client/failure-text.ts';
import { PhaseBadge } from '../incidents/phase-badge.ts';
import { SeverityBadge } from '../incidents/severity-badge.ts';
import { counted, severityWord } from '../incidents/words.ts';
import { Commands } from '../layout/commands.ts';
import { Icon } from '../ui/icon.ts';
import { durationText } from '../ui/times.ts';
import { When } from '../ui/when.ts';
import { DayChart } from './day-chart.ts';
import { HomeNumbers } from './home-numbers.ts';
import { OncallNow } from './oncall-now.ts';

const MOST_SERVICES = 8;

/** How things stand, at a glance. */
@Component({
  selector: 't-home-page',
  imports: [DayChart, Icon, OncallNow, PhaseBadge, RouterLink, SeverityBadge, When],
  providers: [HomeNumbers],
  templateUrl: './home-page.html',
  styleUrl: './home-page.css',
})
export class HomePage {
  protected readonly numbers = inject(HomeNumbers);
  protected readonly commands = inject(Commands);
  protected readonly words = severityWord;
  protected readonly duration = durationText;
  protected readonly counted = counted;

  protected readonly failure = computed(() => {
    const failure = this.numbers.failure();
    return failure === undefined ? '' : failureText(failure);
  });
  protected readonly services = computed(() => {
    const all = this.numbers.value()?.byService ?? [];
    // A single one does not look like many.
    const most = Math.max(4, all[0]?.count ?? 0);
    return all.slice(0, MOST_SERVICES).map((service) => ({
      ...service,
      urgentShare: (100 * service.urgent) / most,
      restShare: (100 * (service.count - service.urgent)) / most,
    }));
  });
  protected readonly times = computed(() => {
    const { toAcknowledge, toResolve } = this.numbers.value()?.times ?? {};
    return [
      {
        label: 'To acknowledge',
        times: toAcknowledge,
        means: 'From the opening to the first acknowledgement, of incidents resolved last',
      },
      {
        label: 'To resolve',
        times: toResolve,
        means: 'From the opening to the last resolution, of incidents resolved last',
      },
    ];
  });
}
