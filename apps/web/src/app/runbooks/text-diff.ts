import { diffLines, diffWordsWithSpace } from 'diff';

/** A stretch of a line; `isChanged` is what the other side does not have. */
export interface Part {
  text: string;
  isChanged: boolean;
}

/** One line of a comparison; `skipped` stands for so many that are the same. */
export type DiffLine =
  | { kind: 'same' | 'added' | 'removed'; parts: Part[] }
  | { kind: 'skipped'; count: number };

/** So many lines that are the same are shown around each change. */
const AROUND = 3;

/** How one text became another, line by line, and word by word where a line was changed. */
export function compareTexts(before: string, after: string): DiffLine[] {
  const changes = diffLines(before, after);
  const lines: DiffLine[] = [];
  for (let i = 0; i < changes.length; i += 1) {
    const change = changes[i];
    if (!change) continue;
    const next = changes[i + 1];
    if (change.removed && next?.added) {
      lines.push(...changedLines(linesOf(change.value), linesOf(next.value)));
      i += 1;
    } else {
      const kind = change.added ? 'added' : change.removed ? 'removed' : 'same';
      lines.push(...linesOf(change.value).map((text) => whole(kind, text)));
    }
  }
  return folded(lines);
}

const whole = (kind: 'same' | 'added' | 'removed', text: string): DiffLine => ({
  kind,
  parts: [{ text, isChanged: false }],
});

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Lines that stand in the place of others: each pair is compared by words. */
function changedLines(removed: readonly string[], added: readonly string[]): DiffLine[] {
  const pairs = Math.min(removed.length, added.length);
  const before: DiffLine[] = [];
  const after: DiffLine[] = [];
  for (let i = 0; i < pairs; i += 1) {
    const words = diffWordsWithSpace(removed[i] ?? '', added[i] ?? '');
    const parts = (side: 'added' | 'removed') =>
      words
        .filter((word) => !word[side === 'added' ? 'removed' : 'added'])
        .map((word) => ({ text: word.value, isChanged: word[side] }));
    before.push({ kind: 'removed', parts: parts('removed') });
    after.push({ kind: 'added', parts: parts('added') });
  }
  before.push(...removed.slice(pairs).map((text) => whole('removed', text)));
  after.push(...added.slice(pairs).map((text) => whole('added', text)));
  return [...before, ...after];
}

function folded(lines: readonly DiffLine[]): DiffLine[] {
  const isNear = lines.map((_, i) =>
    lines.slice(Math.max(0, i - AROUND), i + AROUND + 1).some(({ kind }) => kind !== 'same'),
  );
  const shown: DiffLine[] = [];
  for (const [i, line] of lines.entries()) {
    const last = shown.at(-1);
    if (isNear[i]) shown.push(line);
    else if (last?.kind === 'skipped') last.count += 1;
    else shown.push({ kind: 'skipped', count: 1 });
  }
  return shown;
}
