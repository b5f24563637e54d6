import { Component, computed, inject, input } from '@angular/core';
import type { Calendar } from '@tocsin/client';
import { hueOf, initialsOf } from '../people/person-looks.ts';
import { Clock } from '../ui/clock.ts';
import { barsOf, rowsFrom, shareAt } from './week-grid.ts';

const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short' });

/** The days ahead of a team on one line: whose they are, and where nobody is on call. */
@Component({
  selector: 't-day-strip',
  host: { 'aria-hidden': 'true' },
  template: `
    <div class="days">
      @for (day of days(); track day.at) {
        <span>{{ day.name }}</span>
      }
    </div>
    <div class="bars">
      @for (bar of bars(); track bar.left) {
        <i [style.left.%]="bar.left" [style.width.%]="bar.width" [style.--hue]="bar.hue">{{
          bar.initials
        }}</i>
      }
      @for (gap of gaps(); track gap.left) {
        <i class="gap" [style.left.%]="gap.left" [style.width.%]="gap.width"></i>
      }
      <s [style.left.%]="now()"></s>
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    .days {
      display: flex;
      color: var(--text-2);
      font-size: 11px;
      line-height: 14px;
    }
    .days span {
      flex: 1;
    }
    .bars {
      position: relative;
      height: 18px;
      border-radius: 4px;
      background: var(--hover);
    }
    i {
      position: absolute;
      overflow: hidden;
      height: 18px;
      padding-inline-start: 4px;
      border-radius: 4px;
      border-inline-end: 1px solid var(--surface);
      background: light-dark(hsl(var(--hue) 55% 86%), hsl(var(--hue) 32% 28%));
      color: light-dark(hsl(var(--hue) 60% 24%), hsl(var(--hue) 70% 86%));
      font: 600 11px/18px var(--font);
    }
    i.gap {
      background: repeating-linear-gradient(135deg, var(--gap) 0 2px, var(--p1-soft) 2px 6px);
    }
    s {
      position: absolute;
      top: -3px;
      width: 2px;
      height: 24px;
      background: var(--danger);
    }
  `,
})
export class DayStrip {
  readonly #clock = inject(Clock);
  readonly calendar = input.required<Calendar>();
  readonly #row = computed(() => {
    const from = Date.parse(this.calendar().from);
    const count = Math.round((Date.parse(this.calendar().to) - from) / 86_400_000);
    return rowsFrom(from, 1, count)[0] ?? { edges: [] };
  });
  protected readonly days = computed(() =>
    this.#row()
      .edges.slice(0, -1)
      .map((at) => ({ at, name: weekday.format(at) })),
  );
  protected readonly bars = computed(() =>
    barsOf(this.#row(), this.calendar().shifts).map(({ span, left, width }) => ({
      left: 100 * left,
      width: 100 * width,
      hue: hueOf(span.member),
      initials: initialsOf(span.member),
    })),
  );
  protected readonly gaps = computed(() =>
    barsOf(this.#row(), this.calendar().gaps).map(({ left, width }) => ({
      left: 100 * left,
      width: 100 * width,
    })),
  );
  protected readonly now = computed(() => 100 * shareAt(this.#row(), this.#clock.now()));
}
