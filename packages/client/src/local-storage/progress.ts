import type { KeyValueStorage } from './mapping.ts';

/** How far one item has come. Without an `id` it may or may not have reached the server. */
export interface Step {
  /** What it is on the server. */
  id?: string;
  /** What it is recognised by on the server; gone when it is complete. */
  mark?: string;
  /** When it was sent, in milliseconds since 1970. */
  sentAt?: number;
}

/** What has been imported from a storage, kept in that storage. */
export interface Progress {
  of(oldId: string): Step | undefined;
  /** Written down at once, so that whoever comes after an interruption knows of it. */
  save(oldId: string, step: Step | undefined): void;
}

const KEY = 'tocsin.import';

/** The progress of one kind of items. */
export function progressIn(storage: KeyValueStorage, kind: 'incidents' | 'runbooks'): Progress {
  const read = () => {
    const text = storage.getItem(KEY);
    // Safe: nobody else writes at this key.
    const all = (text === null ? {} : JSON.parse(text)) as Record<string, Record<string, Step>>;
    return { all, steps: new Map(Object.entries(all[kind] ?? {})) };
  };
  return {
    of: (oldId) => read().steps.get(oldId),
    save(oldId, step) {
      const { all, steps } = read();
      if (step) steps.set(oldId, step);
      else steps.delete(oldId);
      storage.setItem(KEY, JSON.stringify({ ...all, [kind]: Object.fromEntries(steps) }));
    },
  };
}

/** What a page has sent before it was closed has arrived, or never will, after so many milliseconds. */
const ARRIVED_AFTER = 2_000;

/** Waits until looking for what was sent finds it. */
export async function arrived({ sentAt = 0 }: Step): Promise<void> {
  const rest = sentAt + ARRIVED_AFTER - Date.now();
  if (rest > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(rest, ARRIVED_AFTER)));
}

/** A word that nobody else has chosen. Pages without HTTPS have no `randomUUID`. */
export function newMark(): string {
  const numbers = crypto.getRandomValues(new Uint32Array(4));
  return `import-${Array.from(numbers, (number) => number.toString(36)).join('')}`;
}
