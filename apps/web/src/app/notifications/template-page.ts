import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { NotificationTemplate } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText, fieldFaults } from '../client/failure-text.ts';
import { liveValue } from '../client/live-value.ts';
import { Dialogs } from '../layout/dialogs.ts';
import { Notices } from '../layout/notices.ts';
import { Shortcuts } from '../layout/shortcuts.ts';
import { focusFault } from '../ui/focus-fault.ts';
import { Icon } from '../ui/icon.ts';
import { channelWord, hasSubject, reasonWord } from './notification-words.ts';
import { TemplateConflicts, type TemplateText } from './template-conflicts.ts';
import { exampleIncident, preview, valuesFor } from './template-preview.ts';

/** Writes what notifications of one kind say, with what comes of it beside it. */
@Component({
  selector: 't-template-page',
  imports: [Icon, RouterLink],
  host: { class: 'page' },
  templateUrl: './template-page.html',
  styleUrl: './template-page.css',
})
export class TemplatePage {
  readonly #tocsin = injectTocsin();
  readonly #conflicts = inject(TemplateConflicts);
  readonly #dialogs = inject(Dialogs);
  readonly #notices = inject(Notices);
  readonly id = input.required<string>();

  protected readonly read = liveValue(() => {
    const id = this.id();
    return (signal) => this.#tocsin.notificationTemplates.get({ id }, { signal });
  }, ['notification_template']);
  readonly #newest = liveValue(
    () => (signal) => this.#tocsin.incidents.list({ limit: 1 }, { signal }),
    [],
  );
  /** The template as it was when the edit began. */
  protected readonly before = signal<NotificationTemplate | undefined>(undefined);
  protected readonly draft = signal<TemplateText>({ subject: '', text: '' });
  protected readonly isChanged = computed(() => {
    const before = this.before();
    return before !== undefined && !isSame(before, this.draft());
  });
  protected readonly heading = computed(() => {
    const before = this.before();
    return before ? `${channelWord[before.channel]}: ${reasonWord[before.reason]}` : '';
  });
  protected readonly hasSubject = computed(() => hasSubject(this.before()?.channel ?? 'email'));
  protected readonly incident = computed(() => this.#newest.value()?.items[0]);
  protected readonly preview = computed(() => {
    const before = this.before();
    if (!before) return { subject: '', text: '' };
    const incident = this.incident() ?? exampleIncident;
    return preview(this.draft(), valuesFor(before, incident, location.origin));
  });
  protected readonly faults = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly failure = signal('');
  protected readonly isBusy = signal(false);
  /** A placeholder goes into the field that was written in last. */
  #field: HTMLInputElement | HTMLTextAreaElement | undefined;

  constructor() {
    effect(() => {
      const read = this.read.value();
      // Who has written something goes on with it; who saved first is found out by the save.
      untracked(() => {
        if (read && !(this.isChanged() && this.before()?.id === read.id)) this.#begin(read);
      });
    });
    const group = 'This text';
    inject(Shortcuts).add([{ keys: 'Mod+s', label: 'Save', group, run: () => void this.save() }]);
  }

  protected change(field: HTMLInputElement | HTMLTextAreaElement, name: keyof TemplateText): void {
    this.#field = field;
    this.draft.update((draft) => ({ ...draft, [name]: field.value }));
    this.faults.update((faults) => new Map([...faults].filter(([fault]) => fault !== name)));
  }

  protected entered(field: HTMLInputElement | HTMLTextAreaElement): void {
    this.#field = field;
  }

  /** Where the cursor is. */
  protected insert(placeholder: string, text: HTMLTextAreaElement): void {
    const field = this.#field ?? text;
    field.focus();
    field.setRangeText(
      `{{${placeholder}}}`,
      field.selectionStart ?? field.value.length,
      field.selectionEnd ?? field.value.length,
      'end',
    );
    field.dispatchEvent(new Event('input'));
  }

  protected async save(event?: Event): Promise<void> {
    event?.preventDefault();
    const before = this.before();
    if (!before || this.isBusy() || !this.isChanged()) return;
    await this.#try(async () => {
      const { saved, now } = await this.#conflicts.save(before, this.draft());
      if (now) this.before.set(now);
      if (!saved) return;
      this.#begin(saved);
      this.#notices.done('Saved: the next notifications say this');
    });
    focusFault(event?.target ?? document.querySelector('form'));
  }

  protected async reset({ id }: NotificationTemplate): Promise<void> {
    const isConfirmed = await this.#dialogs.confirm({
      heading: 'Put it back to what it was at first?',
      text: 'What it says now is gone for good.',
      verb: 'Put it back',
    });
    if (!isConfirmed) return;
    await this.#try(async () => {
      await this.#tocsin.notificationTemplates.delete({ id });
      this.#begin(await this.#tocsin.notificationTemplates.get({ id }));
      this.#notices.done('It is as it came');
    });
  }

  /** Asks before a text is lost. */
  async mayLeave(): Promise<boolean> {
    if (!this.isChanged()) return true;
    return this.#dialogs.confirm({
      heading: 'Leave without saving?',
      text: 'What you wrote is lost.',
      verb: 'Leave',
    });
  }

  #begin(template: NotificationTemplate): void {
    this.before.set(template);
    this.draft.set({ subject: template.subject, text: template.text });
    this.faults.set(new Map());
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.isBusy.set(true);
    this.failure.set('');
    try {
      await work();
    } catch (error) {
      this.faults.set(fieldFaults(error));
      if (this.faults().size === 0) this.failure.set(failureText(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}

const isSame = (a: TemplateText, b: TemplateText): boolean =>
  a.subject === b.subject && a.text === b.text;
