import { Component, computed, input } from '@angular/core';
import type { Severity } from '@tocsin/client';
import { severityWord } from './words.ts';

/** A severity by colour, shape and word. */
@Component({
  selector: 't-severity',
  host: { '[class]': 'level()' },
  template: `<b>{{ value() }}</b> {{ word() }}`,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 5px;
      height: 20px;
      padding: 0 7px;
      border-inline-start: 3px solid;
      border-radius: 3px;
      font-size: 12px;
      white-space: nowrap;
    }
    b {
      font-weight: 650;
    }
    :host(.p1) {
      border-color: var(--p1);
      background: var(--p1-soft);
      color: var(--p1-text);
    }
    :host(.p2) {
      border-color: var(--p2);
      background: var(--p2-soft);
      color: var(--p2-text);
    }
    :host(.p3) {
      border-color: var(--p3);
      background: var(--p3-soft);
      color: var(--p3-text);
    }
    :host(.p4) {
      border-color: var(--p4);
      background: var(--p4-soft);
      color: var(--p4-text);
    }
  `,
})
export class SeverityBadge {
  readonly value = input.required<Severity>();
  protected readonly word = computed(() => severityWord[this.value()]);
  protected readonly level = computed(() => this.value().toLowerCase());
}
