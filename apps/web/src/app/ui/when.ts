import { Component, computed, inject, input } from '@angular/core';
import { Clock } from './clock.ts';
import { ageText, localText, utcText } from './times.ts';

/** A moment, as an age that ticks or in local time; both and UTC in the tooltip. */
@Component({
  selector: 't-when',
  template: `<time [attr.datetime]="at()" [title]="full()">{{ text() }}</time>`,
  styles: `
    time {
      white-space: nowrap;
    }
  `,
})
export class When {
  readonly #clock = inject(Clock);
  readonly at = input.required<string>();
  /** `age`: `5m`; `ago`: `5m ago`; `local`: the date and the time. */
  readonly as = input<'age' | 'ago' | 'local'>('age');

  protected readonly text = computed(() => {
    if (this.as() === 'local') return localText(this.at());
    const age = ageText(this.at(), this.#clock.now());
    return this.as() === 'ago' ? `${age} ago` : age;
  });
  protected readonly full = computed(() => `${localText(this.at())} · ${utcText(this.at())}`);
}
