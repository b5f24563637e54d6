import { Component, computed, inject, input, signal } from '@angular/core';
import type { NotificationsNotifyInput } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText, fieldFaults } from '../client/failure-text.ts';
import { KnownPeople } from '../people/known-people.ts';
import { DialogFrame } from '../ui/dialog.ts';
import { channelWord } from './notification-words.ts';

/** Tells somebody of an incident; closes with `true` when it is on its way. */
@Component({
  selector: 't-notify-form',
  imports: [DialogFrame],
  template: `
    <t-dialog heading="Notify somebody" (left)="close()()">
      <form class="form" (submit)="send($event)" novalidate data-testid="notify-form">
        <div class="two">
          <div class="field">
            <label for="notify-recipient">Whom</label>
            <input
              class="input"
              id="notify-recipient"
              list="notify-people"
              data-focus
              maxlength="2000"
              autocomplete="off"
              placeholder="A name, an address, a URL"
              [value]="recipient()"
              (input)="recipient.set(recipientField.value)"
              #recipientField
              [attr.aria-invalid]="faults().has('recipient')"
              aria-describedby="notify-recipient-error"
              data-testid="notify-recipient"
            />
            <datalist id="notify-people">
              @for (name of people.names(); track name) {
                <option [value]="name"></option>
              }
            </datalist>
            <p class="error" id="notify-recipient-error">{{ faults().get('recipient') }}</p>
          </div>
          <div class="field">
            <label for="notify-channel">By</label>
            <select
              class="input"
              id="notify-channel"
              (change)="channel.set(channelField.value)"
              #channelField
              data-testid="notify-channel"
            >
              <option value="">What the person prefers</option>
              @for (choice of channels; track choice.value) {
                <option [value]="choice.value">{{ choice.label }}</option>
              }
            </select>
          </div>
        </div>
        <div class="field">
          <label for="notify-message">What there is to say</label>
          <textarea
            class="input"
            id="notify-message"
            rows="3"
            maxlength="10000"
            [value]="message()"
            (input)="message.set(messageField.value)"
            #messageField
            [attr.aria-invalid]="faults().has('message')"
            aria-describedby="notify-message-error"
            data-testid="notify-message"
          ></textarea>
          <p class="error" id="notify-message-error">{{ faults().get('message') }}</p>
        </div>
        <footer>
          <p class="error" role="alert">{{ failure() }}</p>
          <button type="button" class="button" (click)="close()()">Cancel</button>
          <button class="button primary" [disabled]="isBusy()" data-testid="notify-send">
            Notify
          </button>
        </footer>
      </form>
    </t-dialog>
  `,
})
export class NotifyForm {
  readonly #tocsin = injectTocsin();
  protected readonly people = inject(KnownPeople);
  readonly close = input.required<(isDone?: boolean) => void>();
  readonly incidentId = input.required<string>();

  protected readonly channels = Object.entries(channelWord).map(([value, label]) => ({
    value,
    label,
  }));
  protected readonly recipient = signal('');
  protected readonly channel = signal('');
  protected readonly message = signal('Please look at this.');
  protected readonly faults = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly failure = signal('');
  protected readonly isBusy = signal(false);
  readonly #input = computed<NotificationsNotifyInput>(() => {
    const channel = this.channel();
    return {
      incident_id: this.incidentId(),
      recipient: this.recipient().trim(),
      message: this.message(),
      // Safe: it is one of `channels`.
      ...(channel !== '' && {
        channel: channel as NonNullable<NotificationsNotifyInput['channel']>,
      }),
    };
  });

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    this.failure.set('');
    if (this.recipient().trim() === '') {
      this.faults.set(new Map([['recipient', 'Say whom']]));
      return;
    }
    this.isBusy.set(true);
    try {
      await this.#tocsin.notifications.notify(this.#input());
      this.close()(true);
    } catch (error) {
      this.faults.set(fieldFaults(error));
      if (this.faults().size === 0) this.failure.set(failureText(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
