import { inject, Injectable } from '@angular/core';
import { isTocsinError, type Runbook } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { Dialogs } from '../layout/dialogs.ts';

export type RunbookText = Pick<Runbook, 'title' | 'tags' | 'content'>;

/** What became of a save. */
export interface Outcome {
  saved?: Runbook;
  /** Somebody else was faster, and the person goes on writing: what is saved now. */
  now?: Runbook;
}

/** Saves a text; where somebody else was faster, the person sees both and chooses. */
@Injectable({ providedIn: 'root' })
export class RunbookConflicts {
  readonly #tocsin = injectTocsin();
  readonly #dialogs = inject(Dialogs);

  async save(before: Runbook, text: RunbookText): Promise<Outcome> {
    const { id } = before;
    try {
      const saved = await this.#tocsin.runbooks.update({ id, ...text, ifVersion: before.version });
      return { saved };
    } catch (error) {
      if (!isTocsinError(error, 'PRECONDITION_FAILED')) throw error;
    }
    const now = await this.#tocsin.runbooks.get({ id });
    const choice = await this.#dialogs.ask<'mine' | 'theirs'>(
      async () => (await import('./text-conflict-form.ts')).TextConflictForm,
      {
        theirs: wholeText(now),
        mine: wholeText(text),
        about:
          `Red is in what they saved (revision ${now.version}), green in yours. What does not ` +
          'stand is kept as a revision.',
      },
    );
    if (choice === 'theirs') return { saved: now };
    return choice === 'mine' ? this.save(now, text) : { now };
  }
}

/** Title, tags and content as one text, to compare all of them at once. */
export const wholeText = ({ title, tags, content }: RunbookText): string =>
  `# ${title}\nTags: ${tags.join(', ')}\n\n${content}`;
