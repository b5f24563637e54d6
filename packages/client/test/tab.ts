import { createClient, type ImportReport, importLocalStorage } from '../src/index.ts';
import type { LocalStorageMapping } from '../src/index.ts';

/** A browser's storage: it outlives the tab. */
export function memoryStorage(content: Record<string, unknown>) {
  const values = new Map(
    Object.entries(content).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

export type MemoryStorage = ReturnType<typeof memoryStorage>;

class Killed extends Error {}

export interface Run {
  report: ImportReport | undefined;
  /** How many moments there were at which it could have been killed. */
  moments: number;
  requests: number;
}

/**
 * A tab that imports, and is killed at a moment: before or after it writes to its storage, before a
 * request is sent, or when the server has done it and the answer is on its way. From then on nothing
 * that it does reaches anything.
 */
export async function importInTab(
  url: string,
  storage: MemoryStorage,
  { killedAt = Infinity, mapping }: { killedAt?: number; mapping?: LocalStorageMapping } = {},
): Promise<Run> {
  let moments = 0;
  let requests = 0;
  const live = () => {
    moments += 1;
    if (moments >= killedAt) throw new Killed();
  };
  const tocsin = createClient({
    url,
    retries: 0,
    fetch: async (input, init) => {
      live();
      requests += 1;
      const response = await fetch(input, init);
      await response.clone().arrayBuffer();
      live();
      return response;
    },
  });
  const tabStorage = {
    getItem: storage.getItem,
    setItem(key: string, value: string) {
      live();
      storage.setItem(key, value);
      live();
    },
  };
  try {
    const report = await importLocalStorage(tabStorage, tocsin, mapping);
    return { report, moments, requests };
  } catch (error) {
    if (moments < killedAt) throw error;
    return { report: undefined, moments, requests };
  }
}
