import { signal, type WritableSignal } from '@angular/core';

/**
 * Which tasks of a text somebody has ticked: remembered by this browser, for one version of the text.
 * `undefined` until one was.
 */
export function rememberedTicks(key: string): WritableSignal<readonly number[] | undefined> {
  const name = `tocsin.ticks.${key}`;
  const ticks = signal(read(name));
  const { set } = ticks;
  return Object.assign(ticks, {
    set(value: readonly number[] | undefined) {
      set.call(ticks, value);
      try {
        localStorage.setItem(name, JSON.stringify(value));
      } catch {
        // Remembered for as long as the page lives.
      }
    },
  });
}

function read(name: string): readonly number[] | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
    const isTicks = Array.isArray(value) && value.every((item) => Number.isInteger(item));
    return isTicks ? value : undefined;
  } catch {
    return undefined;
  }
}
