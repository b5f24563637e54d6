import { Component } from '@angular/core';
import { injectTocsin, tocsinResource } from '@tocsin/client/angular';

@Component({
  selector: 'app-runbooks',
  template: `
    @if (runbooks.hasValue()) {
      <ul>
        @for (runbook of runbooks.value().items; track runbook.id) {
          <li>
            <span>{{ runbook.title }}</span>
            <small>{{ runbook.tags.join(', ') }}</small>
          </li>
        }
      </ul>
    } @else if (runbooks.error(); as error) {
      <p role="alert">{{ error.message }}</p>
    } @else {
      <p>Loading…</p>
    }
  `,
})
export class Runbooks {
  readonly runbooks = tocsinResource(injectTocsin().runbooks.list);
}
