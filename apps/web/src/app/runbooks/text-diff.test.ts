import { describe, expect, it } from 'vitest';
import { compareTexts, type DiffLine } from './text-diff.ts';

const marks = { same: ' ', added: '+', removed: '-' };
const written = (lines: DiffLine[]): string[] =>
  lines.map((line) =>
    line.kind === 'skipped'
      ? `… ${line.count}`
      : marks[line.kind] +
        line.parts.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join(''),
  );

describe('two texts', () => {
  it('show the words that differ in a line', () => {
    const lines = compareTexts('Call Mara at once.\n', 'Call Jonas at once.\n');
    expect(written(lines)).toEqual(['-Call [Mara] at once.', '+Call [Jonas] at once.']);
  });

  it('show lines that came and went', () => {
    const lines = compareTexts('a\nb\nc\n', 'a\nc\nd\n');
    expect(written(lines)).toEqual([' a', '-b', ' c', '+d']);
  });

  it('fold what is far from every change', () => {
    const many = Array.from({ length: 20 }, (_, i) => `line ${i}`);
    const lines = compareTexts(many.join('\n'), many.with(10, 'changed').join('\n'));
    expect(written(lines)[0]).toBe('… 7');
    expect(written(lines).at(-1)).toBe('… 6');
    expect(lines).toHaveLength(2 + 3 + 2 + 3);
  });

  it('lose no line when more stand in the place of fewer', () => {
    const lines = compareTexts('one\n', 'eins\nzwei\ndrei\n');
    const added = lines.filter(({ kind }) => kind === 'added');
    const text = (line: DiffLine) =>
      line.kind === 'skipped' ? '' : line.parts.map((part) => part.text).join('');
    expect(added.map(text)).toEqual(['eins', 'zwei', 'drei']);
  });

  it('that are the same show no change', () => {
    expect(compareTexts('a\nb\n', 'a\nb\n')).toEqual([{ kind: 'skipped', count: 2 }]);
    expect(compareTexts('', '')).toEqual([]);
  });

  it('are compared where one of them is empty', () => {
    expect(written(compareTexts('', 'a\n'))).toEqual(['+a']);
  });
});
