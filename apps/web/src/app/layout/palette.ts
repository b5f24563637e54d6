import {
  Component,
  computed,
  effect,
  inject,
  input,
  resource,
  signal,
  untracked,
} from '@angular/core';
import { Router } from '@angular/router';
import { injectTocsin } from '@tocsin/client/angular';
import { DialogFrame } from '../ui/dialog.ts';
import { Icon, type IconName } from '../ui/icon.ts';
import { Commands } from './commands.ts';
import { type Place, places } from './nav.ts';
import { themes, ThemeChoice } from './theme.ts';

interface Entry {
  id: string;
  group: string;
  icon: IconName;
  label: string;
  hint: string;
  run(): void;
}

/** Places below others. */
const deeper: readonly Place[] = [
  { path: '/runbooks/rules', label: 'Runbook rules', icon: 'pin' },
  { path: '/settings/templates', label: 'Notification texts', icon: 'send' },
];

const MOST = 6;
const SEARCH_AFTER = 120;

/** Finds incidents, runbooks, places and commands by a few letters. */
@Component({
  selector: 't-palette',
  imports: [DialogFrame, Icon],
  templateUrl: './palette.html',
  styleUrl: './palette.css',
})
export class Palette {
  readonly #tocsin = injectTocsin();
  readonly #commands = inject(Commands);
  readonly #router = inject(Router);
  readonly #theme = inject(ThemeChoice);
  readonly close = input.required<() => void>();

  protected readonly text = signal('');
  readonly #q = signal('');
  protected readonly at = signal(0);

  readonly #found = resource({
    params: () => (this.#q().trim() === '' ? undefined : this.#q()),
    loader: ({ params: q, abortSignal: signal }) => this.#find(q, signal),
  });
  readonly #actions: readonly Entry[] = this.#commandEntries();
  protected readonly entries = computed<readonly Entry[]>(() => {
    const words = this.text().toLowerCase().split(/\s+/).filter(Boolean);
    const actions = this.#actions.filter(({ label }) =>
      words.every((word) => label.toLowerCase().includes(word)),
    );
    const found = this.#found.hasValue() ? this.#found.value() : [];
    return words.length === 0 ? actions : [...actions, ...found];
  });
  protected readonly isLooking = computed(() => this.#found.isLoading());

  constructor() {
    effect((onCleanup) => {
      const text = this.text();
      untracked(() => this.at.set(0));
      const timer = setTimeout(() => this.#q.set(text), SEARCH_AFTER);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected press(event: KeyboardEvent): void {
    const { length } = this.entries();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && length > 0) {
      event.preventDefault();
      this.at.update((at) => (at + step + length) % length);
      document.getElementById(`palette-${this.at()}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const entry = this.entries()[this.at()];
      if (entry) this.run(entry);
    }
  }

  protected run(entry: Entry): void {
    this.close()();
    entry.run();
  }

  #commandEntries(): Entry[] {
    const go = (path: string) => void this.#router.navigateByUrl(path);
    return [
      ...[...places, ...deeper].map(({ path, label, icon }) => ({
        id: path,
        group: 'Go to',
        icon,
        label,
        hint: '',
        run: () => go(path),
      })),
      {
        id: 'create',
        group: 'Do',
        icon: 'plus',
        label: 'Open an incident',
        hint: 'c',
        run: () => void this.#commands.createIncident(),
      },
      {
        id: 'write',
        group: 'Do',
        icon: 'edit',
        label: 'Write a runbook',
        hint: '',
        run: () => go('/runbooks/new'),
      },
      ...themes.map((theme) => ({
        id: `theme-${theme}`,
        group: 'Do',
        icon: 'sun' as const,
        label: `Look: ${theme}`,
        hint: '',
        run: () => this.#theme.value.set(theme),
      })),
      {
        id: 'keyboard',
        group: 'Do',
        icon: 'keyboard',
        label: 'Keyboard shortcuts',
        hint: '?',
        run: () => void this.#commands.openShortcuts(),
      },
    ];
  }

  async #find(q: string, signal: AbortSignal): Promise<Entry[]> {
    const [incidents, runbooks] = await Promise.all([
      this.#tocsin.incidents.list({ q: q.slice(0, 200), limit: MOST }, { signal }),
      this.#tocsin.runbooks.list({ q: q.slice(0, 200), limit: MOST }, { signal }),
    ]);
    return [
      ...incidents.items.map(({ id, number, title, severity, status }) => ({
        id,
        group: 'Incidents',
        icon: 'incidents' as const,
        label: `#${number} ${title}`,
        hint: `${severity} ${status.toLowerCase()}`,
        run: () => void this.#router.navigate(['/incidents', id]),
      })),
      ...runbooks.items.map(({ id, title, tags }) => ({
        id,
        group: 'Runbooks',
        icon: 'runbooks' as const,
        label: title,
        hint: tags.slice(0, 2).join(', '),
        run: () => void this.#router.navigate(['/runbooks', id]),
      })),
    ];
  }
}
