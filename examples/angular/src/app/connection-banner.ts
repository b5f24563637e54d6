import { Component } from '@angular/core';
import { tocsinConnection } from '@tocsin/client/angular';

@Component({
  selector: 'app-connection-banner',
  template: `
    @if (connection() === 'lost') {
      <p role="status" class="banner">The connection is lost. Trying again…</p>
    }
  `,
})
export class ConnectionBanner {
  readonly connection = tocsinConnection();
}
