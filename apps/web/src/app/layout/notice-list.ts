import { Component, inject } from '@angular/core';
import { Icon } from '../ui/icon.ts';
import { Notices } from './notices.ts';

@Component({
  selector: 't-notices',
  imports: [Icon],
  host: { role: 'status', 'aria-live': 'polite' },
  template: `
    @for (notice of notices.all(); track notice.id) {
      <div class="notice" [class.failed]="notice.kind === 'failed'" data-testid="notice">
        <span>{{ notice.text }}</span>
        @if (notice.action; as action) {
          <button class="action" (click)="notices.act(notice)" data-testid="notice-action">
            {{ action.label }}
          </button>
        }
        <button class="close" aria-label="Dismiss" (click)="notices.dismiss(notice.id)">
          <t-icon name="close" />
        </button>
      </div>
    }
  `,
  styles: `
    :host {
      position: fixed;
      z-index: 900;
      right: 16px;
      bottom: calc(16px + var(--tabs));
      display: grid;
      justify-items: end;
      gap: 8px;
      max-width: calc(100vw - 32px);
      pointer-events: none;
    }
    .notice {
      display: flex;
      align-items: center;
      gap: 12px;
      max-width: 460px;
      padding: 6px 6px 6px 14px;
      border-radius: 8px;
      background: light-dark(#24262c, #e9ebf0);
      box-shadow: var(--shadow-large);
      color: light-dark(#f3f4f6, #17181c);
      pointer-events: auto;
      animation: rise 0.16s ease-out;
    }
    .failed {
      background: light-dark(#8f1d23, #ffcfcd);
      color: light-dark(#fff, #4c0d11);
    }
    button {
      display: inline-grid;
      place-items: center;
      min-width: 30px;
      height: 30px;
      border: 0;
      border-radius: 5px;
      background: transparent;
      color: inherit;
      cursor: pointer;
    }
    button:hover {
      background: light-dark(rgb(255 255 255 / 14%), rgb(0 0 0 / 10%));
    }
    .action {
      padding: 0 10px;
      font-weight: 650;
      text-decoration: underline;
      text-underline-offset: 3px;
      white-space: nowrap;
    }
    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(8px);
      }
    }
    @media (width < 768px) {
      :host {
        right: 12px;
        left: 12px;
        justify-items: stretch;
      }
      .notice {
        justify-content: space-between;
      }
      button {
        height: 40px;
        min-width: 40px;
      }
    }
  `,
})
export class NoticeList {
  protected readonly notices = inject(Notices);
}
