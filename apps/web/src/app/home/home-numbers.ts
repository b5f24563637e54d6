import { inject, Injectable, signal } from '@angular/core';
import type { Incident, IncidentsListInput } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { LiveEvents } from '../client/live-events.ts';
import { severities } from '../incidents/words.ts';
import { type Day, daysBefore, type Numbers, openByService, timesOf } from './numbers.ts';

export const DAYS = 30;
/** So many of those resolved last are looked at for times. */
const RESOLVED = 200;
/** So many open ones are counted by service. */
const OPEN = 500;
const AGAIN_AFTER = 1000;

/** What the home page shows, kept up to date while it is open. Provided by the page. */
@Injectable()
export class HomeNumbers {
  readonly #tocsin = injectTocsin();
  readonly #value = signal<Numbers | undefined>(undefined);
  readonly #failure = signal<unknown>(undefined);
  #waiting: ReturnType<typeof setTimeout> | undefined;

  readonly value = this.#value.asReadonly();
  readonly failure = this.#failure.asReadonly();

  constructor() {
    const again = () => {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => void this.read(), AGAIN_AFTER);
    };
    inject(LiveEvents).on('incident', { event: again, restart: again });
    void this.read();
  }

  async read(): Promise<void> {
    try {
      const [bySeverity, byPhase, open, resolved, days, all] = await Promise.all([
        Promise.all(
          severities.map(async (severity) => ({
            severity,
            open: await this.#count({ status: 'Open', severity }),
          })),
        ),
        Promise.all(
          (['open', 'acknowledged', 'in_progress', 'resolved'] as const).map(async (phase) => ({
            phase,
            count: await this.#count({ status: phase }),
          })),
        ),
        this.#tocsin.incidents.list({ status: 'Open', sort: 'severity', limit: OPEN }),
        this.#tocsin.incidents.list({ status: 'Closed', sort: '-updatedAt', limit: RESOLVED }),
        this.#opened(),
        this.#count({}),
      ]);
      this.#value.set({
        bySeverity,
        byPhase,
        open: open.total,
        all,
        pressing: pressing(open.items),
        byService: openByService(open.items),
        isPartOfOpen: open.nextCursor !== null,
        days,
        times: timesOf(resolved.items),
      });
      this.#failure.set(undefined);
    } catch (error) {
      // What was shown before stays; the banner tells of the connection.
      if (this.#value() === undefined) this.#failure.set(error);
    }
  }

  async #opened(): Promise<Day[]> {
    const days = daysBefore(new Date(), DAYS);
    return Promise.all(
      days.map(async ({ from, to }) => {
        const span = { from: from.toISOString(), to: to.toISOString() };
        const [all, urgent] = await Promise.all([
          this.#count(span),
          this.#count({ ...span, severity: ['P1', 'P2'] }),
        ]);
        return { from, all, urgent };
      }),
    );
  }

  async #count(input: IncidentsListInput): Promise<number> {
    const { total } = await this.#tocsin.incidents.list({ ...input, limit: 1 });
    return total;
  }
}

const MOST_PRESSING = 6;

/** Those nobody has acknowledged first, then by severity, as the list has them. */
function pressing(open: readonly Incident[]): Incident[] {
  return open
    .toSorted((a, b) => Number(a.phase !== 'open') - Number(b.phase !== 'open'))
    .slice(0, MOST_PRESSING);
}
