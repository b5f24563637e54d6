import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, inject, it, onTestFinished } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { startProblem } from '../../src/start-problem.ts';
import { NewerDatabaseError } from '../../src/storage/newer-database.ts';
import { openStorage } from '../../src/storage/open.ts';
import { runToEnd } from '../process.ts';
import { bareDatabase, connection } from './sessions.ts';

const quiet = { warn: () => {} };
const PASSWORD = 'hunter2-and-more';

/** What a server that cannot open its database ends with. */
async function problemOf(url: URL | string): Promise<string> {
  try {
    const { database } = readConfig({ DATABASE_URL: String(url) }, false);
    await (await openStorage(database, { warn: () => {} })).close();
  } catch (error) {
    return oneLine(startProblem(error));
  }
  throw new Error('The database was opened.');
}

/** Nothing but what is of use to whoever wrote the URL, and no password. */
function oneLine(output: string): string {
  expect(output.trim().split('\n'), output).toHaveLength(1);
  expect(output).not.toMatch(/^ +at /m);
  expect(output).not.toMatch(/\bError:|node:internal|node_modules/);
  expect(output).not.toContain(PASSWORD);
  expect(output).not.toContain('hunter2');
  expect(output).toContain('DATABASE_URL');
  return output;
}

/** Where the server of this run is, for somebody with another name, password or database. */
function elsewhere(change: Partial<Pick<URL, 'host' | 'port' | 'username' | 'pathname'>>): URL {
  const url = new URL(inject('postgresUrl'));
  return Object.assign(url, { password: PASSWORD, ...change });
}

/** A port at which somebody answers each connection in his own way. */
async function portOf(answer: string | undefined): Promise<string> {
  const other = createServer((socket) => {
    socket.on('error', () => {});
    if (answer !== undefined) socket.end(answer);
  });
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  return String((other.address() as AddressInfo).port);
}

it('is told when nothing answers there', async () => {
  const port = await portOf('');
  const problem = await problemOf(elsewhere({ port: '1', pathname: '/tocsin' }));
  expect(problem).toContain('postgres://127.0.0.1:1/tocsin');
  expect(problem).toContain('is PostgreSQL running?');
  expect(await problemOf(elsewhere({ port }))).toContain('it cannot be used');
  // Of a host with several addresses none answers.
  expect(await problemOf(elsewhere({ host: 'localhost:1' }))).toContain('is PostgreSQL running?');
});

it('is told when the host is unknown', async () => {
  const problem = await problemOf(elsewhere({ host: 'no-such-host.invalid' }));
  expect(problem).toContain('there is no such host');
});

it.each(['serve', 'export'])('is told of a wrong password, for %s', async (command) => {
  const { code, output } = await runToEnd([command], { DATABASE_URL: elsewhere({}).href });
  expect(code).toBe(1);
  const problem = oneLine(output);
  expect(problem).toContain('it does not take this user with this password');
  expect(problem).toContain(new URL(inject('postgresUrl')).host);
});

it('is told when the server wants a password and there is none', async () => {
  const url = new URL(inject('postgresUrl'));
  url.password = '';
  expect(await problemOf(url)).toContain('it does not take this user with this password');
});

it('is told when there is no such database', async () => {
  const url = new URL('/nowhere', inject('postgresUrl'));
  const problem = await problemOf(url);
  expect(problem).toContain('no such database; create it first');
  expect(problem).toContain('nowhere');
  expect(problem).not.toContain(':postgres@');
});

it('is told when the user may not make tables', async () => {
  const DATABASE_URL = await bareDatabase();
  const admin = await connection(DATABASE_URL);
  await admin.query(`CREATE ROLE guest LOGIN PASSWORD '${PASSWORD}'`);
  onTestFinished(async () => void (await admin.query('DROP ROLE guest')));
  const url = Object.assign(new URL(DATABASE_URL), { username: 'guest', password: PASSWORD });
  expect(await problemOf(url)).toContain('may not make tables');
});

it('is told when a newer version has been there, and nothing is changed', async () => {
  const DATABASE_URL = await bareDatabase();
  await (await openStorage({ engine: 'postgres', url: DATABASE_URL, poolSize: 2 }, quiet)).close();
  const admin = await connection(DATABASE_URL);
  await admin.query(`INSERT INTO migrations VALUES ('of tomorrow', 1)`);
  const opening = openStorage({ engine: 'postgres', url: DATABASE_URL, poolSize: 2 }, quiet);
  await expect(opening).rejects.toThrow(/newer version of Tocsin/);
  await expect(opening).rejects.toBeInstanceOf(NewerDatabaseError);
  await admin.query(`DELETE FROM migrations WHERE hash = 'of tomorrow'`);
  await (await openStorage({ engine: 'postgres', url: DATABASE_URL, poolSize: 2 }, quiet)).close();
});

it('is told in a few seconds when somebody listens there and says nothing', async () => {
  const began = performance.now();
  await problemOf(elsewhere({ port: await portOf(undefined) }));
  expect(performance.now() - began).toBeLessThan(20_000);
});

it('is told when the server wants no TLS and the URL does', async () => {
  const url = new URL(inject('postgresUrl'));
  url.searchParams.set('sslmode', 'verify-full');
  expect(await problemOf(url)).toContain('SSL');
});

it.each([
  `postgres://tocsin:${PASSWORD}@localhost:port/tocsin`,
  `postgres://tocsin:${PASSWORD}@:5432/tocsin`,
])('is told when the URL is none: %s', async (url) => {
  await problemOf(url);
});
