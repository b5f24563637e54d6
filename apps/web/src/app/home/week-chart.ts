import { Component, computed, input } from '@angular/core';
import type { Week } from './history.ts';
import { mondayText, weekText } from './week-text.ts';

const WIDTH = 600;
const HEIGHT = 140;
const GAP = 3;
/** A few weeks do not become walls. */
const WIDEST = 44;

/** A column for each week: what was opened, the urgent part below. */
@Component({
  selector: 't-week-chart',
  template: `
    <div class="chart">
      <span class="scale" aria-hidden="true">{{ most() }}</span>
      <svg
        viewBox="0 0 ${WIDTH} ${HEIGHT}"
        preserveAspectRatio="none"
        role="img"
        [attr.aria-label]="summary()"
        data-testid="week-chart"
      >
        <line class="grid" x1="0" x2="${WIDTH}" y1="0.5" y2="0.5" />
        <line class="grid" x1="0" x2="${WIDTH}" y1="${HEIGHT / 2}" y2="${HEIGHT / 2}" />
        @for (column of columns(); track column.monday) {
          <g>
            <title>{{ column.title }}</title>
            <rect
              class="hit"
              [attr.x]="column.hitX"
              y="0"
              [attr.width]="step()"
              height="${HEIGHT}"
            />
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
    <p class="weeks" aria-hidden="true">
      <span>{{ first() }}</span
      ><span class="key"><i class="urgent"></i>P1 and P2 <i class="rest"></i>P3 and P4</span
      ><span>This week</span>
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
    .weeks {
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
export class WeekChart {
  readonly weeks = input.required<readonly Week[]>();

  /** The top of the scale. */
  protected readonly most = computed(() => Math.max(4, ...this.weeks().map(({ all }) => all)));
  protected readonly step = computed(() => WIDTH / Math.max(1, this.weeks().length));
  protected readonly first = computed(() => {
    const [first] = this.weeks();
    return first ? mondayText(first.monday) : '';
  });
  protected readonly columns = computed(() => {
    const unit = (HEIGHT - 6) / this.most();
    const width = Math.min(WIDEST, this.step() - GAP);
    return this.weeks().map(({ monday, all, urgent }, i) => ({
      monday,
      hitX: i * this.step(),
      x: (i + 0.5) * this.step() - width / 2,
      width,
      restY: HEIGHT - all * unit,
      restHeight: (all - urgent) * unit,
      urgentY: HEIGHT - urgent * unit,
      urgentHeight: urgent * unit,
      title: `${weekText(monday)}: ${all} opened, ${urgent} of them P1 or P2`,
    }));
  });
  protected readonly summary = computed(() => {
    const all = this.weeks().reduce((sum, week) => sum + week.all, 0);
    const urgent = this.weeks().reduce((sum, week) => sum + week.urgent, 0);
    return `${all} incidents opened in ${this.weeks().length} weeks, ${urgent} of them P1 or P2; at most ${Math.max(0, ...this.weeks().map((week) => week.all))} in one week`;
  });
}
