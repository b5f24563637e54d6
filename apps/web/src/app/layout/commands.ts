import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';
import type { Incident } from '@tocsin/client';
import { Dialogs } from './dialogs.ts';

/** What can be done from everywhere. */
@Injectable({ providedIn: 'root' })
export class Commands {
  readonly #dialogs = inject(Dialogs);
  readonly #router = inject(Router);
  #isPaletteOpen = false;

  async openPalette(): Promise<void> {
    if (this.#isPaletteOpen) return;
    this.#isPaletteOpen = true;
    await this.#dialogs.ask(async () => (await import('./palette.ts')).Palette);
    this.#isPaletteOpen = false;
  }

  async openShortcuts(): Promise<void> {
    await this.#dialogs.ask(async () => (await import('./shortcut-list.ts')).ShortcutList);
  }

  /** Asks for what an incident needs, and opens it. */
  async createIncident(): Promise<void> {
    const created = await this.#dialogs.ask<Incident>(
      async () => (await import('../incidents/incident-form.ts')).IncidentForm,
    );
    if (created) await this.#router.navigate(['/incidents', created.id]);
  }

  async go(path: string): Promise<void> {
    await this.#router.navigateByUrl(path);
  }
}
