import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { Runbook } from '@tocsin/client';
import { injectTocsin, tocsinResource } from '@tocsin/client/angular';
import { failureText, fieldFaults } from '../client/failure-text.ts';
import { Notices } from '../layout/notices.ts';
import { Shortcuts } from '../layout/shortcuts.ts';
import { Icon } from '../ui/icon.ts';
import { Markdown } from '../ui/markdown.ts';
import { type Draft, DraftStore, draftOf, sameDraft, tagsOf } from './draft.ts';
import { RunbookConflicts } from './runbook-conflicts.ts';

/** Writes a runbook, with what it will look like beside it. */
@Component({
  selector: 't-runbook-editor-page',
  imports: [Icon, Markdown, RouterLink],
  templateUrl: './runbook-editor-page.html',
  styleUrl: './runbook-editor-page.css',
})
export class RunbookEditorPage {
  readonly #tocsin = injectTocsin();
  readonly #conflicts = inject(RunbookConflicts);
  readonly #notices = inject(Notices);
  readonly #router = inject(Router);
  readonly #drafts = inject(DraftStore);
  /** Without one a new runbook is written. */
  readonly id = input<string>();

  readonly #read = tocsinResource(this.#tocsin.runbooks.get, () => {
    const id = this.id();
    return id === undefined ? undefined : { id };
  });
  /** The runbook as it was when the edit began. */
  protected readonly before = signal<Runbook | undefined>(undefined);
  protected readonly draft = signal<Draft>(draftOf(undefined));
  protected readonly isReady = computed(
    () => this.id() === undefined || this.before() !== undefined,
  );
  protected readonly isChanged = computed(() => !sameDraft(this.draft(), draftOf(this.before())));
  protected readonly isRestored = signal(false);
  protected readonly isSaving = signal(false);
  protected readonly faults = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly failure = signal('');
  /** On a phone there is room for one of the two. */
  protected readonly side = signal<'write' | 'preview'>('write');
  protected readonly loadFailure = computed(() => {
    const error = this.#read.error();
    return error === undefined ? '' : failureText(error);
  });

  constructor() {
    effect(() => {
      const runbook = this.#read.hasValue() ? this.#read.value() : undefined;
      if (this.id() === undefined || runbook) untracked(() => this.#begin(runbook));
    });
    const group = 'Editor';
    inject(Shortcuts).add([{ keys: 'Mod+s', label: 'Save', group, run: () => void this.save() }]);
  }

  protected change(change: Partial<Draft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
    for (const field of Object.keys(change)) {
      this.faults.update((faults) => new Map([...faults].filter(([name]) => name !== field)));
    }
    this.#drafts.keep(this.id(), this.isChanged() ? this.draft() : undefined);
  }

  protected discard(): void {
    this.draft.set(draftOf(this.before()));
    this.#drafts.keep(this.id(), undefined);
    this.isRestored.set(false);
  }

  protected async save(event?: Event): Promise<void> {
    event?.preventDefault();
    if (this.isSaving() || !this.#check()) return;
    this.isSaving.set(true);
    this.failure.set('');
    try {
      const saved = await this.#send();
      if (!saved) return;
      this.#drafts.keep(this.id(), undefined);
      this.#notices.done('Saved');
      await this.#router.navigate(['/runbooks', saved.id]);
    } catch (error) {
      this.faults.set(fieldFaults(error));
      this.failure.set(`Not saved: ${failureText(error)}`);
    } finally {
      this.isSaving.set(false);
    }
  }

  #begin(runbook: Runbook | undefined): void {
    if (this.before() !== undefined) return;
    this.before.set(runbook);
    const kept = this.#drafts.find(this.id());
    const original = draftOf(runbook);
    this.draft.set(kept ?? original);
    this.isRestored.set(kept !== undefined && !sameDraft(kept, original));
  }

  #check(): boolean {
    if (this.draft().title.trim() !== '') return true;
    this.faults.set(new Map([['title', 'Give it a name to find it by']]));
    document.getElementById('runbook-title')?.focus();
    return false;
  }

  async #send(): Promise<Runbook | undefined> {
    const { title, tags, content } = this.draft();
    const text = { title, tags: tagsOf(tags), content };
    const before = this.before();
    if (!before) return this.#tocsin.runbooks.create(text);
    const outcome = await this.#conflicts.save(before, text);
    if (outcome.saved) return outcome.saved;
    // The person goes on with the edit, on top of what the other one saved.
    if (outcome.now) this.before.set(outcome.now);
    return undefined;
  }
}
