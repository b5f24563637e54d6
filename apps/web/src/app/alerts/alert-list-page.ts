import { Component, computed, inject, input } from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { AlertsListInput, AlertStatus, Severity } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { liveRows } from '../client/live-value.ts';
import { IncidentFacets } from '../incidents/incident-facets.ts';
import { severities, severityWord } from '../incidents/words.ts';
import { Shortcuts } from '../layout/shortcuts.ts';
import { ChoiceMenu } from '../ui/choice-menu.ts';
import { focusStep } from '../ui/focus-step.ts';
import { AlertItem } from './alert-item.ts';

const ROW = 't-alert-item > details > summary';

/** What monitoring has sent: what is firing, unless all is asked for. */
@Component({
  selector: 't-alert-list-page',
  imports: [AlertItem, ChoiceMenu, RouterLink],
  host: { class: 'page' },
  templateUrl: './alert-list-page.html',
  styles: `
    .rows > li.tall {
      min-height: 52px;
    }
    @media (width < 768px) {
      .page-head {
        flex-wrap: wrap;
      }
      h1 {
        position: absolute;
        clip-path: inset(50%);
      }
      .end {
        margin-inline-start: 0;
      }
    }
  `,
})
export class AlertListPage {
  readonly #tocsin = injectTocsin();
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  protected readonly facets = inject(IncidentFacets);
  readonly status = input<string>();
  readonly severity = input<string | string[]>();
  readonly service = input<string | string[]>();

  protected readonly choices = [
    { value: 'firing', label: 'Firing', query: null },
    { value: 'resolved', label: 'Resolved', query: 'resolved' },
    { value: 'all', label: 'All', query: 'all' },
  ];
  protected readonly severityChoices = severities.map((value) => ({
    value,
    label: `${value} ${severityWord[value]}`,
  }));
  protected readonly serviceChoices = computed(() =>
    [...new Set([...this.facets.services(), ...this.services()])].map((value) => ({
      value,
      label: value,
    })),
  );
  protected readonly severities = computed(() =>
    listOf(this.severity()).filter((word): word is Severity => word in severityWord),
  );
  protected readonly services = computed(() => listOf(this.service()));
  protected readonly isNarrowed = computed(
    () => this.severities().length > 0 || this.services().length > 0,
  );

  protected readonly list = liveRows(() => {
    const status = statusOf(this.status());
    const input: AlertsListInput = {
      ...(status && { status }),
      ...(this.severities().length > 0 && { severity: this.severities() }),
      ...(this.services().length > 0 && { service: this.services() }),
    };
    return (page, signal) => this.#tocsin.alerts.list({ ...input, ...page }, { signal });
  }, ['alert']);

  constructor() {
    const group = 'Alerts';
    inject(Shortcuts).add([
      { keys: 'j', label: 'Next', group, run: () => focusStep(ROW, 1) },
      { keys: 'k', label: 'Previous', group, run: () => focusStep(ROW, -1) },
    ]);
  }

  protected narrow(queryParams: Record<string, string[]>): void {
    void this.#router.navigate([], {
      relativeTo: this.#route,
      queryParams,
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }
}

const listOf = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : [value].flat();

function statusOf(text: string | undefined): AlertStatus | undefined {
  if (text === 'all') return undefined;
  return text === 'resolved' ? 'resolved' : 'firing';
}
