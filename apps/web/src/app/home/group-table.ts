import { Component, computed, input, linkedSignal } from '@angular/core';
import { type Params, RouterLink } from '@angular/router';
import type { Durations } from '@tocsin/client';
import { severityWord } from '../incidents/words.ts';
import type { Group, GroupBy } from './history.ts';
import { ratioText, secondsText, shareText } from './tiles.ts';
import { weekText } from './week-text.ts';

const FEW = 8;
const heading: Record<GroupBy, string> = { severity: 'Severity', service: 'Service', week: 'Week' };

/** The numbers of each severity, service or week, side by side. */
@Component({
  selector: 't-group-table',
  imports: [RouterLink],
  templateUrl: './group-table.html',
  styleUrl: './group-table.css',
})
export class GroupTable {
  readonly groups = input.required<readonly Group[]>();
  readonly by = input.required<GroupBy>();

  protected readonly heading = computed(() => heading[this.by()]);
  /** Until there is another kind of groups. */
  protected readonly isWhole = linkedSignal({ source: this.by, computation: () => false });
  protected readonly rows = computed(() => {
    const by = this.by();
    const groups = this.isWhole() ? this.groups() : this.groups().slice(0, FEW);
    return groups.map((group) => ({
      key: group.group,
      name: nameOf(by, group.group),
      link: linkOf(by, group.group),
      opened: group.opened.toLocaleString(),
      openNow: group.openNow.toLocaleString(),
      times: [timesOf('acknowledge', group.mtta), timesOf('resolve', group.mttr)],
      alerts: ratioText(group.alertsPerIncident),
      noise: shareText(group.unacknowledgedShare),
    }));
  });
  protected readonly rest = computed(() => this.groups().length - this.rows().length);
}

const timesOf = (id: string, { p50, mean, p90 }: Durations) => ({
  id,
  median: secondsText(p50),
  mean: secondsText(mean),
  p90: secondsText(p90),
});

function nameOf(by: GroupBy, group: string): string {
  if (by === 'week') return weekText(group);
  // Safe to look up: what is no severity stays as it is.
  return by === 'severity' ? `${group} ${severityWord[group as keyof typeof severityWord]}` : group;
}

/** The incidents of the group; lists know no weeks. */
const linkOf = (by: GroupBy, group: string): Params | undefined =>
  by === 'week' ? undefined : { [by]: group, status: 'all' };
