import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { AppRouter, Incident, Runbook } from '@tocsin/contract';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import Client from 'better-sqlite3';
import superjson from 'superjson';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from './database.ts';
import { type ServerProcess, startServer } from './process.ts';
import { watching } from './watcher.ts';

const emptyDatabase = async () => ({
  DATABASE_URL: `sqlite:${join(await temporaryFolder(), 'tocsin.db')}`,
});

async function get<T>(url: string, path: string): Promise<T> {
  const response = await fetch(`${url}${path}`);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

const incident = (title: string) => JSON.stringify({ title, severity: 'P3', service: 'a' });

const create = (url: string, title: string) =>
  fetch(`${url}/api/v1/incidents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: incident(title),
  });

/** The lines of a server's log. */
const linesOf = (server: ServerProcess): Record<string, unknown>[] =>
  server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** A request whose body is sent as far as `sent`; the rest is up to the test. */
function slowRequest(url: string, sent: string, agent?: Agent): ClientRequest {
  const slow = request(`${url}/api/v1/incidents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    agent: agent ?? false,
  });
  slow.write(sent);
  return slow;
}

async function answerOf(slow: ClientRequest): Promise<{ status: number; body: string }> {
  const [response] = (await once(slow, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, body: await text(response) };
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Ends a server and answers how it ended, and how long that took. */
async function ended(server: ServerProcess, signal: NodeJS.Signals) {
  const begin = performance.now();
  const code = await server.stop(signal);
  return { code, seconds: (performance.now() - begin) / 1000 };
}

describe('the first start', () => {
  it('serves sample data within seconds', async () => {
    const begin = performance.now();
    const { url } = await startServer(await emptyDatabase());
    const incidents = await get<Incident[]>(url, '/api/v1/incidents');
    const runbooks = await get<Runbook[]>(url, '/api/v1/runbooks');
    // Beside other tests it has a part of one core.
    expect((performance.now() - begin) / 1000).toBeLessThan(20);
    expect(incidents.length).toBeGreaterThanOrEqual(8);
    expect(runbooks.length).toBeGreaterThanOrEqual(6);
    expect(await get(url, '/ready')).toMatchObject({ status: 'ready', database: 'connected' });
  });

  it('listens on loopback, and says in the log where it and its docs are', async () => {
    const environment = await emptyDatabase();
    const server = await startServer(environment);
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
    const [line] = linesOf(server).filter(({ msg }) => String(msg).startsWith('Tocsin listens'));
    expect(line).toMatchObject({
      level: 'info',
      docs: `${server.url}/docs`,
      database: environment.DATABASE_URL,
    });
  });

  it('writes nothing but log lines: no warnings of the runtime or of libraries', async () => {
    const server = await startServer(await emptyDatabase());
    await get(server.url, '/health');
    await server.stop('SIGTERM');
    const other = server
      .output()
      .split('\n')
      .filter((line) => line !== '' && line[0] !== '{');
    expect(other).toEqual([]);
  });

  it('uses what the environment says', async () => {
    const { url } = await startServer({
      ...(await emptyDatabase()),
      APP_NAME: 'watchtower',
      APP_VERSION: '7.7.7',
      COMMIT: 'abc1234',
      BODY_LIMIT_BYTES: '1024',
      CORS_ORIGINS: 'https://console.example.com',
    });
    expect(await get(url, '/health')).toMatchObject({
      service: 'watchtower',
      version: '7.7.7',
      commit: 'abc1234',
    });
    expect((await create(url, 'x'.repeat(2000))).status).toBe(413);
    const headers = { origin: 'https://console.example.com' };
    const { headers: answered } = await fetch(`${url}/health`, { headers });
    expect(answered.get('access-control-allow-origin')).toBe('https://console.example.com');
  });
});

describe('a server that is told to want no sample data', () => {
  it('starts empty, and stays so when it is not told any more', async () => {
    const environment = await emptyDatabase();
    const first = await startServer({ ...environment, SAMPLE_DATA: 'false' });
    expect(await get(first.url, '/api/v1/incidents')).toEqual([]);
    expect(await get(first.url, '/api/v1/runbooks')).toEqual([]);
    expect(await first.stop('SIGTERM')).toBe(0);
    const { url } = await startServer(environment);
    expect(await get(url, '/api/v1/incidents')).toEqual([]);
  });
});

describe('a restart', () => {
  it('keeps the data, and does not seed an emptied database again', async () => {
    const environment = await emptyDatabase();
    const first = await startServer(environment);
    for (const kind of ['incidents', 'runbooks']) {
      for (const { id } of await get<{ id: string }[]>(first.url, `/api/v1/${kind}`)) {
        const { status } = await fetch(`${first.url}/api/v1/${kind}/${id}`, { method: 'DELETE' });
        expect(status).toBe(204);
      }
    }
    const kept = (await (await create(first.url, 'the only one')).json()) as Incident;
    expect(await first.stop('SIGTERM')).toBe(0);

    const { url } = await startServer(environment);
    expect(await get(url, '/api/v1/incidents')).toEqual([kept]);
    expect(await get(url, '/api/v1/runbooks')).toEqual([]);
    const next = (await (await create(url, 'the next')).json()) as Incident;
    expect(next.number).toBe(kept.number + 1);
  });
});

describe('two servers that start at once on one empty database', () => {
  it('both come up, the data is seeded once, and both write', async () => {
    for (let round = 0; round < 3; round += 1) {
      const environment = await emptyDatabase();
      const servers = await Promise.all([startServer(environment), startServer(environment)]);
      const said = servers.filter((server) => server.output().includes('first start'));
      expect(said).toHaveLength(1);
      const before = await get<Incident[]>(servers[0].url, '/api/v1/incidents');
      expect(new Set(before.map(({ title }) => title)).size).toBe(before.length);

      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, i) => create(servers[i % 2 === 0 ? 0 : 1].url, `new ${i}`)),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
      for (const { url } of servers) {
        const after = await get<Incident[]>(url, '/api/v1/incidents');
        expect(after).toHaveLength(before.length + 40);
        expect(new Set(after.map(({ number }) => number)).size).toBe(after.length);
      }
      for (const server of servers) expect(await server.stop('SIGTERM')).toBe(0);
    }
  }, 60_000);
});

describe('a database that another program keeps locked', () => {
  it('is a 503 on both wires, and no longer when it is free again', async () => {
    const environment = await emptyDatabase();
    const { url } = await startServer(environment);
    const { incidents } = createTRPCClient<AppRouter>({
      links: [httpBatchLink({ url: `${url}/trpc`, transformer: superjson })],
    });
    const other = new Client(environment.DATABASE_URL.slice('sqlite:'.length));
    onTestFinished(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    const overTrpc = incidents.create.mutate({ title: 'x', severity: 'P1', service: 'a' });
    await expect(overTrpc).rejects.toMatchObject({
      data: { code: 'SERVICE_UNAVAILABLE', httpStatus: 503 },
      message: expect.stringContaining('try again') as string,
    });
    const overRest = await create(url, 'y');
    expect(overRest.status).toBe(503);
    expect(overRest.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await incidents.list.query()).total).toBeGreaterThanOrEqual(8);
    other.exec('ROLLBACK');
    expect((await create(url, 'z')).status).toBe(201);
  });
});

describe('a server that is told to stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('ends with exit code 0 at once by %s', async (signal) => {
    const server = await startServer(await emptyDatabase());
    const { code, seconds } = await ended(server, signal);
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(3);
    const messages = linesOf(server).map(({ msg }) => msg);
    expect(messages).toContain('stopping: finishing what runs');
    expect(messages.at(-1)).toBe('stopped');
  });

  it('ends so even at the very moment at which it says that it listens', async () => {
    const servers = Array.from({ length: 6 }, async () => startServer(await emptyDatabase()));
    const codes = servers.map(async (server) => (await server).stop('SIGTERM'));
    expect(await Promise.all(codes)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('finishes a request that is still being sent, and takes no new connection', async () => {
    const environment = await emptyDatabase();
    const server = await startServer(environment);
    const body = incident('sent slowly');
    const slow = slowRequest(server.url, body.slice(0, 20));
    await wait(200);
    const ending = ended(server, 'SIGTERM');
    await expect.poll(server.output).toContain('stopping');
    await expect.poll(() => create(server.url, 'late').catch(() => 'refused')).toBe('refused');
    slow.end(body.slice(20));
    const answer = await answerOf(slow);
    expect(answer.status).toBe(201);
    const { code, seconds } = await ending;
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(5);

    const { url } = await startServer(environment);
    const { id } = JSON.parse(answer.body) as Incident;
    expect(await get(url, `/api/v1/incidents/${id}`)).toMatchObject({ title: 'sent slowly' });
  });

  it('does not wait for a client that keeps its connection after its last request', async () => {
    const server = await startServer(await emptyDatabase());
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    const body = incident('sent slowly');
    const slow = slowRequest(server.url, body.slice(0, 20), agent);
    await wait(200);
    const ending = ended(server, 'SIGTERM');
    await expect.poll(server.output).toContain('stopping');
    slow.end(body.slice(20));
    expect((await answerOf(slow)).status).toBe(201);
    const { code, seconds } = await ending;
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(5);
  });

  it('answers all of a hundred requests that are running', async () => {
    const environment = await emptyDatabase();
    const server = await startServer(environment);
    const bodies = Array.from({ length: 100 }, (_, i) => incident(`zeppelin ${i}`));
    const running = bodies.map((body) => slowRequest(server.url, body.slice(0, 5)));
    await wait(300);
    const ending = ended(server, 'SIGTERM');
    const answers = running.map(answerOf);
    for (const [i, slow] of running.entries()) slow.end(bodies[i]?.slice(5));
    expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(
      new Set([201]),
    );
    expect((await ending).code).toBe(0);
    const { url } = await startServer(environment);
    const { headers } = await fetch(`${url}/api/v1/incidents?q=zeppelin`);
    expect(headers.get('x-total-count')).toBe('100');
  });

  it('does not wait for those who watch', async () => {
    const server = await startServer(await emptyDatabase());
    const watchers = await Promise.all([watching(server.url), watching(server.url)]);
    const { code, seconds } = await ended(server, 'SIGTERM');
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(3);
    for (const watcher of watchers) expect(watcher.completed()).toBe(false);
  });

  it('does not wait for a connection on which nothing was ever sent', async () => {
    const server = await startServer(await emptyDatabase());
    const silent = connect(Number(new URL(server.url).port), '127.0.0.1');
    onTestFinished(() => void silent.destroy());
    silent.on('error', () => {});
    await once(silent, 'connect');
    await wait(200);
    const { code, seconds } = await ended(server, 'SIGTERM');
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(5);
  });

  it('gives up on a request that never ends, and says so by its exit code', async () => {
    const server = await startServer(await emptyDatabase());
    const never = slowRequest(server.url, '{');
    never.on('error', () => {});
    await wait(200);
    const { code, seconds } = await ended(server, 'SIGTERM');
    expect(code).toBe(1);
    expect(seconds).toBeLessThan(15);
  });
});
