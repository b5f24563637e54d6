import { describe, expect, it } from 'vitest';
import { draftOf, sameDraft, tagsOf } from './draft.ts';
import { excerptOf } from './excerpt.ts';

describe('tags', () => {
  it('are what stands between commas, each once', () => {
    expect(tagsOf(' database,postgresql , database,, ')).toEqual(['database', 'postgresql']);
  });

  it('are the same draft however they are spaced', () => {
    const draft = { title: 'a', tags: 'x,y', content: '' };
    expect(sameDraft(draft, { ...draft, tags: ' x , y ' })).toBe(true);
    expect(sameDraft(draft, { ...draft, tags: 'y, x' })).toBe(false);
    expect(sameDraft(draft, draftOf(undefined))).toBe(false);
  });
});

describe('an excerpt', () => {
  it.each([
    ['# Title\n\nUse **this** when `x` fails.', 'Use this when x fails.'],
    ['- [ ] a list\n\n> a quote\n\n```\ncode\n```\n\nSee [the page](http://x).', 'See the page.'],
    ['first\nline', 'first line'],
    ['## Only a heading', ''],
    ['', ''],
  ])('of %j is %j', (markdown, excerpt) => {
    expect(excerptOf(markdown)).toBe(excerpt);
  });

  it('is short', () => {
    expect(excerptOf('word '.repeat(1000))).toHaveLength(200);
  });
});
