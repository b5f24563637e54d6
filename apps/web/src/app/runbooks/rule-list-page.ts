import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RunbookRule } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { liveRows } from '../client/live-value.ts';
import { Deletion } from '../layout/deletion.ts';
import { Dialogs } from '../layout/dialogs.ts';
import { ListPage } from '../layout/list-page.ts';
import { Icon } from '../ui/icon.ts';
import { conditionsOf } from './rule-draft.ts';
import { RunbookTitles } from './runbook-titles.ts';

/** Which incidents get which runbook as they are opened. */
@Component({
  selector: 't-rule-list-page',
  imports: [Icon, ListPage, RouterLink],
  providers: [RunbookTitles],
  templateUrl: './rule-list-page.html',
  styleUrl: './rule-list-page.css',
})
export class RuleListPage {
  readonly #tocsin = injectTocsin();
  readonly #dialogs = inject(Dialogs);
  readonly #deletion = inject(Deletion);
  protected readonly titles = inject(RunbookTitles);
  /** Only those of this runbook. */
  readonly runbook = input<string>();

  protected readonly list = liveRows(() => {
    const runbookId = this.runbook();
    return (page, signal) =>
      this.#tocsin.runbookRules.list({ ...page, ...(runbookId && { runbookId }) }, { signal });
  }, ['runbook_rule', 'runbook']);
  protected readonly rows = computed(() =>
    this.list.rows().map((rule) => ({
      rule,
      title: this.titles.titleOf(rule.runbookId),
      conditions: conditionsOf(rule),
    })),
  );

  protected async ask(rule?: RunbookRule): Promise<void> {
    const load = async () => (await import('./rule-form.ts')).RuleForm;
    const inputs = rule ? { rule } : { runbookId: this.runbook() ?? '' };
    if (await this.#dialogs.ask<RunbookRule>(load, inputs)) await this.list.refresh();
  }

  protected async delete({ id, name }: RunbookRule): Promise<void> {
    const text = 'What was attached by it stays attached.';
    const work = () => this.#tocsin.runbookRules.delete({ id });
    if (await this.#deletion.of(`“${name}”`, text, work)) await this.list.refresh();
  }
}
