import type { CollectionMapping, KeyValueStorage } from './mapping.ts';
import type { Skip } from './report.ts';

/** The old items of one kind, each once. What cannot be read is skipped, with the reason. */
export function oldItems<Item extends { id: string }>(
  storage: KeyValueStorage,
  kind: 'incidents' | 'runbooks',
  { key = kind, items, item }: CollectionMapping<Item>,
  skip: Skip,
): { found: number; items: Item[] } {
  const text = storage.getItem(key);
  if (text === null) return { found: 0, items: [] };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    skip(`What is stored as "${key}" is not JSON.`);
    return { found: 0, items: [] };
  }
  const all: unknown = items ? items(parsed) : parsed;
  if (!Array.isArray(all)) {
    skip(`What is stored as "${key}" is not a list.`);
    return { found: 0, items: [] };
  }
  const byId = new Map<string, Item>();
  for (const [index, old] of all.entries()) {
    const read: unknown = item ? item(old) : old;
    if (item && read === undefined) continue;
    const { id, ...fields } = (read ?? {}) as Record<string, unknown>;
    const wrong = wrongField(kind, fields);
    if (typeof id !== 'string' || id === '') skip(`Item ${index} of "${key}" has no id.`);
    else if (byId.has(id)) skip(`Item ${index} of "${key}" has the id of one before it.`, id);
    else if (wrong !== undefined) skip(wrong, id);
    // Safe: its form was checked; what its values may be the server says.
    else byId.set(id, read as Item);
  }
  return { found: all.length, items: [...byId.values()] };
}

/** The first field that is not even of the right form. */
function wrongField(
  kind: 'incidents' | 'runbooks',
  { title, notes = [], tags = [], content = '' }: Record<string, unknown>,
): string | undefined {
  if (!isText(title)) return 'title: must be text';
  if (kind === 'incidents') {
    const areNotes = Array.isArray(notes) && notes.every(isNote);
    return areNotes ? undefined : 'notes: must be a list of { text, author, timestamp }';
  }
  if (!Array.isArray(tags) || !tags.every(isText)) return 'tags: must be a list of texts';
  return isText(content) ? undefined : 'content: must be text';
}

const isText = (value: unknown): value is string => typeof value === 'string';

function isNote(note: unknown): boolean {
  const { text, author = '', timestamp = '' } = (note ?? {}) as Record<string, unknown>;
  return isText(text) && isText(author) && isText(timestamp);
}
