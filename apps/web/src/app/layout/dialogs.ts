import { Injectable, signal, type Type } from '@angular/core';

/** A dialog's component: it gets what it was opened with as inputs, and `close` to end with a result. */
export interface OpenDialog {
  id: number;
  component: Type<unknown>;
  inputs: Record<string, unknown>;
}

/** Opens dialogs, whose code is loaded when the first of a kind is. */
@Injectable({ providedIn: 'root' })
export class Dialogs {
  readonly #open = signal<readonly OpenDialog[]>([]);
  #lastId = 0;
  #coming = 0;

  readonly open = this.#open.asReadonly();

  /** Whether one has been asked for whose code is still loading: keys are meant for it already. */
  get isComing(): boolean {
    return this.#coming > 0;
  }

  /** Resolves with what the dialog was closed with; `undefined` when it was left. */
  async ask<Result>(
    load: () => Promise<Type<{ close: () => (result?: Result) => void }>>,
    inputs: Record<string, unknown> = {},
  ): Promise<Result | undefined> {
    this.#coming += 1;
    const component = await load().finally(() => (this.#coming -= 1));
    const { promise, resolve } = Promise.withResolvers<Result | undefined>();
    const id = ++this.#lastId;
    const close = (result?: Result) => {
      this.#open.update((open) => open.filter((dialog) => dialog.id !== id));
      resolve(result);
    };
    this.#open.update((open) => [...open, { id, component, inputs: { ...inputs, close } }]);
    return promise;
  }

  /** Asks before what cannot be taken back; answers whether to go on. */
  async confirm(question: { heading: string; text: string; verb: string }): Promise<boolean> {
    const load = async () => (await import('../ui/confirm.ts')).Confirm;
    return (await this.ask<boolean>(load, question)) === true;
  }
}
