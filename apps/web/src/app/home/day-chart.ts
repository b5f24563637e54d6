import { Component, computed, input } from '@angular/core';
import type { Day } from './numbers.ts';

const WIDTH = 600;
const HEIGHT = 140;
const GAP = 3;

const dayName = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** A column for each day: what was opened, the urgent part below. */
@Component({
  selector: 't-day-chart',
  template: `
    <div class="chart">
      <span class="scale" aria-hidden="true">{{ most() }}</span>
      <svg
        viewBox="0 0 ${WIDTH} ${HEIGHT}"
        preserveAspectRatio="none"
        role="img"
        [attr.aria-label]="summary()"
        data-testid="day-chart"
      >
        <line class="grid" x1="0" x2="${WIDTH}" y1="0.5" y2="0.5" />
        <line class="grid" x1="0" x2="${WIDTH}" y1="${HEIGHT / 2}" y2="${HEIGHT / 2}" />
        @for (column of columns(); track column.x) {
          <g>
            <title>{{ column.title }}</title>
            <rect class="hit" [attr.x]="column.x" y="0" [attr.width]="step()" height="${HEIGHT}" />
            <rect
              class="rest"
              [attr.x]="column.x"
              [attr.y]="column.restY"
              [attr.width]="column.width"
              [attr.height]="column.restHeight"
            />
            <rect
              class="urgent"
              [attr.x]="column.x"
              [attr.y]="column.urgentY"
              [attr.width]="column.width"
              [attr.height]="column.urgentHeight"
            />
          </g>
        }
        <line class="floor" x1="0" x2="${WIDTH}" y1="${HEIGHT - 0.5}" y2="${HEIGHT - 0.5}" />
      </svg>
    </div>
    <p class="days" aria-hidden="true">
      <span>{{ first() }}</span
      ><span class="key"><i class="urgent"></i>P1 and P2 <i class="rest"></i>P3 and P4</span
      ><span>Today</span>
    </p>
  `,
  styles: `
    .chart {
      position: relative;
    }
    svg {
      display: block;
      width: 100%;
      height: 140px;
    }
    .scale {
      position: absolute;
      top: 2px;
      left: 2px;
      color: var(--text-2);
      font-size: 12px;
    }
    .grid {
      stroke: var(--line);
      stroke-dasharray: 3 4;
      vector-effect: non-scaling-stroke;
    }
    .floor {
      stroke: var(--line-strong);
      vector-effect: non-scaling-stroke;
    }
    .hit {
      fill: transparent;
    }
    g:hover .hit {
      fill: var(--hover);
    }
    rect.urgent {
      fill: var(--p1);
    }
    rect.rest {
      fill: var(--p4);
    }
    .days {
      display: flex;
      justify-content: space-between;
      margin-top: 6px;
      color: var(--text-2);
      font-size: 12px;
    }
    .key {
      display: flex;
      gap: 6px;
      align-items: center;
    }
    i {
      width: 10px;
      height: 10px;
      margin-inline-start: 8px;
      border-radius: 2px;
    }
    i.urgent {
      background: var(--p1);
    }
    i.rest {
      background: var(--p4);
    }
  `,
})
export class DayChart {
  readonly days = input.required<readonly Day[]>();

  /** The top of the scale. */
  protected readonly most = computed(() => Math.max(4, ...this.days().map(({ all }) => all)));
  protected readonly step = computed(() => WIDTH / this.days().length);
  protected readonly first = computed(() => {
    const [first] = this.days();
    return first ? dayName.format(first.from) : '';
  });
  protected readonly columns = computed(() => {
    const unit = (HEIGHT - 6) / this.most();
    return this.days().map(({ from, all, urgent }, i) => ({
      x: i * this.step(),
      width: this.step() - GAP,
      restY: HEIGHT - all * unit,
      restHeight: (all - urgent) * unit,
      urgentY: HEIGHT - urgent * unit,
      urgentHeight: urgent * unit,
      title: `${dayName.format(from)}: ${all} opened, ${urgent} of them P1 or P2`,
    }));
  });
  protected readonly summary = computed(() => {
    const all = this.days().reduce((sum, day) => sum + day.all, 0);
    const urgent = this.days().reduce((sum, day) => sum + day.urgent, 0);
    return `${all} incidents opened in ${this.days().length} days, ${urgent} of them P1 or P2; at most ${Math.max(0, ...this.days().map((day) => day.all))} on one day`;
  });
}
