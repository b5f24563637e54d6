import type { Runbook } from '@tocsin/client';
import { expect, it } from 'vitest';
import { rankRunbooks, searchWords } from './related.ts';

const runbook = (id: string): Runbook => ({
  id,
  title: id,
  tags: [],
  content: '',
  createdAt: '',
  updatedAt: '',
  version: 1,
});

it('searches by the words that say something, each once', () => {
  const title = 'The payment provider answers 503 for all of the payments; payment retries';
  expect(searchWords({ title, service: 'payments' })).toEqual([
    'payment',
    'provider',
    '503',
    'payments',
    'retries',
  ]);
});

it('searches by eight words at most', () => {
  const title = 'one two three four five six seven eight nine ten eleven twelve';
  expect(searchWords({ title, service: 'api' })).toHaveLength(8);
});

it('puts what a rare word finds before what a common one does', () => {
  const hits = [
    { items: [runbook('disk'), runbook('queue')], total: 40 },
    { items: [runbook('queue')], total: 1 },
  ];
  expect(rankRunbooks(hits).map(({ id }) => id)).toEqual(['queue', 'disk']);
});
