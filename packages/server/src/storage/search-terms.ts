import { createHash } from 'node:crypto';

/** What a search index knows of one row. */
export interface SearchTerms {
  title: readonly string[];
  /** Everything that can be found, the title's words too. */
  words: readonly string[];
  facets: readonly string[];
}

const LONGEST_WORD = 64;
const MOST_WORDS = 20_000;

/**
 * The words of a text as search compares them: lower case, Latin, Greek and Cyrillic letters without
 * their accents, no punctuation, each once. Every engine uses these, so that all find the same.
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC');
  const words = plain.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  return [...new Set(words.map(shortened))].slice(0, MOST_WORDS);
}

const shortened = (word: string): string =>
  word.length > LONGEST_WORD ? Array.from(word).slice(0, LONGEST_WORD).join('') : word;

/** One value of one field as a single term, whatever characters it has. */
export function facet(field: string, value: string): string {
  return `${field}:${createHash('sha256').update(value).digest('hex').slice(0, 24)}`;
}
