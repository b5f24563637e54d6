import { Component, computed, input } from '@angular/core';
import type { Phase } from '@tocsin/client';
import { phaseWord } from './words.ts';

/** Where an incident stands: a circle that fills, and a word. */
@Component({
  selector: 't-phase',
  host: { '[style.--phase]': 'colour()' },
  template: `
    <svg viewBox="0 0 16 16" aria-hidden="true">
      @if (value() === 'resolved') {
        <circle class="full" cx="8" cy="8" r="6.7" />
        <path class="tick" d="M5 8.2 7.2 10.4 11 6" />
      } @else {
        <circle class="ring" cx="8" cy="8" r="6" />
        @if (value() === 'acknowledged') {
          <path class="full" d="M8 4.4a3.6 3.6 0 0 1 0 7.2z" />
        } @else if (value() === 'in_progress') {
          <circle class="full" cx="8" cy="8" r="3.6" />
        }
      }
    </svg>
    <span>{{ word() }}</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      white-space: nowrap;
    }
    svg {
      flex: none;
      width: 14px;
      height: 14px;
    }
    .ring {
      fill: none;
      stroke: var(--phase);
      stroke-width: 1.6;
    }
    .full {
      fill: var(--phase);
    }
    .tick {
      fill: none;
      stroke: var(--surface);
      stroke-width: 1.6;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class PhaseBadge {
  readonly value = input.required<Phase>();
  protected readonly word = computed(() => phaseWord[this.value()]);
  protected readonly colour = computed(() => `var(--phase-${this.value()})`);
}
