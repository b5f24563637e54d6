import { Component, inject, input, linkedSignal, signal } from '@angular/core';
import { isTocsinError, type RunbookRule, type Severity } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { failureText, fieldFaults } from '../client/failure-text.ts';
import { severities, severityWord } from '../incidents/words.ts';
import { DialogFrame } from '../ui/dialog.ts';
import { focusFault } from '../ui/focus-fault.ts';
import { draftOf, type RuleDraft, type RuleFields, ruleOf } from './rule-draft.ts';
import { RunbookTitles } from './runbook-titles.ts';

/** Makes a rule or changes one; closes with it as the server has it then. */
@Component({
  selector: 't-rule-form',
  imports: [DialogFrame],
  providers: [RunbookTitles],
  templateUrl: './rule-form.html',
  styles: `
    .severities {
      display: flex;
      flex-wrap: wrap;
      gap: 0 16px;
    }
    fieldset {
      display: grid;
      gap: 12px;
    }
    fieldset.severities {
      display: flex;
    }
    .stale {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: center;
      padding: 8px 12px;
      border-radius: var(--radius);
      background: var(--mark);
    }
  `,
})
export class RuleForm {
  readonly #tocsin = injectTocsin();
  protected readonly titles = inject(RunbookTitles);
  readonly close = input.required<(saved?: RunbookRule) => void>();
  readonly rule = input<RunbookRule>();
  /** Chosen for a new one already. */
  readonly runbookId = input('');

  protected readonly severities = severities;
  protected readonly severityWord = severityWord;
  /** What the edit began with, or what somebody else made of it. */
  protected readonly before = linkedSignal(() => this.rule());
  protected readonly draft = linkedSignal<RuleDraft>(() => {
    const draft = draftOf(this.rule());
    return this.rule() ? draft : { ...draft, runbookId: this.runbookId() };
  });
  /** What somebody else has saved meanwhile. */
  protected readonly theirs = signal<RunbookRule | undefined>(undefined);
  protected readonly faults = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly failure = signal('');
  protected readonly isBusy = signal(false);

  protected change(change: Partial<RuleDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  protected toggle(severity: Severity, isOn: boolean): void {
    const chosen = this.draft().severities;
    this.change({
      severities: severities.filter((one) => (one === severity ? isOn : chosen.includes(one))),
    });
  }

  protected takeTheirs(theirs: RunbookRule): void {
    this.draft.set(draftOf(theirs));
    this.keepMine(theirs);
  }

  /** The next save is on top of theirs. */
  protected keepMine(theirs: RunbookRule): void {
    this.before.set(theirs);
    this.theirs.set(undefined);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.failure.set('');
    const { fields, faults } = ruleOf(this.draft());
    this.faults.set(faults ?? new Map());
    if (!fields) return focusFault(event.target);
    this.isBusy.set(true);
    try {
      this.close()(await this.#save(fields));
    } catch (error) {
      if (isTocsinError(error, 'PRECONDITION_FAILED')) await this.#readTheirs();
      else this.#tell(error);
      focusFault(event.target);
    } finally {
      this.isBusy.set(false);
    }
  }

  #save(fields: RuleFields): Promise<RunbookRule> {
    const before = this.before();
    if (!before) return this.#tocsin.runbookRules.create(fields);
    const { id, version } = before;
    return this.#tocsin.runbookRules.update({ id, ...fields, ifVersion: version });
  }

  async #readTheirs(): Promise<void> {
    try {
      const id = this.before()?.id ?? '';
      this.theirs.set(await this.#tocsin.runbookRules.get({ id }));
    } catch (error) {
      this.#tell(error);
    }
  }

  #tell(error: unknown): void {
    this.faults.set(fieldFaults(error));
    if (this.faults().size === 0) this.failure.set(failureText(error));
  }
}
