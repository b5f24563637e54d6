import { Component, computed, inject, input, numberAttribute, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { RunbookRevision } from '@tocsin/client';
import { injectTocsin, tocsinResource } from '@tocsin/client/angular';
import { actorText } from '../client/actor-text.ts';
import { failureText } from '../client/failure-text.ts';
import { LiveEvents } from '../client/live-events.ts';
import { Notices } from '../layout/notices.ts';
import { Icon } from '../ui/icon.ts';
import { Markdown } from '../ui/markdown.ts';
import { When } from '../ui/when.ts';
import { DiffView } from './diff-view.ts';
import { RunbookConflicts } from './runbook-conflicts.ts';
import { wholeText } from './runbook-conflicts.ts';

const MOST = 500;

/** What a runbook has been: each revision against the one before, and the way back to it. */
@Component({
  selector: 't-revisions-page',
  imports: [DiffView, Icon, Markdown, RouterLink, When],
  templateUrl: './revisions-page.html',
  styleUrl: './revisions-page.css',
})
export class RevisionsPage {
  readonly #tocsin = injectTocsin();
  readonly #conflicts = inject(RunbookConflicts);
  readonly #notices = inject(Notices);
  readonly #router = inject(Router);
  readonly id = input.required<string>();
  /** The number of the one that is shown; the newest unless it is said. */
  readonly revision = input(undefined, { transform: toNumber });

  readonly #runbook = tocsinResource(this.#tocsin.runbooks.get, () => ({ id: this.id() }));
  readonly #revisions = tocsinResource(this.#tocsin.runbooks.revisions, () => ({
    id: this.id(),
    limit: MOST,
  }));
  protected readonly runbook = computed(() =>
    this.#runbook.hasValue() ? this.#runbook.value() : undefined,
  );
  /** The newest first. */
  protected readonly revisions = computed<readonly RunbookRevision[]>(() =>
    this.#revisions.hasValue() ? this.#revisions.value().items : [],
  );
  protected readonly shown = computed(
    () =>
      this.revisions().find(({ revision }) => revision === this.revision()) ?? this.revisions()[0],
  );
  protected readonly isNewest = computed(() => this.shown() === this.revisions()[0]);
  protected readonly before = computed(() => {
    const shown = this.shown();
    return shown && this.revisions().find(({ revision }) => revision === shown.revision - 1);
  });
  protected readonly beforeText = computed(() => {
    const before = this.before();
    return before ? wholeText(before) : '';
  });
  protected readonly shownText = computed(() => {
    const shown = this.shown();
    return shown ? wholeText(shown) : '';
  });
  protected readonly nameOf = actorText;
  protected readonly view = signal<'changes' | 'text'>('changes');
  protected readonly failure = computed(() => {
    const error = this.#revisions.error() ?? this.#runbook.error();
    return error === undefined ? '' : failureText(error);
  });

  constructor() {
    const again = () => {
      this.#runbook.reload();
      this.#revisions.reload();
    };
    inject(LiveEvents).on('runbook', {
      event: ({ entityId }) => {
        if (entityId === this.id()) again();
      },
      restart: again,
    });
  }

  protected async restore({ revision, title, tags, content }: RunbookRevision): Promise<void> {
    const now = this.runbook();
    if (!now) return;
    try {
      const { saved } = await this.#conflicts.save(now, { title, tags, content });
      if (!saved) return;
      this.#notices.done(`Revision ${revision} restored, as revision ${saved.version}`);
      await this.#router.navigate(['/runbooks', saved.id]);
    } catch (error) {
      this.#notices.failed(`Not restored: ${failureText(error)}`);
    }
  }
}

function toNumber(value: unknown): number | undefined {
  const number = numberAttribute(value, Number.NaN);
  return Number.isNaN(number) ? undefined : number;
}
