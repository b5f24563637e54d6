import { describe, expect, it } from 'vitest';
import { type Conditions, hasCondition, isFor, wordless } from './rules.ts';

const any: Conditions = { services: null, severities: null, words: null, labels: null };
const opened = {
  title: 'Connection-Pool exhausted in Zürich: „too many clients“',
  service: 'payments',
  severity: 'P2',
} as const;
const matches = (conditions: Partial<Conditions>, labels: Record<string, string> = {}) =>
  isFor({ ...any, ...conditions }, opened, labels);

describe('a rule', () => {
  it('is for the services and severities that it names', () => {
    expect(matches({ services: ['search', 'payments'] })).toBe(true);
    expect(matches({ services: ['Payments'] })).toBe(false);
    expect(matches({ severities: ['P1', 'P2'] })).toBe(true);
    expect(matches({ severities: ['P3'] })).toBe(false);
  });

  it('finds whole words of the title as search has them', () => {
    for (const word of ['POOL', 'zurich', 'Zürich', 'pool connection', 'clients,', 'too  many']) {
      expect([word, matches({ words: [word] })]).toEqual([word, true]);
    }
    for (const word of ['conn', 'pools', 'pool empty']) {
      expect([word, matches({ words: [word] })]).toEqual([word, false]);
    }
    expect(matches({ words: ['nothing', 'exhausted'] })).toBe(true);
  });

  it('wants all of its labels, just as they are', () => {
    const labels = { region: 'eu', tier: 'db' };
    expect(matches({ labels }, { ...labels, more: 'x' })).toBe(true);
    expect(matches({ labels }, { region: 'eu' })).toBe(false);
    expect(matches({ labels }, { region: 'EU', tier: 'db' })).toBe(false);
    expect(matches({ labels: { constructor: 'x' } })).toBe(false);
  });

  it('wants all of its conditions', () => {
    const both = { services: ['payments'], words: ['pool'] };
    expect(matches(both)).toBe(true);
    expect(matches({ ...both, severities: ['P4'] })).toBe(false);
  });
});

it('a rule without a condition, and a word without a letter, are told', () => {
  expect(hasCondition(any)).toBe(false);
  expect(hasCondition({ ...any, severities: ['P1'] })).toBe(true);
  expect(wordless(['a', '–!'])).toBe('–!');
  expect(wordless(['a'])).toBeUndefined();
});
