import { Component, computed, input, signal } from '@angular/core';
import type { ContactMethod, NotificationChannel } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText, fieldFaults } from '../client/failure-text.ts';
import { channelWord } from '../notifications/notification-words.ts';
import { DialogFrame } from '../ui/dialog.ts';

const addressWord: Record<NotificationChannel, string> = {
  console: 'Name in the log',
  email: 'E-mail address',
  slack: 'URL of the incoming webhook',
  webhook: 'URL',
};

/** Adds a way to reach a person. */
@Component({
  selector: 't-contact-method-form',
  imports: [DialogFrame],
  template: `
    <t-dialog heading="A way to reach them" (left)="close()()">
      <form class="form" (submit)="save($event)" novalidate data-testid="method-form">
        <div class="two">
          <div class="field">
            <label for="method-type">Channel</label>
            <select
              class="input"
              id="method-type"
              data-focus
              (change)="setType(typeField.value)"
              #typeField
              data-testid="method-type"
            >
              @for (choice of channels; track choice.value) {
                <option [value]="choice.value" [selected]="choice.value === type()">
                  {{ choice.label }}
                </option>
              }
            </select>
          </div>
          <div class="field">
            <label for="method-label">What to call it</label>
            <input
              class="input"
              id="method-label"
              maxlength="100"
              autocomplete="off"
              placeholder="May be left empty"
              [value]="label()"
              (input)="label.set(labelField.value)"
              #labelField
            />
          </div>
        </div>
        <div class="field">
          <label for="method-address">{{ addressLabel() }}</label>
          <input
            class="input"
            id="method-address"
            maxlength="2000"
            autocomplete="off"
            [value]="address()"
            (input)="address.set(addressField.value)"
            #addressField
            [attr.aria-invalid]="faults().has('address')"
            aria-describedby="method-address-error"
            data-testid="method-address"
          />
          <p class="error" id="method-address-error" data-testid="method-address-error">
            {{ faults().get('address') }}
          </p>
        </div>
        @if (type() === 'webhook') {
          <div class="field">
            <label for="method-secret">Signing secret</label>
            <input
              class="input"
              id="method-secret"
              autocomplete="off"
              [value]="secret()"
              (input)="secret.set(secretField.value)"
              #secretField
              [attr.aria-invalid]="faults().has('secrets')"
              aria-describedby="method-secret-hint method-secret-error"
            />
            <p class="hint" id="method-secret-hint">
              Give it to the receiver: it checks the signature with it. It is not shown again.
            </p>
            <p class="error" id="method-secret-error">{{ faults().get('secrets') }}</p>
          </div>
        }
        <footer>
          <p class="error" role="alert">{{ failure() }}</p>
          <button type="button" class="button" (click)="close()()">Cancel</button>
          <button class="button primary" [disabled]="isBusy()" data-testid="method-save">
            Add
          </button>
        </footer>
      </form>
    </t-dialog>
  `,
})
export class ContactMethodForm {
  readonly #tocsin = injectTocsin();
  readonly close = input.required<(method?: ContactMethod) => void>();
  readonly personId = input.required<string>();

  protected readonly channels = Object.entries(channelWord).map(([value, label]) => ({
    value,
    label,
  }));
  protected readonly type = signal<NotificationChannel>('email');
  protected readonly addressLabel = computed(() => addressWord[this.type()]);
  protected readonly address = signal('');
  protected readonly label = signal('');
  protected readonly secret = signal(newSecret());
  protected readonly faults = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly failure = signal('');
  protected readonly isBusy = signal(false);

  protected setType(value: string): void {
    // Safe: it is one of `channels`.
    this.type.set(value as NotificationChannel);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.isBusy.set(true);
    this.failure.set('');
    try {
      const [type, address] = [this.type(), this.address().trim()];
      this.close()(
        await this.#tocsin.contactMethods.create({
          personId: this.personId(),
          type,
          label: this.label(),
          ...(address !== '' && { address }),
          ...(type === 'webhook' && { secrets: [this.secret().trim()] }),
        }),
      );
    } catch (error) {
      this.faults.set(fieldFaults(error));
      if (this.faults().size === 0) this.failure.set(failureText(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}

/** As Standard Webhooks have it. */
function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
