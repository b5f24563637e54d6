import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { answerText } from '../src/output/answer.ts';
import { eventLine } from '../src/output/event-line.ts';
import { cut, shown, type Terminal } from '../src/output/terminal.ts';

const terminal = (width: number): Terminal => ({ width, style: (_, text) => text });
const wide = terminal(Infinity);

describe('a table', () => {
  const rows = [
    {
      id: 'a1',
      title: 'Größe in 東京 is too large to be shown',
      tags: ['a', 'b'],
      at: '2026-03-01T08:00:01.000Z',
    },
    { id: 'b2', title: 'Short', tags: [], at: null, notes: [{}, {}], text: 'one\ntwo', inner: {} },
  ];

  it('has what fits on a line, and counts what does not', () => {
    expect(answerText({ items: rows, total: 2 }, wide, undefined)).toBe(
      [
        'ID  TITLE                                   TAGS  AT                 NOTES',
        'a1  Größe in 東京 is too large to be shown  a, b  2026-03-01 08:00Z  -',
        'b2  Short                                   -     -                  2',
        '',
      ].join('\n'),
    );
  });

  it('is never wider than the terminal, whatever is in it, and keeps its first column', () => {
    for (let width = 3; width < 90; width += 1) {
      const lines = answerText(rows, terminal(width), undefined).trimEnd().split('\n');
      expect(lines).toHaveLength(3);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      expect(lines[1]).toMatch(/^a1/);
    }
  });

  it('cuts words before it leaves columns out', () => {
    const [, first] = answerText(rows, terminal(50), undefined).split('\n');
    expect(first).toBe('a1  Größe in 東京…  a, b  2026-03-01 08:00Z  -');
  });

  it('has the columns that are named, in their order, whole', () => {
    expect(answerText(rows, terminal(10), ['text', 'id'])).toBe(
      'TEXT     ID\n-        a1\none two  b2\n',
    );
    expect(() => answerText(rows, wide, ['id', 'nope'])).toThrow('--columns: There is no nope');
    expect(answerText(rows[0], wide, ['id'])).toBe('ID\na1\n');
  });

  it('of single values is one column, and of nothing is nothing', () => {
    expect(answerText(['a', 'b'], wide, undefined)).toBe('VALUE\na\nb\n');
    expect(answerText([], wide, undefined)).toBe('');
    expect(answerText(undefined, wide, undefined)).toBe('');
  });
});

describe('a record', () => {
  it('has a field on each line, then what it is made of, then long texts', () => {
    const text = answerText(
      {
        id: 'a1',
        content: '## Title\n\nText\n',
        at: '2026-03-01T08:00:01.000Z',
        empty: [],
        inner: { depth: 2 },
        notes: [{ author: 'Mara', text: 'One' }],
        pages: [{ n: 1, text: 'two\nlines' }],
      },
      wide,
      undefined,
    );
    expect(text).toBe(
      [
        'id     a1\nat     2026-03-01T08:00:01.000Z\nempty  -\n',
        'inner\n  depth  2\n',
        'notes\n  AUTHOR  TEXT\n  Mara    One\n',
        'pages\n  n  1\n\n  text\n  two\n  lines\n',
        'content\n## Title\n\nText\n',
      ].join('\n'),
    );
  });

  it('of nothing, and single values, are themselves', () => {
    expect(answerText({}, wide, undefined)).toBe('');
    expect(answerText('text', wide, undefined)).toBe('text\n');
    expect(answerText(7, wide, undefined)).toBe('7\n');
  });
});

describe('an event', () => {
  it('is one line of when, what, and what changed', () => {
    const item = {
      type: 'incident.updated',
      seq: 7,
      at: '2026-03-01T08:00:01.000Z',
      changes: { phase: { from: 'open', to: 'resolved' }, labels: { from: { a: 1 }, to: null } },
      incident: { id: 'a1', title: 'Say "no"\nand' },
      data: { deep: { count: 3 } },
      gone: null,
    };
    expect(eventLine(item, wide)).toBe(
      '2026-03-01T08:00:01.000Z  incident.updated  seq: 7  phase: open → resolved  ' +
        'labels: {"a":1} → -  incident: "Say \\"no\\" and"  count: 3\n',
    );
    expect(eventLine('plain', wide)).toBe('plain\n');
  });
});

describe('a text', () => {
  it('is cut by what is seen of it, and never within a character', () => {
    expect(cut('abc', 3)).toBe('abc');
    expect(cut('abcd', 3)).toBe('ab…');
    expect(cut('東京都', 5)).toBe('東京…');
    expect(cut('👩‍🚒👩‍🚒👩‍🚒', 5)).toBe('👩‍🚒👩‍🚒…');
  });

  it('loses what would steer a terminal, and keeps lines and tabs', () => {
    expect(shown('a\tb\nc\u001b[2J\r\u0000\u009b')).toBe('a\tb\nc\ufffd[2J\ufffd\ufffd\ufffd');
  });
});
