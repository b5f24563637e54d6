import { inject, Injectable } from '@angular/core';
import { type Incident, isTocsinError } from '@tocsin/client';
import { injectTocsin } from '@tocsin/client/angular';
import { Dialogs } from '../layout/dialogs.ts';
import type { Choice } from './conflict-form.ts';

/** The fields that people edit. */
export type IncidentEdit = Partial<Pick<Incident, 'title' | 'severity' | 'service' | 'assignedTo'>>;

/** Saves an edit; where somebody else was faster, the person chooses between the two. */
@Injectable({ providedIn: 'root' })
export class Conflicts {
  readonly #tocsin = injectTocsin();
  readonly #dialogs = inject(Dialogs);

  /**
   * Answers the incident as it is then; `undefined` when the person left the choice.
   * @param before The incident as the person saw it when the edit began.
   */
  async update(before: Incident, edit: IncidentEdit): Promise<Incident | undefined> {
    const { id } = before;
    try {
      return await this.#tocsin.incidents.update({ id, ...edit, ifVersion: before.version });
    } catch (error) {
      if (!isTocsinError(error, 'PRECONDITION_FAILED')) throw error;
    }
    const now = await this.#tocsin.incidents.get({ id });
    const rest = await this.#chosen(before, edit, now);
    if (rest === undefined) return undefined;
    return Object.keys(rest).length === 0 ? now : this.update(now, rest);
  }

  /** What of the edit is to be saved all the same. */
  async #chosen(
    before: Incident,
    edit: IncidentEdit,
    now: Incident,
  ): Promise<IncidentEdit | undefined> {
    const mine = changesOf(before, edit);
    const theirs = changesOf(before, now);
    const clashes = mine.filter((field) => theirs.includes(field) && edit[field] !== now[field]);
    const kept = Object.fromEntries(
      mine.filter((field) => !clashes.includes(field)).map((field) => [field, edit[field]]),
    );
    if (clashes.length === 0) return kept;
    const choices: Choice[] = clashes.map((field) => ({
      field,
      mine: edit[field] ?? null,
      theirs: now[field],
    }));
    const chosen = await this.#dialogs.ask<readonly string[]>(
      async () => (await import('./conflict-form.ts')).ConflictForm,
      { heading: `#${now.number} was changed while you edited it`, choices },
    );
    if (!chosen) return undefined;
    const forced = clashes.filter((field) => chosen.includes(field));
    return { ...kept, ...Object.fromEntries(forced.map((field) => [field, edit[field]])) };
  }
}

const fields = ['title', 'severity', 'service', 'assignedTo'] as const;

const changesOf = (before: Incident, after: IncidentEdit) =>
  fields.filter((field) => field in after && after[field] !== before[field]);
