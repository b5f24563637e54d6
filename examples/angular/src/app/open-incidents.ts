import { DatePipe } from '@angular/common';
import { Component, signal } from '@angular/core';
import type { Incident, Severity } from '@tocsin/client';
import { injectTocsin, liveIncidents } from '@tocsin/client/angular';
import { NewIncident } from './new-incident';

@Component({
  selector: 'app-open-incidents',
  imports: [DatePipe, NewIncident],
  template: `
    <app-new-incident />

    <label for="severity">Severity</label>
    <select id="severity" #chosen (change)="choose(chosen.value)">
      <option value="">all</option>
      @for (name of severities; track name) {
        <option>{{ name }}</option>
      }
    </select>

    @if (incidents.hasValue()) {
      <p>{{ incidents.value().total }} open</p>
      <ul>
        @for (incident of incidents.value().items; track incident.id) {
          <li>
            <b>{{ incident.severity }}</b>
            <span>{{ incident.title }}</span>
            <small>{{ incident.service }} · {{ incident.createdAt | date: 'MMM d, HH:mm' }}</small>
            <button (click)="close(incident)">Close</button>
          </li>
        } @empty {
          <li>Nothing is open.</li>
        }
      </ul>
    } @else if (incidents.error(); as error) {
      <p role="alert">{{ error.message }}</p>
    } @else {
      <p>Loading…</p>
    }
  `,
})
export class OpenIncidents {
  readonly #tocsin = injectTocsin();
  readonly severities: Severity[] = ['P1', 'P2', 'P3', 'P4'];
  readonly severity = signal<Severity | undefined>(undefined);

  /** Read anew when the severity is another, and kept up to date in between. */
  readonly incidents = liveIncidents(() => ({ status: 'Open', severity: this.severity() }));

  choose(value: string): void {
    this.severity.set(this.severities.find((severity) => severity === value));
  }

  async close({ id }: Incident): Promise<void> {
    await this.#tocsin.incidents.close({ id });
  }
}
