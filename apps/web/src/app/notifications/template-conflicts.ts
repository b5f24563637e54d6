import { inject, Injectable } from '@angular/core';
import { isTocsinError, type NotificationTemplate } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { Dialogs } from '../layout/dialogs.ts';

export type TemplateText = Pick<NotificationTemplate, 'subject' | 'text'>;

/** What became of a save; `now` where the person goes on writing, on top of what somebody else saved. */
export interface Outcome {
  saved?: NotificationTemplate;
  now?: NotificationTemplate;
}

/** Saves a template; where somebody else was faster, the person sees both and chooses. */
@Injectable({ providedIn: 'root' })
export class TemplateConflicts {
  readonly #tocsin = injectTocsin();
  readonly #dialogs = inject(Dialogs);

  async save({ id, version }: NotificationTemplate, text: TemplateText): Promise<Outcome> {
    const { subject, text: body } = text;
    try {
      const input = { id, subject, text: body, ifVersion: version };
      return { saved: await this.#tocsin.notificationTemplates.replace(input) };
    } catch (error) {
      if (!isTocsinError(error, 'PRECONDITION_FAILED')) throw error;
    }
    const now = await this.#tocsin.notificationTemplates.get({ id });
    const choice = await this.#dialogs.ask<'mine' | 'theirs'>(
      async () => (await import('../runbooks/text-conflict-form.ts')).TextConflictForm,
      {
        theirs: wholeText(now),
        mine: wholeText(text),
        about: 'Red is in what they saved, green in yours.',
      },
    );
    if (choice === 'theirs') return { saved: now };
    return choice === 'mine' ? this.save(now, text) : { now };
  }
}

const wholeText = ({ subject, text }: TemplateText): string => `${subject}\n\n${text}`;
