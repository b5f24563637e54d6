import { effect, Injectable } from '@angular/core';
import { stored } from '../client/stored.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value);

/** Light, dark, or as the system has it. `theme.js` reads the same before the first paint. */
@Injectable({ providedIn: 'root' })
export class ThemeChoice {
  readonly value = stored<Theme>('theme', 'system', isTheme);

  constructor() {
    effect(() => {
      const { dataset } = document.documentElement;
      if (this.value() === 'system') delete dataset['theme'];
      else dataset['theme'] = this.value();
    });
  }
}
