import { inject, Injectable } from '@angular/core';
import { failureText } from '../client/failure-text.ts';
import { Dialogs } from './dialogs.ts';
import { Notices } from './notices.ts';

/** Asks before something is deleted, deletes it, and says what came of it. */
@Injectable({ providedIn: 'root' })
export class Deletion {
  readonly #dialogs = inject(Dialogs);
  readonly #notices = inject(Notices);

  /**
   * Answers whether it is gone.
   * @param name What people call it.
   * @param text What else goes with it, or stays.
   */
  async of(name: string, text: string, work: () => Promise<unknown>): Promise<boolean> {
    const heading = `Delete ${name}?`;
    if (!(await this.#dialogs.confirm({ heading, text, verb: 'Delete' }))) return false;
    try {
      await work();
      this.#notices.done(`${name} deleted`);
      return true;
    } catch (error) {
      this.#notices.failed(`${name} was not deleted: ${failureText(error)}`);
      return false;
    }
  }
}
