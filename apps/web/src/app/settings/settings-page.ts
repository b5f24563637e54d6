import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { injectTocsin, tocsinResource } from '@tocsin/client/angular';
import { Me } from '../layout/me.ts';
import { type Theme, ThemeChoice, themes } from '../layout/theme.ts';
import { Icon, type IconName } from '../ui/icon.ts';
import { durationText } from '../ui/times.ts';
import { DataExport } from './data-export.ts';
import { DataImport } from './data-import.ts';

const engineWords = {
  sqlite: 'SQLite, a file on the server',
  json: 'JSON, a file on the server; meant for a few thousand incidents',
  postgres: 'PostgreSQL',
};

@Component({
  selector: 't-settings-page',
  imports: [DataExport, DataImport, Icon, RouterLink],
  templateUrl: './settings-page.html',
  styleUrl: './settings-page.css',
})
export class SettingsPage {
  readonly #tocsin = injectTocsin();
  protected readonly me = inject(Me);
  protected readonly theme = inject(ThemeChoice);
  protected readonly themes: readonly { value: Theme; label: string; icon: IconName }[] =
    themes.map((value) => ({ value, ...looks[value] }));

  readonly #health = tocsinResource(this.#tocsin.system.health);
  readonly #ready = tocsinResource(this.#tocsin.system.ready);
  protected readonly health = computed(() =>
    this.#health.hasValue() ? this.#health.value() : undefined,
  );
  protected readonly engine = computed(() =>
    this.#ready.hasValue() ? engineWords[this.#ready.value().engine] : undefined,
  );
  protected readonly isEngineGone = computed(() => this.#ready.error() !== undefined);
  protected readonly uptime = computed(() =>
    durationText((this.health()?.uptimeSeconds ?? 0) * 1000),
  );
}

const looks: Record<Theme, { label: string; icon: IconName }> = {
  system: { label: 'System', icon: 'screen' },
  light: { label: 'Light', icon: 'sun' },
  dark: { label: 'Dark', icon: 'moon' },
};
