import { Injectable } from '@angular/core';
import type { Runbook } from '@tocsin/client';

/** A runbook as it stands in the editor. */
export interface Draft {
  title: string;
  /** By commas. */
  tags: string;
  content: string;
}

export const draftOf = (runbook: Runbook | undefined): Draft => ({
  title: runbook?.title ?? '',
  tags: runbook?.tags.join(', ') ?? '',
  content: runbook?.content ?? '',
});

export const sameDraft = (a: Draft, b: Draft): boolean =>
  a.title === b.title &&
  a.content === b.content &&
  tagsOf(a.tags).join('\n') === tagsOf(b.tags).join('\n');

/** The tags of a line of them, each once. */
export const tagsOf = (line: string): string[] => [
  ...new Set(
    line
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
];

/** Drafts that were not saved: a closed window loses none of them. */
@Injectable({ providedIn: 'root' })
export class DraftStore {
  find(id: string | undefined): Draft | undefined {
    try {
      const value: unknown = JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null');
      return isDraft(value) ? value : undefined;
    } catch {
      return undefined;
    }
  }

  keep(id: string | undefined, draft: Draft | undefined): void {
    try {
      if (draft) localStorage.setItem(keyOf(id), JSON.stringify(draft));
      else localStorage.removeItem(keyOf(id));
    } catch {
      // Storage may be full or forbidden: the draft lives as long as the page.
    }
  }
}

const keyOf = (id: string | undefined): string => `tocsin.draft.${id ?? 'new'}`;

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  (['title', 'tags', 'content'] as const).every(
    (field) => field in value && typeof (value as Draft)[field] === 'string',
  );
