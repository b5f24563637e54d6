import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { NewIntegration, Receipt } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText } from '../client/failure-text.ts';
import { Notices } from '../layout/notices.ts';
import { copyText } from '../ui/copy-text.ts';
import { DialogFrame } from '../ui/dialog.ts';
import { Icon } from '../ui/icon.ts';
import { sendersOf } from './sender-paths.ts';
import { testAlert } from './test-alert.ts';

/** The key of an integration that has just been made, with where each kind of sender sends to. */
@Component({
  selector: 't-integration-key',
  imports: [DialogFrame, Icon, RouterLink],
  template: `
    <t-dialog [heading]="integration().name" size="wide" (left)="close()()">
      <div class="form" data-testid="integration-key">
        <p class="warning">
          Copy what you need now: the key is shown this once. Whoever has it can send alerts.
        </p>
        <div class="line">
          <span class="what"><b>Key</b></span>
          <code data-testid="integration-key-text">{{ integration().key }}</code>
          <button class="button small" data-focus (click)="copy(integration().key)">
            <t-icon name="copy" />Copy
          </button>
        </div>
        @for (sender of senders(); track sender.name) {
          <div class="line">
            <span class="what"
              ><b>{{ sender.name }}</b> <span class="muted">{{ sender.hint }}</span></span
            >
            <code data-testid="integration-url">{{ sender.url }}</code>
            <button
              class="button small"
              [attr.aria-label]="'Copy the address for ' + sender.name"
              (click)="copy(sender.url)"
            >
              <t-icon name="copy" />Copy
            </button>
          </div>
        }
        <footer>
          @if (receipt()?.alerts?.[0]; as alert) {
            <p class="sent" role="status" data-testid="test-sent">
              It arrived.
              <a [routerLink]="['/incidents', alert.incident_id]" (click)="close()()">
                See its incident
              </a>
            </p>
          }
          <p class="error" role="alert">{{ failure() }}</p>
          <button class="button" [disabled]="isBusy()" (click)="test()" data-testid="test-alert">
            <t-icon name="send" />Send a test alert
          </button>
          <button class="button primary" (click)="close()()" data-testid="integration-key-done">
            Done
          </button>
        </footer>
      </div>
    </t-dialog>
  `,
  styles: `
    .warning {
      padding: 8px 12px;
      border-radius: var(--radius);
      background: var(--mark);
    }
    .line {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 4px 10px;
      align-items: center;
    }
    .what {
      grid-column: 1 / -1;
    }
    .what .muted {
      margin-inline-start: 6px;
      font-size: 13px;
    }
    code {
      min-width: 0;
      padding: 6px 10px;
      border-radius: var(--radius);
      background: var(--hover);
      overflow-wrap: anywhere;
    }
    .sent {
      flex: 1;
    }
    footer .error:empty {
      display: none;
    }
  `,
})
export class IntegrationKey {
  readonly #tocsin = injectTocsin();
  readonly #notices = inject(Notices);
  readonly close = input.required<() => void>();
  readonly integration = input.required<NewIntegration>();

  protected readonly senders = computed(() => sendersOf(location.origin, this.integration()));
  protected readonly receipt = signal<Receipt | undefined>(undefined);
  protected readonly failure = signal('');
  protected readonly isBusy = signal(false);

  protected copy(text: string): void {
    void copyText(text, this.#notices);
  }

  protected async test(): Promise<void> {
    this.isBusy.set(true);
    this.failure.set('');
    try {
      const { key, name } = this.integration();
      this.receipt.set(await this.#tocsin.integrations.events({ key, body: testAlert(name) }));
    } catch (error) {
      this.failure.set(failureText(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
