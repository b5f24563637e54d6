import { signal, type WritableSignal } from '@angular/core';

/**
 * A signal that this browser remembers, and that its other windows follow.
 * @param key Below `tocsin.` in localStorage.
 * @param isValid Others may have written there.
 */
export function stored<T>(
  key: string,
  initial: T,
  isValid: (value: unknown) => value is T,
): WritableSignal<T> {
  const name = `tocsin.${key}`;
  const read = (text: string | null): T => {
    try {
      const value: unknown = JSON.parse(text ?? 'null');
      return isValid(value) ? value : initial;
    } catch {
      return initial;
    }
  };
  const value = signal(initial);
  const { set } = value;
  try {
    set.call(value, read(localStorage.getItem(name)));
  } catch {
    // Storage may be forbidden: then it is remembered for as long as the page lives.
  }
  addEventListener('storage', ({ key, newValue }) => {
    if (key === name) set.call(value, read(newValue));
  });
  const keep = (next: T) => {
    set.call(value, next);
    try {
      localStorage.setItem(name, JSON.stringify(next));
    } catch {
      // As above.
    }
  };
  return Object.assign(value, {
    set: keep,
    update: (change: (before: T) => T) => keep(change(value())),
  });
}

export const isText = (value: unknown): value is string => typeof value === 'string';
