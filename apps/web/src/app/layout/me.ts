import { Injectable } from '@angular/core';
import { isText, stored } from '../client/stored.ts';

/** What the person is called. Tocsin has no logins yet, so the browser remembers it. */
@Injectable({ providedIn: 'root' })
export class Me {
  /** Empty until it is told. */
  readonly name = stored('name', '', isText);
}
