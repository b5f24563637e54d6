import type { Runbooks } from '../generated/runbooks.ts';
import type { Runbook } from '../generated/types.ts';
import type { OldRunbook } from './mapping.ts';
import { arrived, type Progress } from './progress.ts';

type Text = Pick<Runbook, 'title' | 'tags' | 'content'>;

/**
 * Brings one runbook over; answers whether it was this run that did. One that the server has word
 * for word is that runbook. So is, after a run that was cut off, one that was so when it was written.
 */
export async function importRunbook(
  runbooks: Runbooks,
  old: OldRunbook,
  progress: Progress,
): Promise<boolean> {
  const before = progress.of(old.id);
  if (before?.id !== undefined) return false;
  const text: Text = { title: old.title, tags: old.tags ?? [], content: old.content ?? '' };
  if (before) await arrived(before);
  let there = await firstOf(all(runbooks), (runbook) => isSame(runbook, text));
  if (before) there ??= await firstOf(all(runbooks), ({ id }) => began(runbooks, id, text));
  if (!there) progress.save(old.id, { sentAt: Date.now() });
  const { id } = there ?? (await runbooks.create(text));
  progress.save(old.id, { id });
  return !there;
}

async function* all(runbooks: Runbooks): AsyncGenerator<Runbook> {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await runbooks.list({ cursor });
    yield* items;
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** Whether a runbook began with this text. */
async function began(runbooks: Runbooks, id: string, text: Text): Promise<boolean> {
  let cursor: string | undefined;
  for (;;) {
    const { items, nextCursor } = await runbooks.revisions({ id, cursor });
    const oldest = items.at(-1);
    if (nextCursor === null) return oldest !== undefined && isSame(oldest, text);
    cursor = nextCursor;
  }
}

async function firstOf<T>(
  items: AsyncIterable<T>,
  fits: (item: T) => boolean | Promise<boolean>,
): Promise<T | undefined> {
  for await (const item of items) if (await fits(item)) return item;
  return undefined;
}

/** The server takes off the blanks around titles and tags. */
const isSame = (a: Text, b: Text): boolean =>
  a.title.trim() === b.title.trim() &&
  a.content === b.content &&
  JSON.stringify(a.tags.map((tag) => tag.trim())) ===
    JSON.stringify(b.tags.map((tag) => tag.trim()));
