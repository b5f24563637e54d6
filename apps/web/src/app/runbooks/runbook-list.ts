import { inject, Injectable, signal } from '@angular/core';
import type { Runbook } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { LiveEvents } from '../client/live-events.ts';

const PAGE = 100;
const AGAIN_AFTER = 250;

export interface RunbookQuery {
  q: string;
  tag: string;
}

/** The list of runbooks, kept as it is on the server. */
@Injectable({ providedIn: 'root' })
export class RunbookList {
  readonly #tocsin = injectTocsin();
  readonly #rows = signal<readonly Runbook[]>([]);
  readonly #total = signal(0);
  readonly #tags = signal<readonly string[]>([]);
  readonly #cursor = signal<string | null>(null);
  readonly #state = signal<'loading' | 'ready' | 'failed'>('loading');
  readonly #failure = signal<unknown>(undefined);
  #query: RunbookQuery | undefined;
  #abort = new AbortController();
  #waiting: ReturnType<typeof setTimeout> | undefined;

  readonly rows = this.#rows.asReadonly();
  readonly total = this.#total.asReadonly();
  /** Those of most runbooks first. */
  readonly tags = this.#tags.asReadonly();
  readonly cursor = this.#cursor.asReadonly();
  readonly state = this.#state.asReadonly();
  readonly failure = this.#failure.asReadonly();

  constructor() {
    const again = () => {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => void this.refresh(), AGAIN_AFTER);
    };
    inject(LiveEvents).on('runbook', { event: again, restart: again });
  }

  async show(query: RunbookQuery): Promise<void> {
    this.#query = query;
    await this.refresh();
  }

  /** Reads it anew, in place, as far as it was read before. */
  async refresh(): Promise<void> {
    const query = this.#query;
    if (!query) return;
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    if (this.#state() === 'failed') this.#state.set('loading');
    try {
      const [page, all] = await Promise.all([
        this.#tocsin.runbooks.list({ ...inputOf(query), limit: PAGE }, { signal }),
        this.#tocsin.runbooks.list({ limit: PAGE }, { signal }),
      ]);
      this.#rows.set(page.items);
      this.#total.set(page.total);
      this.#cursor.set(page.nextCursor);
      this.#tags.set(tagsOf(all.items));
      this.#state.set('ready');
    } catch (error) {
      if (signal.aborted) return;
      this.#failure.set(error);
      // What is there stays there: the banner tells of the connection.
      if (this.#rows().length === 0) this.#state.set('failed');
    }
  }

  async more(): Promise<void> {
    const cursor = this.#cursor();
    const query = this.#query;
    if (cursor === null || !query) return;
    const { signal } = this.#abort;
    this.#cursor.set(null);
    try {
      const input = { ...inputOf(query), limit: PAGE, cursor };
      const page = await this.#tocsin.runbooks.list(input, { signal });
      this.#rows.update((rows) => [...rows, ...page.items]);
      this.#cursor.set(page.nextCursor);
    } catch {
      if (!signal.aborted) this.#cursor.set(cursor);
    }
  }
}

function inputOf({ q, tag }: RunbookQuery): { q?: string; tag?: string } {
  return {
    ...(q.trim() === '' ? {} : { q: q.slice(0, 200) }),
    ...(tag === '' ? {} : { tag }),
  };
}

function tagsOf(runbooks: readonly Runbook[]): string[] {
  const counts = new Map<string, number>();
  for (const tag of runbooks.flatMap(({ tags }) => tags)) {
    counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts]
    .toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .map(([tag]) => tag);
}
