import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, type Environment, readConfig } from '../src/config.ts';

const read = (environment: Environment) => readConfig(environment, false);

function problemsOf(environment: Environment): string {
  try {
    read(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'none';
}

describe('an empty environment', () => {
  it('listens on loopback only, on port 8000, with a database in the working directory', () => {
    expect(read({})).toMatchObject({
      host: '127.0.0.1',
      port: 8000,
      database: { engine: 'sqlite', path: resolve('.data/tocsin.db') },
      bodyLimitBytes: 1_048_576,
      logLevel: 'info',
      build: { service: 'tocsin', commit: 'unknown' },
    });
  });

  it('lets the usual local frontends in, and nobody else', () => {
    expect(read({}).corsOrigins).toEqual(
      [4200, 5173, 3000, 8080].flatMap((port) => [
        `http://localhost:${port}`,
        `http://127.0.0.1:${port}`,
      ]),
    );
  });

  it('is the same as one whose variables are empty', () => {
    const empty = { HOST: '', PORT: '', DATABASE_URL: '', CORS_ORIGINS: '', LOG_LEVEL: '' };
    expect(read(empty)).toEqual(read({}));
  });
});

describe('what is set', () => {
  it('is used', () => {
    const config = read({
      HOST: '0.0.0.0',
      PORT: '9090',
      DATABASE_URL: 'sqlite:/var/lib/tocsin/it is here.db',
      BODY_LIMIT_BYTES: '2048',
      LOG_LEVEL: 'debug',
      LOG_FORMAT: 'pretty',
      APP_NAME: 'incidents',
      APP_VERSION: '9.9.9',
      COMMIT: 'abc1234',
    });
    expect(config).toMatchObject({
      host: '0.0.0.0',
      port: 9090,
      database: { engine: 'sqlite', path: '/var/lib/tocsin/it is here.db', isDefault: false },
      bodyLimitBytes: 2048,
      logLevel: 'debug',
      logFormat: 'pretty',
      build: { service: 'incidents', version: '9.9.9', commit: 'abc1234' },
    });
  });

  it('may name a database relative to the working directory', () => {
    expect(read({ DATABASE_URL: 'sqlite:data/x.db' }).database).toMatchObject({
      path: resolve('data/x.db'),
    });
  });

  it('may name any of the three engines', () => {
    expect(read({ DATABASE_URL: 'json:state.json' }).database).toEqual({
      engine: 'json',
      path: resolve('state.json'),
    });
    for (const url of ['postgres://tocsin@db/tocsin', 'postgresql://db:5433/t?sslmode=require']) {
      expect(read({ DATABASE_URL: url }).database).toEqual({
        engine: 'postgres',
        url,
        poolSize: 20,
      });
    }
    const DATABASE_URL = 'postgres://db/tocsin';
    expect(read({ DATABASE_URL, DATABASE_POOL_SIZE: '7' }).database).toMatchObject({ poolSize: 7 });
  });

  it('may name a log level in capitals', () => {
    expect(read({ LOG_LEVEL: 'WARN' }).logLevel).toBe('warn');
  });

  it('does not mind variables of other programs', () => {
    expect(read({ HOME: '/root', npm_config_x: 'y' })).toEqual(read({}));
  });
});

describe('CORS_ORIGINS', () => {
  it('is a list with commas, where spaces and closing slashes do not matter', () => {
    const CORS_ORIGINS = ' https://status.example.com/ ,http://localhost:4200,';
    expect(read({ CORS_ORIGINS }).corsOrigins).toEqual([
      'https://status.example.com',
      'http://localhost:4200',
    ]);
  });

  it('lets everybody in with a star', () => {
    expect(read({ CORS_ORIGINS: '*' }).corsOrigins).toBe('*');
  });

  it.each(['example.com', 'https://example.com/app', 'https://a b', 'null', '**'])(
    'refuses %j, which is no origin, and says what one looks like',
    (origin) => {
      const problems = problemsOf({ CORS_ORIGINS: `http://localhost:4200,${origin}` });
      expect(problems).toMatch(/CORS_ORIGINS: .*such as http:\/\/localhost:4200/);
    },
  );
});

describe('LOG_FORMAT', () => {
  it.each([
    { LOG_FORMAT: undefined, terminal: true, format: 'pretty' },
    { LOG_FORMAT: undefined, terminal: false, format: 'json' },
    { LOG_FORMAT: 'auto', terminal: true, format: 'pretty' },
    { LOG_FORMAT: 'json', terminal: true, format: 'json' },
    { LOG_FORMAT: 'pretty', terminal: false, format: 'pretty' },
  ])('$LOG_FORMAT is $format where terminal is $terminal', ({ LOG_FORMAT, terminal, format }) => {
    expect(readConfig({ LOG_FORMAT }, terminal).logFormat).toBe(format);
  });
});

describe('a value that cannot be used', () => {
  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', 'http'],
    ['PORT', '8000 '],
    ['PORT', '0x50'],
    ['BODY_LIMIT_BYTES', '0'],
    ['BODY_LIMIT_BYTES', '1mb'],
    ['BODY_LIMIT_BYTES', '99999999999'],
    ['DATABASE_URL', 'mysql://localhost/tocsin'],
    ['DATABASE_URL', '/var/lib/tocsin.db'],
    ['DATABASE_URL', 'sqlite:'],
    ['LOG_LEVEL', 'loud'],
    ['LOG_FORMAT', 'xml'],
  ])('is refused by name: %s=%s', (name, value) => {
    const [title, ...lines] = problemsOf({ [name]: value }).split('\n');
    expect(title).toBe('The configuration cannot be used:');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^ {2}${name}: \\w+`));
  });

  it('is told together with every other one', () => {
    const problems = problemsOf({ PORT: 'x', LOG_LEVEL: 'loud', DATABASE_URL: 'x', HOST: 'ok' });
    const named = problems.split('\n').slice(1);
    expect(new Set(named.map((line) => line.trim().split(':')[0]))).toEqual(
      new Set(['DATABASE_URL', 'LOG_LEVEL', 'PORT']),
    );
    expect(named).toHaveLength(3);
  });

  it('tells which form a database URL has', () => {
    expect(problemsOf({ DATABASE_URL: 'x' })).toContain('sqlite:.data/tocsin.db');
  });

  it('does not repeat the value, which may hold a password', () => {
    const problems = problemsOf({ DATABASE_URL: 'mysql://tocsin:hunter2@db/tocsin' });
    expect(problems).toContain('DATABASE_URL');
    expect(problems).not.toContain('hunter2');
  });
});
