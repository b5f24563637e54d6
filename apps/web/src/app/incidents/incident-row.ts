import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../ui/icon.ts';
import { When } from '../ui/when.ts';
import type { IncidentEntry } from './incident-entry.ts';
import { PhaseBadge } from './phase-badge.ts';
import { SeverityBadge } from './severity-badge.ts';

/** One incident of a list, on one line; on a phone on two. */
@Component({
  selector: 't-incident-row',
  imports: [Icon, PhaseBadge, RouterLink, SeverityBadge, When],
  templateUrl: './incident-row.html',
  styleUrl: './incident-row.css',
  host: {
    role: 'listitem',
    'data-testid': 'incident-row',
    '[attr.data-number]': 'incident().number',
    '[class.closed]': "incident().status === 'Closed'",
    '[class.current]': 'isCurrent()',
    '[class.selected]': 'isSelected()',
    '[class.new]': "marks().has('new')",
  },
})
export class IncidentRow {
  readonly entry = input.required<IncidentEntry>();
  readonly isCurrent = input(false);
  readonly isSelected = input(false);
  readonly selectedChange = output<MouseEvent>();
  readonly reached = output();

  protected readonly incident = computed(() => this.entry().view());
  protected readonly marks = computed(() => this.entry().marks());
  protected readonly isPhaseMarked = computed(
    () => this.marks().has('phase') || this.marks().has('status'),
  );
  protected readonly markText = computed(() =>
    this.marks().size === 0
      ? ''
      : this.marks().has('new')
        ? 'New'
        : `Just changed: ${[...this.marks()].filter((field) => field !== 'status').join(', ')}`,
  );
}
