import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Config } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';

function captured(config: Partial<Pick<Config, 'logLevel' | 'logFormat'>> = {}) {
  const lines: string[] = [];
  const destination = new Writable({
    decodeStrings: false,
    write(line: string, _encoding, done) {
      lines.push(line);
      done();
    },
  });
  const log = createLogger({ logLevel: 'info', logFormat: 'json', ...config }, destination);
  return { log, lines, text: () => lines.join('') };
}

describe('the JSON format', () => {
  it('writes one object a line, with the level as a word and the time in ISO 8601', () => {
    const { log, lines } = captured();
    log.info({ route: '/x' }, 'first\nstill first');
    log.warn('second');
    expect(lines).toHaveLength(2);
    expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
    const [first, second] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({ level: 'info', msg: 'first\nstill first', route: '/x' });
    expect(second).toMatchObject({ level: 'warn', msg: 'second' });
    expect(first?.['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Math.abs(Date.parse(String(first?.['time'])) - Date.now())).toBeLessThan(60_000);
  });

  it('keeps an error with its cause and its stack', () => {
    const { log, lines } = captured();
    log.error({ err: new Error('outer', { cause: new Error('inner') }) }, 'failed');
    const { err } = JSON.parse(lines[0] ?? '') as { err: { message: string; stack: string } };
    expect(err.message).toContain('outer');
    expect(err.stack).toContain('inner');
    expect(err.stack).toContain('logger.test.ts');
  });

  it('gives every line of a child the fields of that child', () => {
    const { log, lines } = captured();
    log.child({ requestId: 'r-1' }).info('x');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ requestId: 'r-1', level: 'info' });
  });
});

describe('the level', () => {
  it('holds back what is below it', () => {
    const { log, lines } = captured({ logLevel: 'warn' });
    log.info('quiet');
    log.warn('loud');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('loud');
  });

  it('may be silent', () => {
    const { log, lines } = captured({ logLevel: 'silent' });
    log.fatal('nothing');
    expect(lines).toEqual([]);
  });
});

describe.each(['json', 'pretty'] as const)('a secret in the %s format', (logFormat) => {
  it.each(['authorization', 'cookie', 'password', 'secret', 'token', 'apiKey'])(
    'is left out where a field is called %s',
    (name) => {
      const { log, text } = captured({ logFormat });
      log.info({ [name]: 'hunter2' }, 'at the top');
      log.info({ headers: { [name]: 'hunter2', host: 'kept' } }, 'one below');
      log.info({ request: { headers: { [name]: 'hunter2' } } }, 'two below');
      expect(text()).not.toContain('hunter2');
      expect(text().split('[redacted]')).toHaveLength(4);
      expect(text()).toContain('kept');
    },
  );

  it('is left out of what a child is bound to', () => {
    const { log, text } = captured({ logFormat });
    log.child({ token: 'hunter2' }).info({ other: 'kept' }, 'x');
    expect(text()).not.toContain('hunter2');
    expect(text()).toContain('kept');
  });
});

describe('the pretty format', () => {
  it('writes for people: no JSON, the word of the level, the message, the fields', () => {
    const { log, text } = captured({ logFormat: 'pretty' });
    log.warn({ requestId: 'r-1', status: 503, route: '/ready' }, 'slow answer');
    expect(() => JSON.parse(text()) as unknown).toThrow(SyntaxError);
    expect(text()).toContain('WARN');
    expect(text()).toContain('slow answer');
    expect(text()).toContain('503');
    expect(text()).not.toContain('r-1');
    expect(text().trimEnd().split('\n')).toHaveLength(1);
  });
});
