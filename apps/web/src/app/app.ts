import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { LiveEvents } from './client/live-events.ts';
import { Commands } from './layout/commands.ts';
import { ConnectionBanner } from './layout/connection-banner.ts';
import { DialogList } from './layout/dialog-list.ts';
import { Nav } from './layout/nav.ts';
import { NoticeList } from './layout/notice-list.ts';
import { Notices } from './layout/notices.ts';
import { Shortcuts } from './layout/shortcuts.ts';
import { ThemeChoice } from './layout/theme.ts';

@Component({
  selector: 't-app',
  imports: [ConnectionBanner, DialogList, Nav, NoticeList, RouterOutlet],
  template: `
    <a class="skip" href="#main" (click)="skip($event, main)">Skip to the content</a>
    <t-nav />
    <main id="main" tabindex="-1" #main><router-outlet /></main>
    <t-connection />
    <t-notices />
    <t-dialogs />
  `,
  styles: `
    :host {
      display: block;
    }
    main {
      min-height: 100dvh;
      margin-inline-start: var(--nav);
      padding-bottom: var(--tabs);
      outline: none;
    }
    .skip {
      position: fixed;
      z-index: 1000;
      top: -60px;
      left: 8px;
      padding: 8px 12px;
      border-radius: var(--radius);
      background: var(--accent-solid);
      color: var(--on-accent);
    }
    .skip:focus {
      top: 8px;
    }
  `,
})
export class App {
  constructor() {
    void inject(LiveEvents).connect();
    inject(ThemeChoice);
    const commands = inject(Commands);
    const notices = inject(Notices);
    const everywhere = 'Everywhere';
    inject(Shortcuts).add([
      { keys: 'Mod+k', label: 'Find or do', group: everywhere, run: () => commands.openPalette() },
      { keys: '?', label: 'This list', group: everywhere, run: () => commands.openShortcuts() },
      {
        keys: 'c',
        label: 'Open an incident',
        group: everywhere,
        run: () => commands.createIncident(),
      },
      { keys: 'z', label: 'Undo', group: everywhere, run: () => notices.undo() },
      { keys: 'g h', label: 'Go home', group: everywhere, run: () => commands.go('/') },
      {
        keys: 'g i',
        label: 'Go to incidents',
        group: everywhere,
        run: () => commands.go('/incidents'),
      },
      { keys: 'g a', label: 'Go to alerts', group: everywhere, run: () => commands.go('/alerts') },
      { keys: 'g o', label: 'Go to on-call', group: everywhere, run: () => commands.go('/oncall') },
      {
        keys: 'g r',
        label: 'Go to runbooks',
        group: everywhere,
        run: () => commands.go('/runbooks'),
      },
      {
        keys: 'g s',
        label: 'Go to settings',
        group: everywhere,
        run: () => commands.go('/settings'),
      },
    ]);
  }

  protected skip(event: Event, main: HTMLElement): void {
    event.preventDefault();
    main.focus();
  }
}
