import { Component, computed, input } from '@angular/core';

/** Drawn on a grid of 16, one stroke wide. */
const paths = {
  home: 'M2.5 7 8 2.5 13.5 7v6.5h-4v-4h-3v4h-4z',
  incidents: 'M8 2.2 14.3 13.2H1.7zM8 6.2v3.4M8 11.4v.2',
  runbooks:
    'M3 2.5h8.5a1.5 1.5 0 0 1 1.5 1.5v9.5H4.5A1.5 1.5 0 0 1 3 12zM3 12a1.5 1.5 0 0 1 1.5-1.5H13M6 5.5h4',
  settings: 'M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M10 2.8v3.4M6 9.8v3.4',
  alerts:
    'M8 2.2a3.8 3.8 0 0 1 3.8 3.8c0 3.6 1.4 4.6 1.4 5.2H2.8c0-.6 1.4-1.6 1.4-5.2A3.8 3.8 0 0 1 8 2.2zM6.6 13.6h2.8',
  oncall: 'M2.5 3.5h11v10h-11zM2.5 6.6h11M5.4 2v2.6M10.6 2v2.6M8 8.4v1.9l1.4.9',
  people:
    'M6 2.8a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 0 1 0-4.6zM1.6 13.2c.3-2.6 2-4 4.4-4s4.1 1.4 4.4 4M10.6 3a2.1 2.1 0 0 1 0 4.1M12 9.5c1.5.5 2.3 1.8 2.5 3.7',
  integrations: 'M5.5 2v3M10.5 2v3M3.5 5h9v2.5a4.5 4.5 0 0 1-9 0zM8 12v2.5',
  webhooks:
    'M8 2.4a2 2 0 1 1-.1 0M6.9 6.1 4.3 10.7M3.4 10.4a2 2 0 1 0 .1 0M9.1 6.1l2.6 4.6M12.6 10.4a2 2 0 1 1-.1 0M5.6 12.4h4.9',
  policies: 'M2.5 13.5h3.7V10h3.6V6.5h3.7V3',
  pin: 'M9.8 2.2l4 4-2.6 1-2.6 2.6-.4 3L3.2 7.8l3-.4 2.6-2.6zM5.7 10.3 2.5 13.5',
  clock: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM8 4.8V8l2.2 1.6',
  send: 'M14 2 7.2 8.8M14 2 9.6 14 7.2 8.8 2 6.4z',
  calendar: 'M2.5 3.5h11v10h-11zM2.5 6.6h11M5.4 2v2.6M10.6 2v2.6',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.4 10.4l3.3 3.3',
  plus: 'M8 3v10M3 8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3 8.5 6.5 12 13 4.5',
  down: 'M4 6.2 8 10.2l4-4',
  left: 'M10 3.5 5.5 8l4.5 4.5',
  right: 'M6 3.5 10.5 8 6 12.5',
  up: 'M8 13V3.5M4 7.2l4-4 4 4',
  link: 'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.2 6.8a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.9-.9',
  edit: 'M10.8 2.7l2.5 2.5-7.6 7.6-3.2.7.7-3.2zM9.2 4.3l2.5 2.5',
  trash: 'M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9M6.7 7v4M9.3 7v4',
  note: 'M2.5 3h11v8h-6l-3 2.5V11h-2z',
  user: 'M8 2.5a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4zM2.8 13.5c.5-2.6 2.5-4 5.2-4s4.7 1.4 5.2 4',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  history: 'M2.8 5.2A5.7 5.7 0 1 1 2.3 8M2.5 2.5v3h3M8 5v3.3l2.2 1.3',
  offline:
    'M2 2l12 12M4.5 11.5h6.8M3.1 8.4a2.6 2.6 0 0 0 1.4 3.1M6.5 4.6A4 4 0 0 1 12 8a1.8 1.8 0 0 1 1.6 2.6',
  sun: 'M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6zM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9',
  moon: 'M13.3 9.6A5.6 5.6 0 0 1 6.4 2.7a5.6 5.6 0 1 0 6.9 6.9z',
  screen: 'M2 3h12v8H2zM5.5 13.5h5M8 11v2.5',
  download: 'M8 2.5v7.5M4.5 7 8 10.3 11.5 7M2.5 13.5h11',
  upload: 'M8 10.5V3M4.5 6.2 8 2.8l3.5 3.4M2.5 13.5h11',
  keyboard: 'M1.8 4h12.4v8H1.8zM4.3 6.7h.01M6.8 6.7h.01M9.3 6.7h.01M11.7 6.7h.01M5 9.6h6',
  copy: 'M5.5 5.5h8v8h-8zM3 10.5h-.5v-8h8V3',
  side: 'M2 3h12v10H2zM9.5 3v10',
  tag: 'M2.5 2.5h5l6 6-5 5-6-6zM5.2 5.2h.01',
} as const;

export type IconName = keyof typeof paths;

/** A picture beside a word; it says nothing to screen readers. */
@Component({
  selector: 't-icon',
  host: { 'aria-hidden': 'true' },
  template: `<svg viewBox="0 0 16 16"><path [attr.d]="path()" /></svg>`,
  styles: `
    :host {
      display: inline-grid;
      flex: none;
    }
    svg {
      width: 16px;
      height: 16px;
      fill: none;
      stroke: currentcolor;
      stroke-width: 1.4;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  protected readonly path = computed(() => paths[this.name()]);
}
