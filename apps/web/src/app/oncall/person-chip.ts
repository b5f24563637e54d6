import { Component, computed, input } from '@angular/core';
import { hueOf, initialsOf } from '../people/person-looks.ts';

/** Who is on call, with how long; or that nobody is. */
@Component({
  selector: 't-person-chip',
  template: `
    @if (name(); as name) {
      <span class="avatar" [style.--hue]="hue()" aria-hidden="true">{{ initials() }}</span>
      <span class="who">
        <b class="ellipsis">{{ name }}</b>
        <span class="muted ellipsis">{{ detail() }}</span>
      </span>
    } @else {
      <span class="avatar none" [class.alarming]="isAlarming()" aria-hidden="true">–</span>
      <span class="who">
        <b [class.alarming]="isAlarming()">{{ isAlarming() ? 'Nobody' : 'Nobody else' }}</b>
        <span class="muted ellipsis">{{ detail() }}</span>
      </span>
    }
  `,
  styles: `
    :host {
      display: flex;
      gap: 10px;
      align-items: center;
      min-width: 0;
    }
    .who {
      display: grid;
      min-width: 0;
      line-height: 1.3;
    }
    b {
      font-weight: 600;
    }
    .muted {
      font-size: 12.5px;
      font-variant-numeric: tabular-nums;
    }
    .avatar.none {
      background: var(--hover);
      color: var(--text-2);
    }
    .avatar.alarming {
      background: var(--p1-soft);
    }
    .alarming {
      color: var(--p1-text);
    }
  `,
})
export class PersonChip {
  readonly name = input.required<string | null>();
  readonly detail = input('');
  /** That it is nobody is no news where somebody else would come next. */
  readonly isAlarming = input(true);
  protected readonly hue = computed(() => hueOf(this.name() ?? ''));
  protected readonly initials = computed(() => initialsOf(this.name() ?? ''));
}
