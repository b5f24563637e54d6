import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

@Component({
  selector: 't-not-found',
  imports: [RouterLink],
  template: `
    <h1>There is no such page</h1>
    <p class="muted">The link may be old, or mistyped.</p>
    <a class="button" routerLink="/incidents">Go to the incidents</a>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: 12px;
      padding: 18vh 24px;
      text-align: center;
    }
  `,
})
export class NotFound {}
