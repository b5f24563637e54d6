import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Person, Schedule } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText } from '../client/failure-text.ts';
import { liveRows, liveValue } from '../client/live-value.ts';
import { Dialogs } from '../layout/dialogs.ts';
import { Notices } from '../layout/notices.ts';
import { Shortcuts } from '../layout/shortcuts.ts';
import { Clock } from '../ui/clock.ts';
import { focusStep } from '../ui/focus-step.ts';
import { Icon } from '../ui/icon.ts';
import { clockText } from '../ui/time-zones.ts';
import { hueOf, initialsOf } from './person-looks.ts';

/** Who can be on call. */
@Component({
  selector: 't-person-list-page',
  imports: [Icon, RouterLink],
  host: { class: 'page' },
  templateUrl: './person-list-page.html',
  styleUrl: './person-list-page.css',
})
export class PersonListPage {
  readonly #tocsin = injectTocsin();
  readonly #clock = inject(Clock);
  readonly #dialogs = inject(Dialogs);
  readonly #notices = inject(Notices);

  protected readonly list = liveRows(
    () => (page, signal) => this.#tocsin.people.list(page, { signal }),
    ['person'],
  );
  readonly #schedules = liveValue(
    () => (signal) => this.#tocsin.schedules.list({ limit: 500 }, { signal }),
    ['schedule'],
  );
  /** Minutes are enough: the clocks here show no seconds. */
  readonly #minute = computed(() => Math.floor(this.#clock.now() / 60_000) * 60_000);
  protected readonly rows = computed(() =>
    this.list.rows().map((person) => ({
      person,
      hue: hueOf(person.name),
      initials: initialsOf(person.name),
      clock: clockText(person.timeZone, this.#minute()),
      schedules: (this.#schedules.value()?.items ?? []).filter((schedule) =>
        membersOf(schedule).has(person.name),
      ),
    })),
  );

  constructor() {
    const group = 'People';
    const row = '[data-testid=person-name]';
    inject(Shortcuts).add([
      { keys: 'j', label: 'Next', group, run: () => focusStep(row, 1) },
      { keys: 'k', label: 'Previous', group, run: () => focusStep(row, -1) },
      { keys: 'c', label: 'Add a person', group, run: () => this.add() },
    ]);
  }

  protected async add(): Promise<void> {
    const load = async () => (await import('./person-form.ts')).PersonForm;
    if (await this.#dialogs.ask<Person>(load)) await this.list.refresh();
  }

  protected async delete({ id, name }: Person): Promise<void> {
    const isConfirmed = await this.#dialogs.ask<boolean>(
      async () => (await import('../ui/confirm.ts')).Confirm,
      {
        heading: `Delete ${name}?`,
        text: 'Their name stays on what they have done.',
        verb: 'Delete',
      },
    );
    if (!isConfirmed) return;
    try {
      await this.#tocsin.people.delete({ id });
      this.#notices.done(`${name} deleted`);
      await this.list.refresh();
    } catch (error) {
      this.#notices.failed(`${name} was not deleted: ${failureText(error)}`);
    }
  }
}

const membersOf = ({ members, layers }: Schedule): Set<string> =>
  new Set([...members, ...layers.flatMap((layer) => layer.members)]);
