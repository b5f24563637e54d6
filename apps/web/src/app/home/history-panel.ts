import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import { injectTocsin } from '@tocsin/client/angular';
import { liveValue } from '../client/live-value.ts';
import { GroupTable } from './group-table.ts';
import { type GroupBy, type History, readHistory } from './history.ts';
import { tilesOf } from './tiles.ts';
import { WeekChart } from './week-chart.ts';

const spans = [4, 12, 52] as const;
const USUAL_SPAN = 12;
const groupings: readonly { value: GroupBy; label: string }[] = [
  { value: 'severity', label: 'Severity' },
  { value: 'service', label: 'Service' },
  { value: 'week', label: 'Week' },
];

/** How the incidents of the last weeks went: how many, how long it took, how much was noise. */
@Component({
  selector: 't-history-panel',
  imports: [GroupTable, WeekChart],
  templateUrl: './history-panel.html',
  styleUrl: './history-panel.css',
})
export class HistoryPanel {
  readonly #tocsin = injectTocsin();
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  /** As the URL says them; what is not understood is as usual. */
  readonly weeks = input<string>();
  readonly by = input<string>();

  protected readonly spans = spans;
  protected readonly groupings = groupings;
  protected readonly span = computed(
    () => spans.find((span) => String(span) === this.weeks()) ?? USUAL_SPAN,
  );
  protected readonly grouping = computed(
    () => groupings.find(({ value }) => value === this.by())?.value ?? 'severity',
  );
  protected readonly read = liveValue<History>(() => {
    const asked = { weeks: this.span(), by: this.grouping() };
    return (signal) => readHistory(this.#tocsin, asked, signal);
  }, ['incident', 'alert']);
  /** While another one is read, the one before stays where it is. */
  protected readonly history = linkedSignal<History | undefined, History | undefined>({
    source: this.read.value,
    computation: (value, before) => value ?? before?.value,
  });
  protected readonly tiles = computed(() => {
    const total = this.history()?.total;
    return total ? tilesOf(total) : [];
  });

  protected chooseSpan(span: number): void {
    this.#choose({ weeks: span === USUAL_SPAN ? null : String(span) });
  }

  protected chooseGrouping(by: GroupBy): void {
    this.#choose({ by: by === 'severity' ? null : by });
  }

  #choose(queryParams: Record<string, string | null>): void {
    void this.#router.navigate([], {
      relativeTo: this.#route,
      queryParams,
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }
}
