import { inject, Injectable } from '@angular/core';
import { Notices } from './notices.ts';

/** How long ago a page may have been loaded anew for the same reason, in milliseconds. */
const ONCE_IN = 30_000;
const KEY = 'tocsin.renewed';

/**
 * After an update of the server its old files are gone, and a page that was open before cannot load
 * the rest of itself: it is loaded anew, at the place that the person wanted to go to.
 */
@Injectable({ providedIn: 'root' })
export class RenewedConsole {
  readonly #notices = inject(Notices);

  recover(error: unknown, url: string): void {
    const isMissingFile = error instanceof TypeError && /import|module|fetch/i.test(error.message);
    const last = Number(sessionStorage.getItem(KEY) ?? 0);
    if (isMissingFile && navigator.onLine && Date.now() - last > ONCE_IN) {
      sessionStorage.setItem(KEY, String(Date.now()));
      location.assign(url);
      return;
    }
    this.#notices.failed('The page cannot be loaded. Is there a connection?', () =>
      location.assign(url),
    );
  }
}
