import { Component, computed, inject, input, linkedSignal, resource, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { Incident, Runbook } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { Icon } from '../ui/icon.ts';
import { Markdown } from '../ui/markdown.ts';
import { rememberedTicks } from '../ui/ticks.ts';
import { RouterLink } from '@angular/router';
import { rankRunbooks, searchWords } from './related.ts';

const MOST = 4;

/** Runbooks that may help with an incident, and one of them to read and tick off beside it. */
@Component({
  selector: 't-related-runbooks',
  imports: [Icon, Markdown, RouterLink],
  templateUrl: './related-runbooks.html',
  styleUrl: './related-runbooks.css',
})
export class RelatedRunbooks {
  readonly #tocsin = injectTocsin();
  readonly #router = inject(Router);
  readonly incident = input.required<Incident>();
  /** The id of the one that is open. */
  readonly open = input<string>();

  readonly #words = computed(() => searchWords(this.incident()), { equal: sameWords });
  protected readonly related = resource({
    params: () => this.#words(),
    loader: ({ params, abortSignal }) => this.#find(params, abortSignal),
  });
  protected readonly found = computed(() =>
    this.related.hasValue() ? this.related.value() : undefined,
  );
  readonly #opened = resource({
    params: () => this.open(),
    loader: ({ params: id, abortSignal: signal }) => this.#tocsin.runbooks.get({ id }, { signal }),
  });
  protected readonly runbook = computed<Runbook | undefined>(() => {
    const id = this.open();
    if (id === undefined) return undefined;
    const read = this.#opened.hasValue() ? this.#opened.value() : undefined;
    return read ?? this.found()?.find((runbook) => runbook.id === id);
  });
  /** Ticks are of this incident: the next one begins anew. */
  protected readonly ticks = linkedSignal(() => {
    const { id, version } = this.runbook() ?? { id: '', version: 0 };
    return rememberedTicks(`${this.incident().id}.${id}.${version}`);
  });
  protected readonly tasks = signal(0);

  protected show(id: string | null): void {
    void this.#router.navigate([], {
      queryParams: { runbook: id },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  async #find(words: readonly string[], signal: AbortSignal): Promise<Runbook[]> {
    const hits = await Promise.all(
      words.map(async (q) => {
        const page = await this.#tocsin.runbooks.list({ q, limit: 10 }, { signal });
        return { items: page.items, total: page.total };
      }),
    );
    return rankRunbooks(hits).slice(0, MOST);
  }
}

const sameWords = (a: readonly string[], b: readonly string[]): boolean =>
  a.join('\n') === b.join('\n');
