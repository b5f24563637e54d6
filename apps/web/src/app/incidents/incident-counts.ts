import { inject, Injectable, signal } from '@angular/core';
import { injectTocsin } from '@tocsin/client/angular';
import { LiveEvents } from '../client/live-events.ts';
import { type IncidentQuery, listInput } from './incident-query.ts';

const AGAIN_AFTER = 500;
const statuses = { Open: ['Open'], Closed: ['Closed'], All: [] } as const;

/** How many incidents there are of each status, with the other filters of a list. */
@Injectable({ providedIn: 'root' })
export class IncidentCounts {
  readonly #tocsin = injectTocsin();
  readonly #byStatus = signal<ReadonlyMap<string, string>>(new Map());
  #query: IncidentQuery | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  /** By `Open`, `Closed` and `All`; `1,000+` where the server stopped counting. */
  readonly byStatus = this.#byStatus.asReadonly();

  constructor() {
    const again = () => {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => void this.#ask(), AGAIN_AFTER);
    };
    inject(LiveEvents).on('incident', { event: again, restart: again });
  }

  show(query: IncidentQuery): void {
    this.#query = query;
    void this.#ask();
  }

  async #ask(): Promise<void> {
    const query = this.#query;
    if (!query) return;
    try {
      const counts = await Promise.all(
        Object.entries(statuses).map(async ([name, status]) => {
          const input = { ...listInput({ ...query, status }, Date.now()), limit: 1 };
          const { total, totalRelation } = await this.#tocsin.incidents.list(input);
          const more = totalRelation === 'gte' ? '+' : '';
          return [name, `${total.toLocaleString()}${more}`] as const;
        }),
      );
      if (query === this.#query) this.#byStatus.set(new Map(counts));
    } catch {
      // The old counts stay; the banner tells of the connection.
    }
  }
}
