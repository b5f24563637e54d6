import { Component, inject, input } from '@angular/core';
import { Notices } from '../layout/notices.ts';
import { copyText } from '../ui/copy-text.ts';
import { DialogFrame } from '../ui/dialog.ts';
import { Icon } from '../ui/icon.ts';

/** A secret that has just been made: the only time that it can be read. */
@Component({
  selector: 't-webhook-secret',
  imports: [DialogFrame, Icon],
  template: `
    <t-dialog heading="The signing secret" (left)="close()()">
      <div class="form">
        <p>
          Give it to the receiver, which checks signatures with it as Standard Webhooks have it. It
          is shown this once.
        </p>
        <code data-testid="webhook-secret">{{ secret() }}</code>
        <footer>
          <button class="button" data-focus (click)="copy()"><t-icon name="copy" />Copy</button>
          <button class="button primary" (click)="close()()" data-testid="webhook-secret-done">
            Done
          </button>
        </footer>
      </div>
    </t-dialog>
  `,
  styles: `
    code {
      padding: 8px 10px;
      border-radius: var(--radius);
      background: var(--hover);
      overflow-wrap: anywhere;
    }
  `,
})
export class WebhookSecret {
  readonly #notices = inject(Notices);
  readonly close = input.required<() => void>();
  readonly secret = input.required<string>();

  protected copy(): void {
    void copyText(this.secret(), this.#notices);
  }
}
