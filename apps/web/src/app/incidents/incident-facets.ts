import { Injectable, signal } from '@angular/core';
import type { Incident } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';

const FRESH_FOR = 60_000;

/** The services and people of incidents of late, those of most incidents first, to choose from. */
@Injectable({ providedIn: 'root' })
export class IncidentFacets {
  readonly #tocsin = injectTocsin();
  readonly #services = signal<readonly string[]>([]);
  readonly #people = signal<readonly string[]>([]);
  #readAt = -FRESH_FOR;

  readonly services = this.#services.asReadonly();
  readonly people = this.#people.asReadonly();

  async read(): Promise<void> {
    if (performance.now() - this.#readAt < FRESH_FOR) return;
    this.#readAt = performance.now();
    try {
      const { items } = await this.#tocsin.incidents.list({ sort: '-updatedAt', limit: 500 });
      this.#services.set(byFrequency(items, ({ service }) => service));
      this.#people.set(byFrequency(items, ({ assignedTo }) => assignedTo));
    } catch {
      this.#readAt = -FRESH_FOR;
    }
  }
}

function byFrequency(
  incidents: readonly Incident[],
  field: (incident: Incident) => string | null,
): string[] {
  const counts = new Map<string, number>();
  for (const incident of incidents) {
    const value = field(incident);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([value]) => value);
}
