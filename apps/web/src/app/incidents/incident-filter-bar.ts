import { Component, computed, inject, input, output } from '@angular/core';
import type { Severity, StatusInput } from '@tocsin/client';
import { type Choice, ChoiceMenu } from '../ui/choice-menu.ts';
import { Icon } from '../ui/icon.ts';
import { IncidentFacets } from './incident-facets.ts';
import { type IncidentQuery, type Period, type Sort, sorts } from './incident-query.ts';
import { phases, phaseWord, severities, severityWord } from './words.ts';

const openPhases = phases.filter((phase) => phase !== 'resolved');
const choicesOf = (values: readonly string[]): Choice[] =>
  values.map((value) => ({ value, label: value }));

/** What narrows the list; the URL has it all. */
@Component({
  selector: 't-incident-filter-bar',
  imports: [ChoiceMenu, Icon],
  templateUrl: './incident-filter-bar.html',
  styleUrl: './incident-filter-bar.css',
})
export class IncidentFilterBar {
  protected readonly facets = inject(IncidentFacets);
  readonly query = input.required<IncidentQuery>();
  readonly changed = output<Partial<IncidentQuery>>();

  protected readonly severityChoices = severities.map((value) => ({
    value,
    label: `${value} ${severityWord[value]}`,
  }));
  protected readonly phaseChoices = openPhases.map((value) => ({ value, label: phaseWord[value] }));
  protected readonly periodChoices: readonly Choice[] = [
    { value: '', label: 'Any time' },
    { value: '24h', label: 'Last 24 hours' },
    { value: '7d', label: 'Last 7 days' },
    { value: '30d', label: 'Last 30 days' },
  ];
  protected readonly sortChoices = computed(() =>
    Object.entries(sorts)
      .filter(([value]) => value !== 'relevance' || this.query().q !== '')
      .map(([value, label]) => ({ value, label })),
  );
  protected readonly serviceChoices = computed(() =>
    choicesOf([...new Set([...this.query().service, ...this.facets.services()])]),
  );
  protected readonly ownerChoices = computed(() =>
    choicesOf([...new Set([...this.query().assignedTo, ...this.facets.people()])]),
  );
  protected readonly chosenPhases = computed(() =>
    this.query().status.filter((word) => openPhases.some((phase) => phase === word)),
  );
  protected readonly sort = computed(
    () => this.query().sort ?? (this.query().q === '' ? '-createdAt' : 'relevance'),
  );
  protected readonly isNarrowed = computed(() => {
    const { q, severity, service, assignedTo, period } = this.query();
    const chosen = [...severity, ...service, ...assignedTo, ...this.chosenPhases()];
    return q !== '' || chosen.length > 0 || period !== undefined;
  });

  protected setPhases(phases: string[]): void {
    // Safe: they are the values of `phaseChoices`.
    this.changed.emit({ status: phases.length === 0 ? ['Open'] : (phases as StatusInput[]) });
  }

  protected setSeverities(values: string[]): void {
    // Safe: they are the values of `severityChoices`.
    this.changed.emit({ severity: values as Severity[] });
  }

  protected setPeriod([value]: string[]): void {
    // Safe: they are the values of `periodChoices`.
    this.changed.emit({ period: value === '' ? undefined : (value as Period) });
  }

  protected setSort([value]: string[]): void {
    // Safe: they are the values of `sortChoices`.
    this.changed.emit({ sort: value as Sort });
  }

  protected clear(): void {
    const { status } = this.query();
    const isPhases = this.chosenPhases().length > 0;
    this.changed.emit({
      q: '',
      severity: [],
      service: [],
      assignedTo: [],
      period: undefined,
      status: isPhases ? ['Open'] : status,
    });
  }
}
