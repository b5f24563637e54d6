import { Injectable, signal } from '@angular/core';

export interface Notice {
  id: number;
  text: string;
  kind: 'done' | 'failed';
  action: { label: string; run(): void } | undefined;
}

const SHOWN_FOR = 6000;
/** Time enough to change one's mind. */
const UNDO_FOR = 10_000;
const MOST = 3;

/** Short messages at the edge of the window, each with at most one thing to do about it. */
@Injectable({ providedIn: 'root' })
export class Notices {
  readonly #all = signal<readonly Notice[]>([]);
  #lastId = 0;

  readonly all = this.#all.asReadonly();

  /** Answers the id of the notice. */
  done(text: string, undo?: () => void): number {
    return this.#show(text, 'done', undo && { label: 'Undo', run: undo });
  }

  failed(text: string, again?: () => void): void {
    this.#show(text, 'failed', again && { label: 'Try again', run: again });
  }

  /** Says something else in its place, if it is still there. */
  say(id: number, text: string): void {
    this.#all.update((notices) =>
      notices.map((notice) => (notice.id === id ? { ...notice, text } : notice)),
    );
  }

  act(notice: Notice): void {
    this.dismiss(notice.id);
    notice.action?.run();
  }

  dismiss(id: number): void {
    this.#all.update((notices) => notices.filter((notice) => notice.id !== id));
  }

  /** Takes back what was done last, if that can still be. */
  undo(): boolean {
    const last = this.#all().findLast(({ action }) => action?.label === 'Undo');
    if (last) this.act(last);
    return last !== undefined;
  }

  #show(text: string, kind: Notice['kind'], action: Notice['action']): number {
    const id = ++this.#lastId;
    this.#all.update((notices) => [...notices, { id, text, kind, action }].slice(-MOST));
    setTimeout(() => this.dismiss(id), action ? UNDO_FOR : SHOWN_FOR);
    return id;
  }
}
