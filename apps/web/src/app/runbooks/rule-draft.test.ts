import { describe, expect, it } from 'vitest';
import { conditionsOf, draftOf, type RuleFields, ruleOf } from './rule-draft.ts';

const rule: RuleFields = {
  name: 'Connections',
  runbookId: 'r',
  severities: ['P1', 'P2'],
  services: ['checkout', 'payments'],
  words: ['connection pool'],
  labels: { query: 'a=b', region: 'eu' },
};

describe('a rule that is edited', () => {
  it('and left as it is says the same', () => {
    expect(ruleOf(draftOf(rule))).toEqual({ fields: rule });
  });

  it('with a field that is emptied is for any', () => {
    const draft = { ...draftOf(rule), services: ' , ', labels: '\n' };
    expect(ruleOf(draft).fields).toMatchObject({ services: null, labels: null });
  });

  it('names each field that says nothing of use', () => {
    const { faults } = ruleOf({ ...draftOf(undefined), labels: 'region' });
    expect([...(faults ?? [])].map(([field]) => field)).toEqual(['name', 'runbookId', 'labels']);
  });

  it('needs a condition', () => {
    const draft = { ...draftOf(undefined), name: 'All', runbookId: 'r' };
    expect(ruleOf(draft).faults?.has('conditions')).toBe(true);
  });
});

it('conditions are told in words', () => {
  expect(conditionsOf(rule)).toEqual([
    'P1 or P2',
    'of checkout or payments',
    '“connection pool” in the title',
    'query=a=b',
    'region=eu',
  ]);
});
