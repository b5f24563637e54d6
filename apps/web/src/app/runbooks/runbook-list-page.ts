import {
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { Runbook } from '@tocsin/client';
import { failureText } from '../client/failure-text.ts';
import { Commands } from '../layout/commands.ts';
import { Shortcuts } from '../layout/shortcuts.ts';
import { Icon } from '../ui/icon.ts';
import { When } from '../ui/when.ts';
import { excerptOf } from './excerpt.ts';
import { RunbookList } from './runbook-list.ts';

const SEARCH_AFTER = 120;

@Component({
  selector: 't-runbook-list-page',
  imports: [Icon, RouterLink, When],
  templateUrl: './runbook-list-page.html',
  styleUrl: './runbook-list-page.css',
})
export class RunbookListPage {
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  protected readonly list = inject(RunbookList);
  readonly q = input<string>();
  readonly tag = input<string>();

  protected readonly search = viewChild.required<ElementRef<HTMLInputElement>>('search');
  protected readonly rows = computed(() =>
    this.list.rows().map((runbook) => ({ runbook, excerpt: excerptOf(runbook.content) })),
  );
  protected readonly failure = computed(() => failureText(this.list.failure()));
  #searching: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    effect(() => void this.list.show({ q: this.q() ?? '', tag: this.tag() ?? '' }));
    const commands = inject(Commands);
    const group = 'Runbooks';
    inject(Shortcuts).add([
      { keys: '/', label: 'Search', group, run: () => this.search().nativeElement.select() },
      { keys: 'j', label: 'Next', group, run: () => this.#step(1) },
      { keys: 'k', label: 'Previous', group, run: () => this.#step(-1) },
      { keys: 'c', label: 'Write a runbook', group, run: () => commands.go('/runbooks/new') },
    ]);
  }

  protected type(q: string): void {
    clearTimeout(this.#searching);
    this.#searching = setTimeout(
      () => this.#narrow({ q: q.trim() === '' ? null : q }),
      SEARCH_AFTER,
    );
  }

  protected choose(tag: string): void {
    this.#narrow({ tag: tag === this.tag() ? null : tag });
  }

  protected readonly track = (_: number, { runbook }: { runbook: Runbook }) => runbook.id;

  #narrow(queryParams: Record<string, string | null>): void {
    void this.#router.navigate([], {
      relativeTo: this.#route,
      queryParams,
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  #step(by: number): void {
    const links = [...document.querySelectorAll<HTMLElement>('[data-runbook]')];
    const at = links.indexOf(document.activeElement as HTMLElement);
    links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
  }
}
