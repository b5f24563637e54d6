import type { KeyValueStorage } from '@tocsin/client';

/** How many old items a storage has. */
export function countOld(storage: Pick<KeyValueStorage, 'getItem'>): {
  incidents: number;
  runbooks: number;
} {
  const count = (key: string): number => {
    try {
      const value: unknown = JSON.parse(storage.getItem(key) ?? '[]');
      return Array.isArray(value) ? value.length : 0;
    } catch {
      return 0;
    }
  };
  return { incidents: count('incidents'), runbooks: count('runbooks') };
}

/**
 * A file as a storage: its lists are read from it, and what has been brought is noted in `notes`.
 * @throws SyntaxError, TypeError: it is not such a file.
 */
export function storageOfFile(text: string, notes: KeyValueStorage): KeyValueStorage {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('it is no object with "incidents" and "runbooks".');
  }
  const lists = new Map(
    Object.entries(value)
      .filter(([key]) => key === 'incidents' || key === 'runbooks')
      // A copy of a whole localStorage has its values as text.
      .map(([key, list]) => [key, typeof list === 'string' ? list : JSON.stringify(list)]),
  );
  if (lists.size === 0) throw new TypeError('it has neither "incidents" nor "runbooks".');
  return {
    getItem: (key) =>
      key === 'incidents' || key === 'runbooks' ? (lists.get(key) ?? null) : notes.getItem(key),
    setItem: (key, item) => notes.setItem(key, item),
  };
}
