import { computed, effect, inject, Injectable } from '@angular/core';
import type { Calendar, OnCall, Schedule } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { liveValue } from '../client/live-value.ts';
import { Clock } from '../ui/clock.ts';
import { startOfDay } from './week-grid.ts';

const MOST = 100;
export const DAYS_AHEAD = 7;

/** Who is on call for a team, who is next, and the days ahead. */
export interface TeamNow {
  schedule: Schedule;
  current: OnCall;
  next: OnCall;
  ahead: Calendar;
}

/** All teams as they are now; read again at each hand-off. Provided by pages. */
@Injectable()
export class TeamsNow {
  readonly #tocsin = injectTocsin();
  readonly #clock = inject(Clock);
  readonly #teams = liveValue(() => (signal) => this.#read(signal), ['schedule', 'person']);

  readonly value = this.#teams.value;
  readonly failure = this.#teams.failure;
  readonly refresh = () => this.#teams.refresh();

  constructor() {
    const nextEnd = computed(() => {
      const ends = (this.value() ?? []).flatMap(({ current }) =>
        current.shift ? [Date.parse(current.shift.end)] : [],
      );
      return Math.min(...ends);
    });
    const isOver = computed(() => this.#clock.now() >= nextEnd());
    effect(() => {
      if (isOver()) void this.refresh();
    });
  }

  async #read(signal: AbortSignal): Promise<TeamNow[]> {
    const { items } = await this.#tocsin.schedules.list({ limit: MOST }, { signal });
    const today = startOfDay(Date.now());
    const from = new Date(today).toISOString();
    const to = new Date(startOfDay(today, DAYS_AHEAD)).toISOString();
    return Promise.all(
      items.map(async (schedule) => {
        const { id, team } = schedule;
        const [current, next, ahead] = await Promise.all([
          this.#tocsin.oncall.current({ team }, { signal }),
          this.#tocsin.oncall.next({ team }, { signal }),
          this.#tocsin.schedules.shifts({ id, from, to }, { signal }),
        ]);
        return { schedule, current, next, ahead };
      }),
    );
  }
}
