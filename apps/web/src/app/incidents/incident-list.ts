import { computed, inject, Injectable, signal } from '@angular/core';
import type { Incident } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { LiveEvents } from '../client/live-events.ts';
import { IncidentCache } from './incident-cache.ts';
import type { IncidentEntry } from './incident-entry.ts';
import { type IncidentQuery, inOrder, listInput, matches } from './incident-query.ts';

const FIRST_PAGE = 100;
/** Of pages after the first: the largest that the server gives. */
const NEXT_PAGE = 500;
/** A row that does not match any more stays so long, so that nobody's aim is spoilt. */
const LEAVES_AFTER = 2500;
const COUNTS_AFTER = 400;

/** The list of incidents: pages of it as they are scrolled to, kept as they are on the server. */
@Injectable({ providedIn: 'root' })
export class IncidentList {
  readonly #tocsin = injectTocsin();
  readonly #cache = inject(IncidentCache);
  readonly #live = inject(LiveEvents);
  readonly #rows = signal<readonly IncidentEntry[]>([]);
  readonly #total = signal(0);
  readonly #isAtLeast = signal(false);
  readonly #state = signal<'loading' | 'ready' | 'failed'>('loading');
  readonly #failure = signal<unknown>(undefined);
  readonly #arrived = signal(0);
  readonly #leaving = new Set<string>();
  #query: IncidentQuery | undefined;
  #asked: Promise<void> | undefined;
  #cursor: string | null = null;
  #counting: ReturnType<typeof setTimeout> | undefined;
  #abort = new AbortController();

  readonly rows = this.#rows.asReadonly();
  /** How many there are on the server. */
  readonly total = this.#total.asReadonly();
  /** There are more than `total`; the server stopped counting. */
  readonly isAtLeast = this.#isAtLeast.asReadonly();
  readonly state = this.#state.asReadonly();
  readonly failure = this.#failure.asReadonly();
  /** How many came on top since {@link welcome} was called. */
  readonly arrived = this.#arrived.asReadonly();
  readonly isEmpty = computed(() => this.#state() === 'ready' && this.#rows().length === 0);

  constructor() {
    this.#cache.listen((entry, { type }) => this.#reconcile(entry, type === 'incident.created'));
    this.#live.on('incident', { event: () => {}, restart: () => void this.refresh() });
  }

  /**
   * Shows what a query finds. What it has shown for the same query stays as it is; answers whether it
   * was so.
   */
  async show(query: IncidentQuery): Promise<boolean> {
    const isSame = JSON.stringify(query) === JSON.stringify(this.#query);
    if (isSame && this.#state() !== 'failed') return true;
    this.#query = query;
    await this.#load(query);
    return false;
  }

  /** Reads it anew, in place. */
  async refresh(): Promise<void> {
    if (this.#query) await this.#load(this.#query);
  }

  /** Reads on until there are so many rows, or no more. */
  async reach(count: number): Promise<void> {
    while (this.#cursor !== null && this.#rows().length < count && this.#state() === 'ready') {
      await (this.#asked ??= this.#more());
    }
  }

  /** The person has seen what came on top. */
  welcome(): void {
    this.#arrived.set(0);
  }

  /** Something was done here to one of them. */
  changed(entry: IncidentEntry): void {
    this.#reconcile(entry, false);
  }

  async #load(query: IncidentQuery): Promise<void> {
    this.#abort.abort();
    const abort = (this.#abort = new AbortController());
    this.#asked = undefined;
    if (this.#state() === 'failed') this.#state.set('loading');
    try {
      const input = { ...listInput(query, Date.now()), limit: FIRST_PAGE };
      const page = await this.#tocsin.incidents.list(input, abort);
      this.#cursor = page.nextCursor;
      this.#total.set(page.total);
      this.#isAtLeast.set(page.totalRelation === 'gte');
      this.#rows.set(page.items.map((incident) => this.#cache.put(incident)));
      this.#arrived.set(0);
      this.#state.set('ready');
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#failure.set(error);
      this.#state.set('failed');
    }
  }

  async #more(): Promise<void> {
    const { signal } = this.#abort;
    const query = this.#query;
    if (!query || this.#cursor === null) return;
    try {
      const input = { ...listInput(query, Date.now()), limit: NEXT_PAGE, cursor: this.#cursor };
      const page = await this.#tocsin.incidents.list(input, { signal });
      this.#cursor = page.nextCursor;
      const known = new Set(this.#rows());
      const more = page.items
        .map((incident) => this.#cache.put(incident))
        .filter((entry) => !known.has(entry));
      this.#rows.update((rows) => [...rows, ...more]);
      this.#count();
    } catch (error) {
      if (signal.aborted) return;
      this.#failure.set(error);
      this.#cursor = null;
    } finally {
      if (!signal.aborted) this.#asked = undefined;
    }
  }

  /** Brings one incident to where it belongs: in, out, or where it is. */
  #reconcile(entry: IncidentEntry, isNew: boolean): void {
    if (!this.#query || this.#state() !== 'ready') return;
    const isHere = this.#rows().includes(entry);
    const belongs = !entry.isGone() && matches(this.#query, entry.view(), Date.now());
    if (isHere && !belongs) this.#leave(entry);
    else if (!isHere && belongs) this.#insert(entry, isNew);
    this.#count();
  }

  /** Brings the total up to date: by asking, as long as there are pages that were not read. */
  #count(): void {
    if (this.#cursor === null) {
      this.#total.set(this.#rows().length);
      this.#isAtLeast.set(false);
      return;
    }
    clearTimeout(this.#counting);
    this.#counting = setTimeout(() => void this.#askTotal(), COUNTS_AFTER);
  }

  async #askTotal(): Promise<void> {
    const query = this.#query;
    if (!query) return;
    const { signal } = this.#abort;
    try {
      const input = { ...listInput(query, Date.now()), limit: 1 };
      const page = await this.#tocsin.incidents.list(input, { signal });
      this.#total.set(page.total);
      this.#isAtLeast.set(page.totalRelation === 'gte');
    } catch {
      // The old total stays; the banner tells of the connection.
    }
  }

  #insert(entry: IncidentEntry, isNew: boolean): void {
    const { id } = entry.stored;
    const sort = this.#query?.sort;
    const rows = this.#rows();
    const at = rows.findIndex((row) => inOrder(sort, entry.view(), row.view()) < 0);
    // What belongs behind the last page that was read comes with the next one.
    if (at === -1 && this.#cursor !== null) return;
    this.#rows.set(rows.toSpliced(at === -1 ? rows.length : at, 0, entry));
    this.#leaving.delete(id);
    if (!isNew) return;
    entry.mark(['new']);
    if (at === 0) this.#arrived.update((count) => count + 1);
  }

  #leave(entry: IncidentEntry): void {
    const { id } = entry.stored;
    if (this.#leaving.has(id)) return;
    this.#leaving.add(id);
    setTimeout(
      () => {
        this.#leaving.delete(id);
        const query = this.#query;
        const isBack = query && !entry.isGone() && matches(query, entry.view(), Date.now());
        if (isBack || !this.#rows().includes(entry)) return;
        this.#rows.update((rows) => rows.filter((row) => row !== entry));
        this.#count();
      },
      entry.isGone() ? 0 : LEAVES_AFTER,
    );
  }
}

/** What stands in a list as it is shown. */
export const shown = (entries: readonly IncidentEntry[]): Incident[] =>
  entries.map((entry) => entry.view());
