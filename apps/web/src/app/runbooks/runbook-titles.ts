import { computed, Injectable } from '@angular/core';
import { injectTocsin } from '@tocsin/client/angular';
import { liveValue } from '../client/live-value.ts';

/** What the runbooks are called, to choose one. Provided by the page. */
@Injectable()
export class RunbookTitles {
  readonly #tocsin = injectTocsin();
  readonly #read = liveValue(
    () => (signal) => this.#tocsin.runbooks.list({ limit: 500 }, { signal }),
    ['runbook'],
  );
  /** By title. */
  readonly all = computed(() =>
    (this.#read.value()?.items ?? [])
      .map(({ id, title }) => ({ id, title }))
      .toSorted((a, b) => a.title.localeCompare(b.title)),
  );
  readonly isRead = computed(() => this.#read.value() !== undefined);

  /** The word for one that is not among them, or not read yet. */
  titleOf(id: string): string {
    return this.all().find((runbook) => runbook.id === id)?.title ?? 'A runbook';
  }
}
