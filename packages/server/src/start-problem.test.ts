import { expect, it, test } from 'vitest';
import { ConfigError, databaseName } from './config.ts';
import { startProblem } from './start-problem.ts';

const failed = (code: string) => Object.assign(new Error('what the system says'), { code });

test.each([
  ['EADDRINUSE', /port is in use .*PORT/],
  ['EADDRNOTAVAIL', /HOST is not an address/],
  ['EACCES', /data folder cannot be written .*DATABASE_URL/],
  ['SQLITE_CANTOPEN', /data folder cannot be written/],
  ['SQLITE_FULL', /disk is full/],
  ['SQLITE_BUSY', /another program holds the database/],
  ['SQLITE_ERROR', /another program's/],
  ['SQLITE_NOTADB', /not a SQLite database/],
])('%s is told in words of somebody who can mend it', (code, words) => {
  const problem = startProblem(failed(code));
  expect(problem).toMatch(words);
  expect(problem).toContain('what the system says');
  expect(problem).not.toContain('\n');
});

it('says what a message says that was written for people, and no more', () => {
  expect(startProblem(new ConfigError('PORT: Must be a whole number'))).toBe(
    'PORT: Must be a whole number',
  );
});

it('shows where it happened when nobody foresaw it', () => {
  expect(startProblem(new Error('surprise'))).toMatch(/surprise\n\s+at /);
  expect(startProblem('surprise')).toBe('Tocsin cannot start: surprise');
});

it('names a database without its password', () => {
  const url = 'postgres://tocsin:hunter2@db.example:5432/tocsin';
  const database = { engine: 'postgres', url, poolSize: 20 } as const;
  expect(databaseName(database)).toBe('postgres://db.example:5432/tocsin');
  expect(databaseName({ engine: 'json', path: '/data/state.json' })).toBe('json:/data/state.json');
});
