import { describe, expect, it } from 'vitest';
import { countOld, storageOfFile } from './old-data.ts';

const storage = (items: Record<string, string>) => {
  const map = new Map(Object.entries(items));
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
  };
};

describe('old items', () => {
  it('are counted where they are lists', () => {
    expect(countOld(storage({ incidents: '[{},{}]', runbooks: '{"a":1}' }))).toEqual({
      incidents: 2,
      runbooks: 0,
    });
    expect(countOld(storage({ incidents: 'not JSON' }))).toEqual({ incidents: 0, runbooks: 0 });
  });
});

describe('a file', () => {
  it('gives its lists, and its notes go to the storage of the browser', () => {
    const notes = storage({ 'tocsin.import': '{}', incidents: '["of the browser"]' });
    const file = storageOfFile('{"incidents":[{"id":"a"}],"exportedAt":"today"}', notes);
    expect(JSON.parse(file.getItem('incidents') ?? '')).toEqual([{ id: 'a' }]);
    expect(file.getItem('runbooks')).toBeNull();
    expect(file.getItem('tocsin.import')).toBe('{}');
    file.setItem('tocsin.import', '{"a":1}');
    expect(notes.getItem('tocsin.import')).toBe('{"a":1}');
  });

  it('may be a copy of a whole localStorage, whose values are text', () => {
    const file = storageOfFile('{"runbooks":"[{\\"id\\":\\"b\\"}]"}', storage({}));
    expect(file.getItem('runbooks')).toBe('[{"id":"b"}]');
  });

  it.each(['[]', 'null', '"text"', '{}', '{"users":[]}', 'no JSON'])(
    'that is %s is refused',
    (text) => {
      expect(() => storageOfFile(text, storage({}))).toThrow(/./);
    },
  );
});
