import { contract, severities } from '@tocsin/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipped, isMoreSevere, severityOf, titleOf, windowStart, wordOf } from './rules.ts';

const { title } = contract.incidents.create.input.shape;
const { message } = contract.alerts.create.input.shape;

describe('the title of an incident', () => {
  it('is a title that the contract takes as it is, whatever the message', () => {
    const messages = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 300 }),
    );
    fc.assert(
      fc.property(messages, (text) => {
        fc.pre(message.safeParse(text).success);
        const made = titleOf(text);
        expect(title.parse(made)).toBe(made);
      }),
    );
  });

  it.each([
    ['Disk full', 'Disk full'],
    ['  Disk\tfull  \nnow', 'Disk full'],
    ['\n\r\n \u2028Disk full', 'Disk full'],
    ['\u0001\u0002', 'Alert'],
    ['x'.repeat(201), `${'x'.repeat(199)}…`],
    ['🔥'.repeat(101), `${'🔥'.repeat(99)}…`],
  ])('of %j is %j', (text, wanted) => {
    expect(titleOf(text)).toBe(wanted);
  });
});

it('text that is cut stays well-formed, and is no longer than it may be', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 50 });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 20 }), (whole, most) => {
      const cut = clipped(whole, most);
      expect(cut.length).toBeLessThanOrEqual(most);
      expect(cut.isWellFormed()).toBe(true);
      if (whole.length <= most) expect(cut).toBe(whole);
    }),
  );
});

it('severities have a word each, and rise from P4 to P1', () => {
  for (const [i, severity] of severities.entries()) {
    expect(severityOf(wordOf(severity))).toBe(severity);
    for (const [j, other] of severities.entries()) {
      expect(isMoreSevere(severity, other)).toBe(i < j);
    }
  }
});

it('a window of five minutes has no incident in it that is five minutes old', () => {
  expect(windowStart(1_000_000, 300)).toBe(700_001);
  expect(windowStart(1_000_000, 0)).toBe(1_000_001);
});
