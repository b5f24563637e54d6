import {
  CdkFixedSizeVirtualScroll,
  CdkVirtualForOf,
  CdkVirtualScrollViewport,
} from '@angular/cdk/scrolling';
import {
  afterNextRender,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { failureText } from '../client/failure-text.ts';
import { Commands } from '../layout/commands.ts';
import { Shortcuts } from '../layout/shortcuts.ts';
import { Icon } from '../ui/icon.ts';
import { Screen } from '../ui/screen.ts';
import { BulkBar } from './bulk-bar.ts';
import { type BulkChange, IncidentActions } from './incident-actions.ts';
import { IncidentCounts } from './incident-counts.ts';
import type { IncidentEntry } from './incident-entry.ts';
import { IncidentFilterBar } from './incident-filter-bar.ts';
import { IncidentList, shown } from './incident-list.ts';
import { type IncidentQuery, parametersOf, queryOf } from './incident-query.ts';
import { IncidentRow } from './incident-row.ts';
import { Selection } from './selection.ts';
import { tabsOf } from './status-tabs.ts';

/** A browser cannot lay out an element of any height: rows beyond this are reached by filters. */
const MOST_ROWS = 100_000;
const SEARCH_AFTER = 120;

@Component({
  selector: 't-incident-list-page',
  imports: [
    BulkBar,
    CdkFixedSizeVirtualScroll,
    CdkVirtualForOf,
    CdkVirtualScrollViewport,
    Icon,
    IncidentFilterBar,
    IncidentRow,
  ],
  templateUrl: './incident-list-page.html',
  styleUrl: './incident-list-page.css',
})
export class IncidentListPage {
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #actions = inject(IncidentActions);
  readonly #injector = inject(Injector);
  protected readonly list = inject(IncidentList);
  protected readonly counts = inject(IncidentCounts);
  protected readonly commands = inject(Commands);
  protected readonly selection = new Selection();
  protected readonly viewport = viewChild(CdkVirtualScrollViewport);
  protected readonly search = viewChild.required<ElementRef<HTMLInputElement>>('search');
  readonly #screen = inject(Screen);

  readonly #parameters = toSignal(this.#route.queryParamMap, { requireSync: true });
  protected readonly query = computed(() => {
    const map = this.#parameters();
    const pairs = map.keys.flatMap((key) => map.getAll(key).map((value) => [key, value]));
    return queryOf(new URLSearchParams(pairs));
  });
  protected readonly tabs = computed(() => tabsOf(this.query(), this.counts.byStatus()));
  /** Which row the keyboard is at. */
  protected readonly at = signal(-1);
  protected readonly rowHeight = computed(() => (this.#screen.isNarrow() ? 72 : 40));
  /** Rows that are there, then room for those that were not read yet. */
  protected readonly items = computed<readonly (IncidentEntry | undefined)[]>(() => {
    const rows = this.list.rows();
    const rest = Math.min(this.list.total(), MOST_ROWS) - rows.length;
    return rest > 0 ? [...rows, ...Array<undefined>(rest).fill(undefined)] : rows;
  });
  protected readonly isAllSelected = computed(
    () => this.selection.size() > 0 && this.selection.size() === this.list.rows().length,
  );
  /** Nothing narrows what is open. */
  protected readonly isPlainQuery = computed(
    () => Object.keys(parametersOf({ ...this.query(), sort: undefined })).length === 0,
  );
  protected readonly isAtTop = signal(true);
  protected readonly failure = computed(() => failureText(this.list.failure()));
  #searching: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => {
      const query = this.query();
      untracked(() => this.#show(query));
    });
    const group = 'Incidents';
    inject(Shortcuts).add([
      { keys: 'j', label: 'Next', group, run: () => this.#step(1) },
      { keys: 'k', label: 'Previous', group, run: () => this.#step(-1) },
      { keys: 'Enter', label: 'Open it', group, run: () => this.#openCurrent() },
      { keys: 'x', label: 'Select it', group, run: () => this.#selectCurrent() },
      { keys: 'e', label: 'Close it', group, run: () => this.#changeCurrent('resolved') },
      { keys: 'a', label: 'Acknowledge it', group, run: () => this.#changeCurrent('acknowledged') },
      { keys: '/', label: 'Search', group, run: () => this.search().nativeElement.select() },
      { keys: 'Escape', label: 'Select nothing', group, run: () => this.selection.clear() },
    ]);
  }

  protected narrow(change: Partial<IncidentQuery>): void {
    const queryParams = parametersOf({ ...this.query(), ...change });
    void this.#router.navigate([], { relativeTo: this.#route, queryParams, replaceUrl: true });
  }

  protected type(q: string): void {
    clearTimeout(this.#searching);
    this.#searching = setTimeout(() => this.narrow({ q }), SEARCH_AFTER);
  }

  protected scrolled(first: number): void {
    const { end } = this.viewport()?.getRenderedRange() ?? { end: first };
    this.isAtTop.set(first === 0);
    if (first === 0) this.list.welcome();
    void this.list.reach(Math.min(end + 60, this.list.total()));
  }

  protected toTop(): void {
    this.viewport()?.scrollToIndex(0, 'smooth');
    this.list.welcome();
  }

  protected select(entry: IncidentEntry, isRange: boolean): void {
    const order = this.list.rows().map(({ stored }) => stored.id);
    this.selection.toggle(entry.stored.id, isRange, order);
  }

  protected selectAll(isAll: boolean): void {
    this.selection.set(isAll ? this.list.rows().map(({ stored }) => stored.id) : []);
  }

  protected async changeSelected(change: BulkChange): Promise<void> {
    const ids = this.selection.ids();
    const entries = this.list.rows().filter(({ stored }) => ids.has(stored.id));
    this.selection.clear();
    await this.#actions.change(shown(entries), change);
  }

  protected readonly trackRow = (index: number, entry: IncidentEntry | undefined) =>
    entry?.stored.id ?? index;

  #show(query: IncidentQuery): void {
    this.selection.clear();
    this.at.set(-1);
    this.counts.show(query);
    void this.#load(query);
  }

  async #load(query: IncidentQuery): Promise<void> {
    const isSame = await this.list.show(query);
    if (!isSame) this.viewport()?.scrollToIndex(0);
  }

  #step(by: number): void {
    const last = this.list.rows().length - 1;
    if (last < 0) return;
    this.at.update((at) => Math.max(0, Math.min(last, at + by)));
    const viewport = this.viewport();
    if (!viewport) return;
    const top = this.at() * this.rowHeight();
    const offset = viewport.measureScrollOffset();
    const height = viewport.getViewportSize();
    if (top < offset) viewport.scrollToOffset(top);
    else if (top + this.rowHeight() > offset + height) {
      viewport.scrollToOffset(top + this.rowHeight() - height);
    }
    const id = this.#current()?.stored.id;
    const focus = () => document.getElementById(`incident-${id}`)?.focus({ preventScroll: true });
    focus();
    // A row that was scrolled to is drawn in a moment.
    requestAnimationFrame(() => afterNextRender({ write: focus }, { injector: this.#injector }));
  }

  #current(): IncidentEntry | undefined {
    return this.list.rows()[this.at()];
  }

  #openCurrent(): void {
    const id = this.#current()?.stored.id;
    if (id !== undefined) void this.#router.navigate(['/incidents', id]);
  }

  #selectCurrent(): void {
    const entry = this.#current();
    if (entry) this.select(entry, false);
  }

  #changeCurrent(phase: 'resolved' | 'acknowledged'): void {
    const entry = this.#current();
    if (this.selection.size() > 0) void this.changeSelected({ phase });
    else if (entry) void this.#actions.change([entry.view()], { phase });
  }
}
