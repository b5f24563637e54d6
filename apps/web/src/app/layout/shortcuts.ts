import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { Dialogs } from './dialogs.ts';

export interface Shortcut {
  /** A key as `KeyboardEvent.key` names it, two in a row (`g i`), or one with `Mod+`: Ctrl, or ⌘ on a Mac. */
  keys: string;
  label: string;
  group: string;
  run: (event: KeyboardEvent) => unknown;
}

/** Two keys in a row have to come within this, in milliseconds. */
const IN_A_ROW = 900;

/** The keyboard, as far as nothing that is typed into has it. */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  readonly #dialogs = inject(Dialogs);
  readonly #all = signal<readonly Shortcut[]>([]);
  #before = { key: '', at: 0 };

  readonly all = this.#all.asReadonly();

  constructor() {
    document.addEventListener('keydown', (event) => this.#press(event));
  }

  /** Until the caller is destroyed. */
  add(shortcuts: readonly Shortcut[], destroyed = inject(DestroyRef)): void {
    this.#all.update((all) => [...all, ...shortcuts]);
    destroyed.onDestroy(() =>
      this.#all.update((all) => all.filter((shortcut) => !shortcuts.includes(shortcut))),
    );
  }

  #press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    // What is typed ahead of a dialog must not do something to the page.
    if (this.#dialogs.isComing) return;
    const isMod = event.metaKey || event.ctrlKey;
    if (!isMod && isTaken(event.target)) {
      // Out of a field, back to the keys of the page.
      if (event.key === 'Escape' && !isDialogOpen()) (event.target as HTMLElement).blur();
      return;
    }
    const found = isMod ? this.#find(`Mod+${event.key.toLowerCase()}`) : this.#findTyped(event.key);
    if (!found || (isMod && isDialogOpen() && found.keys !== 'Mod+k')) return;
    event.preventDefault();
    found.run(event);
  }

  #findTyped(key: string): Shortcut | undefined {
    const { key: first, at } = this.#before;
    this.#before = { key, at: performance.now() };
    const inARow = performance.now() - at < IN_A_ROW ? this.#find(`${first} ${key}`) : undefined;
    return inARow ?? this.#find(key);
  }

  /** The newest first: a page's own come after those of the whole console. */
  #find(keys: string): Shortcut | undefined {
    return this.#all().findLast((shortcut) => shortcut.keys === keys);
  }
}

const isDialogOpen = (): boolean => document.querySelector('dialog[open]') !== null;

/** Whether a plain key already means something where it was pressed. */
function isTaken(target: EventTarget | null): boolean {
  if (isDialogOpen()) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role=menu], select, textarea')) return true;
  return target instanceof HTMLInputElement && target.type !== 'checkbox';
}

/** The keys as people call them. */
export function keyNames(keys: string): string[] {
  const isMac = navigator.platform.startsWith('Mac');
  return keys
    .replace('Mod+', isMac ? '⌘ ' : 'Ctrl ')
    .split(' ')
    .map((key) => (key.length === 1 && keys.includes('Mod+') ? key.toUpperCase() : key));
}
