import { Component, computed, inject, input, linkedSignal, resource, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { AttachedRunbook, Incident, Runbook } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText } from '../client/failure-text.ts';
import { liveValue } from '../client/live-value.ts';
import { Notices } from '../layout/notices.ts';
import { Icon } from '../ui/icon.ts';
import { Markdown } from '../ui/markdown.ts';
import { rememberedTicks } from '../ui/ticks.ts';
import { rankRunbooks, searchWords } from './related.ts';

const MOST = 4;

/** A runbook in the list: attached to the incident as it was then, or one that may help. */
interface Listed {
  id: string;
  title: string;
  content: string;
  version: number;
  attached: AttachedRunbook | undefined;
}

/** The runbooks of an incident and others that may help, one of them to read and tick off beside it. */
@Component({
  selector: 't-related-runbooks',
  imports: [Icon, Markdown, RouterLink],
  templateUrl: './related-runbooks.html',
  styleUrl: './related-runbooks.css',
})
export class RelatedRunbooks {
  readonly #tocsin = injectTocsin();
  readonly #notices = inject(Notices);
  readonly #router = inject(Router);
  readonly incident = input.required<Incident>();
  /** The id of the one that is open. */
  readonly open = input<string>();

  readonly #id = computed(() => this.incident().id);
  readonly #attached = liveValue(() => {
    const id = this.#id();
    return (signal) => this.#tocsin.runbooks.ofIncident({ id, limit: 100 }, { signal });
  }, ['incident', 'runbook']);
  readonly #words = computed(() => searchWords(this.incident()), { equal: sameWords });
  readonly #related = resource({
    params: () => this.#words(),
    loader: ({ params, abortSignal }) => this.#find(params, abortSignal),
  });
  protected readonly found = computed<Listed[] | undefined>(() => {
    const attached = this.#attached.value()?.items;
    if (attached === undefined || !this.#related.hasValue()) return undefined;
    const ids = new Set(attached.map(({ runbookId }) => runbookId));
    const others = this.#related.value().filter(({ id }) => !ids.has(id));
    return [...attached.map(listedAttached), ...others.map(listed)];
  });
  readonly #opened = resource({
    params: () => this.open(),
    loader: ({ params: id, abortSignal: signal }) => this.#tocsin.runbooks.get({ id }, { signal }),
  });
  protected readonly runbook = computed<Listed | undefined>(() => {
    const id = this.open();
    if (id === undefined) return undefined;
    const inList = this.found()?.find((runbook) => runbook.id === id);
    if (inList?.attached) return inList;
    return this.#opened.hasValue() ? listed(this.#opened.value()) : inList;
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

  protected why({ matchedBy, revision }: AttachedRunbook): string {
    const by = matchedBy === 'manual' ? 'Attached' : `By the rule “${matchedBy.ruleName}”`;
    return `${by}, revision ${revision}`;
  }

  /** In its newest revision. */
  protected async attach(runbookId: string): Promise<void> {
    await this.#change(() => this.#tocsin.runbooks.attach({ id: this.#id(), runbookId }));
  }

  protected async detach(runbookId: string): Promise<void> {
    await this.#change(() => this.#tocsin.runbooks.detach({ id: this.#id(), runbookId }));
  }

  async #change(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      await this.#attached.refresh();
    } catch (error) {
      this.#notices.failed(`The runbooks stay as they are: ${failureText(error)}`);
    }
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

const listed = ({ id, title, content, version }: Runbook): Listed => ({
  id,
  title,
  content,
  version,
  attached: undefined,
});

const listedAttached = (attached: AttachedRunbook): Listed => ({
  id: attached.runbookId,
  title: attached.title,
  content: attached.content,
  version: attached.revision,
  attached,
});

const sameWords = (a: readonly string[], b: readonly string[]): boolean =>
  a.join('\n') === b.join('\n');
