import { Component, computed, inject, input, output } from '@angular/core';
import type { Incident, Severity } from '@tocsin/client';
import { Me } from '../layout/me.ts';
import { ChoiceMenu } from '../ui/choice-menu.ts';
import { Clock } from '../ui/clock.ts';
import { InlineText } from '../ui/inline-text.ts';
import { durationText } from '../ui/times.ts';
import { When } from '../ui/when.ts';
import type { IncidentEdit } from './conflicts.ts';
import { IncidentFacets } from './incident-facets.ts';
import { severities, severityWord } from './words.ts';

/** The fields of an incident, each edited in its place. */
@Component({
  selector: 't-incident-facts',
  imports: [ChoiceMenu, InlineText, When],
  templateUrl: './incident-facts.html',
  styleUrl: './incident-facts.css',
})
export class IncidentFacts {
  readonly #clock = inject(Clock);
  protected readonly facets = inject(IncidentFacets);
  protected readonly me = inject(Me);

  readonly incident = input.required<Incident>();
  readonly marks = input.required<ReadonlySet<string>>();
  readonly isFixed = input(false);
  readonly save = input.required<(edit: IncidentEdit) => Promise<void>>();
  readonly severity = output<Severity>();
  readonly mine = output();

  protected readonly severityChoices = severities.map((value) => ({
    value,
    label: `${value} ${severityWord[value]}`,
  }));
  protected readonly toAcknowledge = computed(() => secondsText(this.incident().mttaSeconds));
  protected readonly toResolve = computed(() => secondsText(this.incident().mttrSeconds));
  protected readonly openFor = computed(() =>
    durationText(this.#clock.now() - Date.parse(this.incident().createdAt)),
  );

  protected readonly saveService = (service: string) => this.save()({ service });
  protected readonly saveOwner = (name: string) => this.save()({ assignedTo: name.trim() || null });

  constructor() {
    void this.facets.read();
  }

  protected choose([value]: string[]): void {
    // Safe: it is one of `severityChoices`.
    this.severity.emit(value as Severity);
  }
}

const secondsText = (seconds: number | null): string | undefined =>
  seconds === null ? undefined : durationText(seconds * 1000);
