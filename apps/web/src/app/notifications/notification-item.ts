import { Component, computed, inject, input, signal } from '@angular/core';
import type { Notification } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText } from '../client/failure-text.ts';
import { Notices } from '../layout/notices.ts';
import { Icon } from '../ui/icon.ts';
import { When } from '../ui/when.ts';
import { channelWord, reasonWord, statusWord } from './notification-words.ts';

const ENDED = ['delivered', 'failed', 'cancelled', 'bundled'];

/** Who was told, by what, and what came of it. */
@Component({
  selector: 't-notification-item',
  imports: [Icon, When],
  template: `
    @let item = notification();
    <span class="state" [class]="item.status" aria-hidden="true"></span>
    <span class="what">
      <span class="ellipsis"
        ><b>{{ item.person ?? item.recipient }}</b> {{ channel() }}</span
      >
      <span class="muted under" [title]="item.detail ?? ''" data-testid="notification-outcome">
        {{ status() }}
        @if (isLate()) {
          for <t-when [at]="item.due_at" as="local" />
        }
        @if (item.attempt_count > 1) {
          · {{ item.attempt_count }} attempts
        }
        @if (item.status === 'failed' && item.detail) {
          · {{ item.detail }}
        }
        · {{ reason() }}
      </span>
    </span>
    <t-when class="muted" [at]="item.ended_at ?? item.created_at" />
    <button
      class="button quiet small icon"
      [disabled]="!isEnded() || isBusy()"
      [attr.aria-label]="'Send it again to ' + (item.person ?? item.recipient)"
      title="Send it again"
      (click)="resend()"
      data-testid="notification-resend"
    >
      <t-icon name="send" />
    </button>
  `,
  styles: `
    :host {
      display: flex;
      gap: 12px;
      align-items: center;
      min-height: 48px;
      padding: 4px 8px 4px 14px;
    }
    .state {
      flex: none;
      width: 8px;
      height: 8px;
      border-radius: 50%;
      background: var(--line-strong);
    }
    .state.delivered {
      background: var(--ok-solid);
    }
    .state.failed {
      background: var(--p1);
      box-shadow: 0 0 0 3px var(--p1-soft);
    }
    .state.queued,
    .state.sending {
      background: var(--accent);
    }
    .what {
      display: grid;
      flex: 1;
      min-width: 0;
      line-height: 1.35;
    }
    b {
      font-weight: 550;
    }
    .under {
      overflow: hidden;
      font-size: 12.5px;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .icon {
      color: var(--text-2);
    }
  `,
})
export class NotificationItem {
  readonly #tocsin = injectTocsin();
  readonly #notices = inject(Notices);
  readonly notification = input.required<Notification>();

  protected readonly isBusy = signal(false);
  protected readonly channel = computed(() => {
    const { channel, person, recipient } = this.notification();
    const isSaid = person === null || person === recipient;
    return `· ${channelWord[channel]}${isSaid ? '' : `, ${recipient}`}`;
  });
  protected readonly reason = computed(() => reasonWord[this.notification().reason]);
  protected readonly status = computed(() => statusWord[this.notification().status]);
  protected readonly isEnded = computed(() => ENDED.includes(this.notification().status));
  /** It waits for the time that a rule of the person names. */
  protected readonly isLate = computed(() => {
    const {
      status,
      due_at: due,
      created_at: created,
      attempt_count: attempts,
    } = this.notification();
    return status === 'queued' && attempts === 0 && due > created;
  });

  /** What becomes of it comes by its events. */
  protected async resend(): Promise<void> {
    this.isBusy.set(true);
    try {
      const { notification_id } = this.notification();
      await this.#tocsin.notifications.resend({ notification_id });
      this.#notices.done('Sent again');
    } catch (error) {
      this.#notices.failed(`It was not sent again: ${failureText(error)}`);
    } finally {
      this.isBusy.set(false);
    }
  }
}
