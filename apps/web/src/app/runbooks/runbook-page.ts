import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import { isTocsinError, type Runbook } from '@tocsin/client';
import { injectTocsin, tocsinResource } from '@tocsin/client/angular';
import { failureText } from '../client/failure-text.ts';
import { LiveEvents } from '../client/live-events.ts';
import { Commands } from '../layout/commands.ts';
import { Deletion } from '../layout/deletion.ts';
import { Notices } from '../layout/notices.ts';
import { Shortcuts } from '../layout/shortcuts.ts';
import { copyText } from '../ui/copy-text.ts';
import { Icon } from '../ui/icon.ts';
import { Markdown } from '../ui/markdown.ts';
import { rememberedTicks } from '../ui/ticks.ts';
import { When } from '../ui/when.ts';

/** One runbook, to read and to tick off. */
@Component({
  selector: 't-runbook-page',
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon, Markdown, RouterLink, When],
  templateUrl: './runbook-page.html',
  styleUrl: './runbook-page.css',
})
export class RunbookPage {
  readonly #tocsin = injectTocsin();
  readonly #deletion = inject(Deletion);
  readonly #notices = inject(Notices);
  readonly #router = inject(Router);
  readonly id = input.required<string>();

  readonly #read = tocsinResource(this.#tocsin.runbooks.get, () => ({ id: this.id() }));
  protected readonly runbook = computed(() =>
    this.#read.hasValue() ? this.#read.value() : undefined,
  );
  protected readonly isMissing = computed(() => isTocsinError(this.#read.error(), 'NOT_FOUND'));
  protected readonly failure = computed(() => {
    const error = this.#read.error();
    return error === undefined ? '' : failureText(error);
  });
  protected readonly ticks = linkedSignal(() =>
    rememberedTicks(`page.${this.id()}.${this.runbook()?.version ?? 0}`),
  );
  protected readonly tasks = signal(0);
  protected readonly done = computed(() => this.ticks()()?.length ?? 0);

  constructor() {
    const title = inject(Title);
    effect(() => {
      const runbook = this.runbook();
      if (runbook) title.setTitle(`${runbook.title} · Tocsin`);
    });
    inject(LiveEvents).on('runbook', {
      event: ({ entityId }) => {
        if (entityId === this.id()) this.#read.reload();
      },
      restart: () => void this.#read.reload(),
    });
    const commands = inject(Commands);
    const group = 'This runbook';
    inject(Shortcuts).add([
      { keys: 'e', label: 'Edit', group, run: () => commands.go(`/runbooks/${this.id()}/edit`) },
      {
        keys: 'h',
        label: 'History',
        group,
        run: () => commands.go(`/runbooks/${this.id()}/revisions`),
      },
      { keys: 'u', label: 'Back to the list', group, run: () => commands.go('/runbooks') },
    ]);
  }

  protected copyLink(): void {
    void copyText(`${location.origin}/runbooks/${this.id()}`, this.#notices);
  }

  protected async delete({ id, title }: Runbook): Promise<void> {
    const text = 'The runbook and all its revisions are gone for good.';
    const work = () => this.#tocsin.runbooks.delete({ id });
    if (await this.#deletion.of(`“${title}”`, text, work))
      await this.#router.navigate(['/runbooks']);
  }
}
