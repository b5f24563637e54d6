import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ContactMethod, NotificationRule, Person, Urgency } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText } from '../client/failure-text.ts';
import { liveRows, liveValue } from '../client/live-value.ts';
import { Dialogs } from '../layout/dialogs.ts';
import { Notices } from '../layout/notices.ts';
import { channelWord } from '../notifications/notification-words.ts';
import { Clock } from '../ui/clock.ts';
import { Icon } from '../ui/icon.ts';
import { clockText } from '../ui/time-zones.ts';
import { hueOf, initialsOf } from './person-looks.ts';

const urgencyWord: Record<Urgency, string> = {
  any: 'of every incident',
  high: 'of P1 and P2',
  low: 'of P3 and P4',
};

/** One person: how to reach them, and when which way is taken. */
@Component({
  selector: 't-person-page',
  imports: [Icon, RouterLink],
  host: { class: 'page' },
  templateUrl: './person-page.html',
  styleUrl: './person-page.css',
})
export class PersonPage {
  readonly #tocsin = injectTocsin();
  readonly #clock = inject(Clock);
  readonly #dialogs = inject(Dialogs);
  readonly #notices = inject(Notices);
  readonly id = input.required<string>();

  protected readonly channelWord = channelWord;
  protected readonly urgencies = Object.entries(urgencyWord).map(([value, label]) => ({
    value,
    label,
  }));
  protected readonly person = liveValue(() => {
    const id = this.id();
    return (signal) => this.#tocsin.people.get({ id }, { signal });
  }, ['person']);
  protected readonly methods = liveRows(() => {
    const personId = this.id();
    return (page, signal) => this.#tocsin.contactMethods.list({ personId, ...page }, { signal });
  }, ['person', 'contact_method']);
  protected readonly rules = liveRows(() => {
    const personId = this.id();
    return (page, signal) => this.#tocsin.notificationRules.list({ personId, ...page }, { signal });
  }, ['person', 'notification_rule']);

  readonly #name = computed(() => this.person.value()?.name ?? '');
  protected readonly hue = computed(() => hueOf(this.#name()));
  protected readonly initials = computed(() => initialsOf(this.#name()));
  protected readonly clock = computed(() => {
    const minute = Math.floor(this.#clock.now() / 60_000) * 60_000;
    return clockText(this.person.value()?.timeZone ?? 'UTC', minute);
  });
  protected readonly ruleRows = computed(() =>
    this.rules.rows().map((rule) => ({ id: rule.id, text: this.#textOf(rule) })),
  );
  /** Empty is the first of the list. */
  protected readonly ruleMethod = signal('');
  protected readonly ruleDelay = signal(0);
  readonly #urgency = signal<Urgency>('any');

  protected setUrgency(value: string): void {
    // Safe: it is one of `urgencies`.
    this.#urgency.set(value as Urgency);
  }

  protected async edit(person: Person): Promise<void> {
    const load = async () => (await import('./person-form.ts')).PersonForm;
    if (await this.#dialogs.ask<Person>(load, { person })) await this.person.refresh();
  }

  protected async addMethod(): Promise<void> {
    const load = async () => (await import('./contact-method-form.ts')).ContactMethodForm;
    const inputs = { personId: this.id() };
    if (await this.#dialogs.ask<ContactMethod>(load, inputs)) await this.methods.refresh();
  }

  protected async enable({ personId, id }: ContactMethod, enabled: boolean): Promise<void> {
    await this.#try('changed', () => this.#tocsin.contactMethods.update({ personId, id, enabled }));
    await this.methods.refresh();
  }

  protected async test({ personId, id }: ContactMethod): Promise<void> {
    const isSent = await this.#try('sent', () =>
      this.#tocsin.contactMethods.test({ personId, id }),
    );
    if (isSent) this.#notices.done('A test notification is on its way');
  }

  protected async deleteMethod({ personId, id }: ContactMethod): Promise<void> {
    await this.#try('deleted', () => this.#tocsin.contactMethods.delete({ personId, id }));
    await Promise.all([this.methods.refresh(), this.rules.refresh()]);
  }

  protected async addRule(event: Event): Promise<void> {
    event.preventDefault();
    const contactMethodId = this.ruleMethod() || this.methods.rows()[0]?.id;
    if (contactMethodId === undefined) return;
    const input = {
      personId: this.id(),
      contactMethodId,
      delayMinutes: this.ruleDelay(),
      urgency: this.#urgency(),
    };
    await this.#try('added', () => this.#tocsin.notificationRules.create(input));
    await this.rules.refresh();
  }

  protected async deleteRule(id: string): Promise<void> {
    const personId = this.id();
    await this.#try('deleted', () => this.#tocsin.notificationRules.delete({ personId, id }));
    await this.rules.refresh();
  }

  #textOf({ contactMethodId, delayMinutes, urgency }: NotificationRule): string {
    const method = this.methods.rows().find(({ id }) => id === contactMethodId);
    const by = method ? method.label || channelWord[method.type] : 'a way that is gone';
    const when = delayMinutes === 0 ? 'At once' : `After ${delayMinutes} min`;
    return `${when}, ${urgencyWord[urgency]}, by ${by}`;
  }

  async #try(done: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.#notices.failed(`It was not ${done}: ${failureText(error)}`);
      return false;
    }
  }
}
