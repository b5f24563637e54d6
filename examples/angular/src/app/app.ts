import { Component, signal } from '@angular/core';
import { ConnectionBanner } from './connection-banner';
import { OpenIncidents } from './open-incidents';
import { Runbooks } from './runbooks';

@Component({
  selector: 'app-root',
  imports: [ConnectionBanner, OpenIncidents, Runbooks],
  template: `
    <header>
      <h1>Tocsin</h1>
      <nav>
        <button [attr.aria-current]="view() === 'incidents'" (click)="view.set('incidents')">
          Open incidents
        </button>
        <button [attr.aria-current]="view() === 'runbooks'" (click)="view.set('runbooks')">
          Runbooks
        </button>
      </nav>
    </header>
    <app-connection-banner />
    <main>
      @if (view() === 'incidents') {
        <app-open-incidents />
      } @else {
        <app-runbooks />
      }
    </main>
  `,
})
export class App {
  readonly view = signal<'incidents' | 'runbooks'>('incidents');
}
