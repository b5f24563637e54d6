import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { facet, wordsOf } from './search-terms.ts';

it('compares words without case, accents and punctuation, each once', () => {
  expect(wordsOf('Jörg\u2019s API-gateway: 503s, api/GATEWAY')).toEqual([
    'jorg',
    's',
    'api',
    'gateway',
    '503s',
  ]);
});

it('takes the same word for composed and decomposed letters', () => {
  expect(wordsOf('Zürich')).toEqual(wordsOf('Zu\u0308rich'));
});

it('finds words of other scripts', () => {
  expect(wordsOf('データベース 故障')).toEqual(['データベース', '故障']);
});

it('yields nothing that could be read as a query', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const word of wordsOf(text))
        expect(word).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}]{0,63}$/u);
    }),
  );
});

it('finds a word again by each of its beginnings', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9]{1,20}$/), fc.nat(19), (word, length) => {
      const [beginning] = wordsOf(word.slice(0, length + 1));
      expect(wordsOf(`x ${word} y`).some((known) => known.startsWith(beginning ?? ''))).toBe(true);
    }),
  );
});

it('tells fields and values apart, whatever characters they have', () => {
  expect(facet('service', 'a b')).not.toBe(facet('service', 'a  b'));
  expect(facet('service', 'x')).not.toBe(facet('assignee', 'x'));
  expect(facet('service', 'Checkout "API" (eu)')).toMatch(/^service:[0-9a-f]{24}$/);
});
