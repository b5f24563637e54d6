import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Person, Schedule } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { liveRows, liveValue } from '../client/live-value.ts';
import { Deletion } from '../layout/deletion.ts';
import { Dialogs } from '../layout/dialogs.ts';
import { ListPage } from '../layout/list-page.ts';
import { Clock } from '../ui/clock.ts';
import { Icon } from '../ui/icon.ts';
import { clockText } from '../ui/time-zones.ts';
import { hueOf, initialsOf } from './person-looks.ts';

/** Who can be on call. */
@Component({
  selector: 't-person-list-page',
  imports: [Icon, ListPage, RouterLink],
  templateUrl: './person-list-page.html',
  styleUrl: './person-list-page.css',
})
export class PersonListPage {
  readonly #tocsin = injectTocsin();
  readonly #clock = inject(Clock);
  readonly #dialogs = inject(Dialogs);
  readonly #deletion = inject(Deletion);

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

  protected async add(): Promise<void> {
    const load = async () => (await import('./person-form.ts')).PersonForm;
    if (await this.#dialogs.ask<Person>(load)) await this.list.refresh();
  }

  protected async delete({ id, name }: Person): Promise<void> {
    const text = 'Their name stays on what they have done.';
    const isGone = await this.#deletion.of(name, text, () => this.#tocsin.people.delete({ id }));
    if (isGone) await this.list.refresh();
  }
}

const membersOf = ({ members, layers }: Schedule): Set<string> =>
  new Set([...members, ...layers.flatMap((layer) => layer.members)]);
