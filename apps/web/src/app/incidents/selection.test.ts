import { describe, expect, it } from 'vitest';
import { Selection } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];

describe('a selection', () => {
  it('takes one in and out', () => {
    const selection = new Selection();
    selection.toggle('b', false, order);
    selection.toggle('d', false, order);
    selection.toggle('b', false, order);
    expect([...selection.ids()]).toEqual(['d']);
    expect(selection.size()).toBe(1);
  });

  it('takes all between two, in either direction', () => {
    const selection = new Selection();
    selection.toggle('d', false, order);
    selection.toggle('b', true, order);
    expect(new Set(selection.ids())).toEqual(new Set(['b', 'c', 'd']));
  });

  it('takes one where the first of a range is gone, or was never chosen', () => {
    const selection = new Selection();
    selection.toggle('c', true, order);
    expect([...selection.ids()]).toEqual(['c']);
    selection.toggle('e', true, ['d', 'e']);
    expect(new Set(selection.ids())).toEqual(new Set(['c', 'e']));
  });

  it('forgets where a range begins when it is cleared', () => {
    const selection = new Selection();
    selection.set(['a', 'b']);
    selection.toggle('a', false, order);
    selection.clear();
    selection.toggle('d', true, order);
    expect([...selection.ids()]).toEqual(['d']);
  });
});
